import kafkajs from 'kafkajs';
import type { Kafka, Producer, TopicMessages } from 'kafkajs';
import { type BusMessage, MAX_MESSAGE_BYTES } from '../message-bus.js';
import { type KafkaRecord, toKafka } from './kafka-codec.js';

/** Messages that may wait for the broker; beyond it publishing is refused at once. */
export const MAX_WAITING_MESSAGES = 100_000;

const MAX_BATCH_MESSAGES = 1_000;
/** A broker takes batches up to 1,048,588 bytes unless told otherwise. */
const MAX_BATCH_BYTES = MAX_MESSAGE_BYTES;
/** Attempts of one batch under one producer id; then the caller hears of it. */
const RETRY = { retries: 5, initialRetryTime: 200, maxRetryTime: 2_000 };
/**
 * A producer is replaced long before a partition's sequence number, a 32-bit integer, can come to its end: kafkajs 2.2.4 does not wrap
 * it as the protocol wants.
 */
const MESSAGES_PER_PRODUCER = 1_000_000_000;

interface Waiting {
  readonly topic: string;
  readonly record: KafkaRecord;
  readonly bytes: number;
  readonly call: Call;
}

interface Call {
  left: number;
  failed: boolean;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** A string's UTF-8 bytes and what the record format adds. */
const bytesOf = (record: KafkaRecord): number => {
  let bytes = Buffer.byteLength(record.key) + Buffer.byteLength(record.value) + 32;
  for (const [name, value] of Object.entries(record.headers)) bytes += Buffer.byteLength(name) + Buffer.byteLength(value) + 8;
  return bytes;
};

/**
 * Sends messages in the order given, one batch in flight at a time, written by all replicas. What is given while a batch is in flight
 * goes together in the next.
 *
 * A batch that failed may have been written: the number that a broker knows it by would then be given to the next batch, which the broker
 * would take for a repetition and drop. So a failure ends the producer, and the next batch begins under a new id.
 */
export class BatchingProducer {
  private producer: Promise<Producer> | null = null;
  private sent = 0;
  private queue: Waiting[] = [];
  private head = 0;
  private running: Promise<void> | null = null;
  private closed = false;

  constructor(private readonly kafka: Kafka) {}

  /**
   * Resolves when all are written by all replicas in sync; rejects when any may not be.
   * @throws RangeError for a message over {@link MAX_MESSAGE_BYTES}
   */
  async publish(messages: readonly BusMessage[]): Promise<void> {
    if (this.closed) throw new Error('the bus is closed');
    if (messages.length === 0) return;
    if (this.queue.length - this.head + messages.length > MAX_WAITING_MESSAGES) throw new Error('too many messages wait for the broker');
    const prepared = messages.map((message) => {
      const record = toKafka(message);
      const bytes = bytesOf(record);
      if (bytes > MAX_MESSAGE_BYTES)
        throw new RangeError(`message ${message.id} has ${bytes} bytes; at most ${MAX_MESSAGE_BYTES} can be sent`);
      return { topic: message.topic, record, bytes };
    });
    return new Promise((resolve, reject) => {
      const call: Call = { left: prepared.length, failed: false, resolve, reject };
      for (const each of prepared) this.queue.push({ ...each, call });
      this.running ??= this.run();
    });
  }

  private async run(): Promise<void> {
    await Promise.resolve();
    while (this.head < this.queue.length) {
      const batch = this.nextBatch();
      try {
        if (batch.length > 0) await this.send(batch);
        for (const { call } of batch) if (--call.left === 0 && !call.failed) call.resolve();
      } catch (error) {
        for (const { call } of batch) {
          call.failed = true;
          call.reject(error instanceof Error ? error : new Error(String(error)));
        }
      }
    }
    this.running = null;
  }

  /** Up to a batch of what waits; the rest of a call that has failed already is left out. */
  private nextBatch(): Waiting[] {
    const batch: Waiting[] = [];
    let bytes = 0;
    while (this.head < this.queue.length && batch.length < MAX_BATCH_MESSAGES) {
      const next = this.queue[this.head]!;
      if (!next.call.failed) {
        if (bytes + next.bytes > MAX_BATCH_BYTES) break;
        bytes += next.bytes;
        batch.push(next);
      }
      this.head += 1;
    }
    if (this.head === this.queue.length) {
      this.queue = [];
      this.head = 0;
    } else if (this.head > MAX_WAITING_MESSAGES / 2) {
      this.queue = this.queue.slice(this.head);
      this.head = 0;
    }
    return batch;
  }

  private async send(batch: readonly Waiting[]): Promise<void> {
    const byTopic = new Map<string, KafkaRecord[]>();
    for (const { topic, record } of batch) {
      const records = byTopic.get(topic);
      if (records === undefined) byTopic.set(topic, [record]);
      else records.push(record);
    }
    const topicMessages: TopicMessages[] = [...byTopic].map(([topic, messages]) => ({ topic, messages }));
    if (this.sent + batch.length > MESSAGES_PER_PRODUCER) await this.discard();
    this.producer ??= this.connect();
    try {
      await (await this.producer).sendBatch({ topicMessages, acks: -1, timeout: 10_000 });
      this.sent += batch.length;
    } catch (error) {
      await this.discard();
      throw error;
    }
  }

  private async connect(): Promise<Producer> {
    const producer = this.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
      retry: RETRY,
    });
    await producer.connect();
    return producer;
  }

  private async discard(): Promise<void> {
    const producer = this.producer;
    this.producer = null;
    this.sent = 0;
    await producer?.then((connected) => connected.disconnect()).catch(() => undefined);
  }

  /** Finishes what waits, then disconnects; refuses what comes after. */
  async close(): Promise<void> {
    this.closed = true;
    await this.running;
    await this.discard();
  }
}
