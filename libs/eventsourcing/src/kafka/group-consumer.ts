import type { Consumer, Kafka } from 'kafkajs';
import type { ConsumeOptions, Consumption } from '../message-bus.js';
import { pause } from '../timing.js';
import type { KafkaLog } from './kafka-log.js';
import { PartitionReader } from './partition-reader.js';

export interface GroupTimes {
  /** A consumer that is not heard of for so long is taken to be dead and its partitions are given to others (ms; the broker allows 6,000 upward). */
  readonly sessionTimeoutMs: number;
  /** How long the others wait at a rebalance for a handler to finish (ms). */
  readonly rebalanceTimeoutMs: number;
}

const FIRST_RESTART_MS = 200;
const LONGEST_RESTART_MS = 10_000;
/** How long the broker holds a fetch that finds nothing: the longest that stopping, and seeing a pause's end, wait for (ms). */
const FETCH_WAIT_MS = 500;
/** Partitions whose messages may be given to the reader at once; it handles together what it was given. */
const PARTITIONS_AT_ONCE = 16;

/**
 * One member of a consumer group, kept alive: whenever kafkajs gives up (a broker that is down, a group that it was thrown out of), a
 * new consumer is made after a pause, until {@link stop}.
 */
export class GroupConsumer implements Consumption {
  readonly ready: Promise<void>;
  private isReady!: () => void;
  private readonly abort = new AbortController();
  private readonly life: Promise<void>;

  constructor(
    private readonly kafka: Kafka,
    private readonly options: ConsumeOptions,
    private readonly times: GroupTimes,
    private readonly log: KafkaLog,
  ) {
    this.ready = new Promise((resolve) => (this.isReady = resolve));
    this.life = this.live();
  }

  async stop(): Promise<void> {
    this.abort.abort();
    await this.life;
    this.isReady();
  }

  private async live(): Promise<void> {
    const { signal } = this.abort;
    let failures = 0;
    while (!signal.aborted) {
      const joined = await this.run(signal);
      failures = joined ? 1 : failures + 1;
      await pause(Math.min(LONGEST_RESTART_MS, FIRST_RESTART_MS * 2 ** Math.min(failures - 1, 20)), signal);
    }
  }

  /** One consumer's life, until it crashes or is stopped. True when it had joined its group. */
  private async run(signal: AbortSignal): Promise<boolean> {
    const { sessionTimeoutMs, rebalanceTimeoutMs } = this.times;
    const heartbeatMs = Math.floor(sessionTimeoutMs / 5);
    const consumer = this.kafka.consumer({
      groupId: this.options.group,
      sessionTimeout: sessionTimeoutMs,
      rebalanceTimeout: rebalanceTimeoutMs,
      heartbeatInterval: heartbeatMs,
      maxWaitTimeInMs: FETCH_WAIT_MS,
      allowAutoTopicCreation: false,
      retry: { retries: 5, initialRetryTime: 200, maxRetryTime: 2_000, restartOnFailure: () => Promise.resolve(false) },
    });
    const reader = new PartitionReader(this.options, this.log, heartbeatMs, () => signal.aborted);
    let joined = false;
    consumer.on(consumer.events.GROUP_JOIN, () => {
      joined = true;
      reader.joined();
      this.isReady();
    });
    try {
      await this.untilCrash(consumer, reader, signal);
    } catch (error) {
      this.log.warn({ groupId: this.options.group, error: nameOf(error) }, 'kafka: the consumer could not go on and is made anew');
    } finally {
      await reader.end();
      await consumer.disconnect().catch(() => undefined);
    }
    return joined;
  }

  private async untilCrash(consumer: Consumer, reader: PartitionReader, signal: AbortSignal): Promise<void> {
    let onAbort: () => void = () => undefined;
    const ended = new Promise<void>((resolve, reject) => {
      onAbort = resolve;
      signal.addEventListener('abort', onAbort, { once: true });
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    });
    ended.catch(() => undefined);
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [...this.options.topics], fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: PARTITIONS_AT_ONCE,
        eachBatch: reader.eachBatch,
      });
      await ended;
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
