import type { EachBatchPayload } from 'kafkajs';
import { NotACloudEvent } from '../cloud-event.js';
import type { ConsumeOptions, ReceivedMessage } from '../message-bus.js';
import { fromKafka } from './kafka-codec.js';
import type { KafkaLog } from './kafka-log.js';

const DEFAULT_BATCH_SIZE = 500;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
/** After these kafkajs joins the group again; after any other error it goes on as it was. */
const REJOINED_AFTER = new Set(['REBALANCE_IN_PROGRESS', 'NOT_COORDINATOR_FOR_GROUP', 'ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID']);

/**
 * Gives the batches that kafkajs fetches to the handler, and moves a partition's place after the handler resolved.
 *
 * kafkajs 2.2.4 sends no heartbeat while a batch is handled, forgets resolved places on a rebalance unless they are committed, and goes
 * on handing out batches fetched before a rebalance. So: heartbeats run beside the handler, every place is committed as soon as it
 * is reached, and once the group is known to rebalance nothing more is handed out until it has been joined again.
 */
export class PartitionReader {
  private lost: unknown = null;
  private readonly failures = new Map<string, number>();
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly options: ConsumeOptions,
    private readonly log: KafkaLog,
    private readonly heartbeatMs: number,
    private readonly stopping: () => boolean,
  ) {}

  /** The group was joined: what was lost by a rebalance is ours again, or another's. */
  joined(): void {
    this.lost = null;
  }

  /** Ends the pauses of partitions whose handler failed. */
  end(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }

  /** kafkajs' `eachBatch`. */
  readonly eachBatch = async (payload: EachBatchPayload): Promise<void> => {
    const { topic, partition, messages } = payload.batch;
    const size = this.options.batchSize ?? DEFAULT_BATCH_SIZE;
    for (let from = 0; from < messages.length; from += size) {
      if (this.stopping() || !payload.isRunning() || payload.isStale()) return;
      this.throwIfLost();
      const part = messages.slice(from, from + size);
      if (!(await this.handled(payload, part))) {
        this.pauseBeforeRetry(payload);
        return;
      }
      this.failures.delete(`${topic}/${partition}`);
      const last = part.at(-1)!.offset;
      await payload.commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset: String(BigInt(last) + 1n) }] }] });
      payload.resolveOffset(last);
    }
    this.throwIfLost();
  };

  private throwIfLost(): void {
    const { lost } = this;
    if (lost === null) return;
    if (!(lost instanceof Error && 'type' in lost && REJOINED_AFTER.has(String(lost.type)))) this.lost = null;
    throw lost;
  }

  /** Handles a part of a batch with heartbeats beside it. False when the handler rejected. */
  private async handled(payload: EachBatchPayload, part: EachBatchPayload['batch']['messages']): Promise<boolean> {
    const { topic, partition } = payload.batch;
    const beat = setInterval(() => {
      if (this.lost === null) payload.heartbeat().catch((error: unknown) => (this.lost = error));
    }, this.heartbeatMs);
    try {
      const readable: ReceivedMessage[] = [];
      for (const record of part) {
        const place = `${topic}/${partition}/${record.offset}`;
        try {
          readable.push({ ...fromKafka(topic, record), place });
        } catch (error) {
          if (!(error instanceof NotACloudEvent)) throw error;
          await this.options.onUnreadable({
            place,
            topic,
            key: record.key?.toString('utf8') ?? null,
            value: record.value ?? new Uint8Array(),
            reason: error.message,
          });
        }
      }
      if (readable.length > 0) await this.options.handler(readable);
      return true;
    } catch (error) {
      // The name alone: a handler's error may quote the message.
      this.log.warn({ topic, partition, error: error instanceof Error ? error.name : 'unknown' }, 'kafka: a batch was not handled');
      return false;
    } finally {
      clearInterval(beat);
    }
  }

  /** The partition rests while others go on; its place has not moved, so that the same messages come again. */
  private pauseBeforeRetry(payload: EachBatchPayload): void {
    const key = `${payload.batch.topic}/${payload.batch.partition}`;
    const failures = (this.failures.get(key) ?? 0) + 1;
    this.failures.set(key, failures);
    const resume = payload.pause();
    const timer = setTimeout(
      () => {
        this.timers.delete(timer);
        resume();
      },
      Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 20)),
    );
    this.timers.add(timer);
  }
}
