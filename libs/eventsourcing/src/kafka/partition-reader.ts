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

type Messages = EachBatchPayload['batch']['messages'];

/** What one partition has at hand, and how it is told what became of it. */
interface Share {
  readonly payload: EachBatchPayload;
  readonly messages: Messages;
  readonly settle: (outcome: Outcome) => void;
  readonly fail: (error: unknown) => void;
}

/** `again`: the handler rejected. `not_ours`: the partition was given to another meanwhile. */
type Outcome = 'handled' | 'again' | 'not_ours';

/** Milliseconds that reached places wait to be committed together. What was handled since comes again after a crash, as it may anyway. */
const COMMIT_EVERY_MS = 100;

/**
 * Gives the batches that kafkajs fetches to the handler, and moves a partition's place after the handler resolved. What several partitions
 * have at hand is handled together: a call for each would cost as many round trips as there are partitions. Places are committed beside
 * the handling, for the same reason.
 *
 * kafkajs 2.2.4 sends no heartbeat while a batch is handled, forgets resolved places on a rebalance unless they are committed, and goes
 * on handing out batches fetched before a rebalance. So: heartbeats run beside the handler, reached places are committed soon, and once
 * the group is known to rebalance nothing more is handed out until it has been joined again.
 */
export class PartitionReader {
  private lost: unknown = null;
  private shares: Share[] = [];
  private working = false;
  /** Places reached and not yet committed, by topic and partition. */
  private readonly reached = new Map<string, Map<number, string>>();
  private committing: ReturnType<typeof setTimeout> | null = null;
  private committed: Promise<void> = Promise.resolve();
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
    this.reached.clear();
  }

  /** Commits what was reached and ends the pauses of partitions whose handler failed. */
  async end(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    if (this.committing !== null) clearTimeout(this.committing);
    this.committing = null;
    await this.committed;
    await this.commit();
  }

  /** kafkajs' `eachBatch`; called for several partitions at once. */
  readonly eachBatch = async (payload: EachBatchPayload): Promise<void> => {
    const { topic, partition, messages } = payload.batch;
    for (let from = 0; from < messages.length; from += this.size) {
      if (this.stopping() || !isOurs(payload)) return;
      this.throwIfLost();
      const part = messages.slice(from, from + this.size);
      const outcome = await this.inTurn(payload, part);
      if (outcome === 'not_ours') return;
      if (outcome === 'again') {
        this.pauseBeforeRetry(payload);
        return;
      }
      this.failures.delete(`${topic}/${partition}`);
      payload.resolveOffset(part.at(-1)!.offset);
    }
    this.throwIfLost();
  };

  private get size(): number {
    return this.options.batchSize ?? DEFAULT_BATCH_SIZE;
  }

  private throwIfLost(): void {
    const { lost } = this;
    if (lost === null) return;
    if (!(lost instanceof Error && 'type' in lost && REJOINED_AFTER.has(String(lost.type)))) this.lost = null;
    throw lost;
  }

  private inTurn(payload: EachBatchPayload, messages: Messages): Promise<Outcome> {
    return new Promise((settle, fail) => {
      this.shares.push({ payload, messages, settle, fail });
      if (this.working) return;
      this.working = true;
      // The other partitions of the same fetch speak in this turn of the event loop.
      setImmediate(() => void this.work());
    });
  }

  private async work(): Promise<void> {
    while (this.shares.length > 0) {
      const shares = this.nextShares();
      try {
        const outcome = (await this.handled(shares)) ? 'handled' : 'again';
        if (outcome === 'handled') this.reach(shares);
        for (const { settle } of shares) settle(outcome);
      } catch (error) {
        for (const { fail } of shares) fail(error);
      }
    }
    this.working = false;
  }

  /** Shares of at most a batch's size, at least one if any is still ours. */
  private nextShares(): readonly Share[] {
    for (const { payload, settle } of this.shares) if (!isOurs(payload)) settle('not_ours');
    const ours = this.shares.filter(({ payload }) => isOurs(payload));
    let count = 0;
    for (let messages = 0; count < ours.length; count += 1) {
      messages += ours[count]!.messages.length;
      if (count > 0 && messages > this.size) break;
    }
    this.shares = ours.slice(count);
    return ours.slice(0, count);
  }

  /** Handles shares with heartbeats beside it. False when the handler rejected. */
  private async handled(shares: readonly Share[]): Promise<boolean> {
    const [first] = shares;
    if (first === undefined) return true;
    const beat = setInterval(() => {
      if (this.lost === null) first.payload.heartbeat().catch((error: unknown) => (this.lost = error));
    }, this.heartbeatMs);
    try {
      const readable: ReceivedMessage[] = [];
      for (const { payload, messages } of shares) readable.push(...(await this.readable(payload, messages)));
      if (readable.length > 0) await this.options.handler(readable);
      return true;
    } catch (error) {
      const { topic } = first.payload.batch;
      // The name alone: a handler's error may quote the message.
      this.log.warn({ topic, error: error instanceof Error ? error.name : 'unknown' }, 'kafka: a batch was not handled');
      return false;
    } finally {
      clearInterval(beat);
    }
  }

  private async readable({ batch: { topic, partition } }: EachBatchPayload, messages: Messages): Promise<readonly ReceivedMessage[]> {
    const readable: ReceivedMessage[] = [];
    for (const record of messages) {
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
    return readable;
  }

  private commitWith: EachBatchPayload['commitOffsetsIfNecessary'] = () => Promise.resolve();

  private reach(shares: readonly Share[]): void {
    for (const { payload, messages } of shares) {
      const { topic, partition } = payload.batch;
      const places = this.reached.get(topic) ?? new Map<number, string>();
      this.reached.set(topic, places.set(partition, String(BigInt(messages.at(-1)!.offset) + 1n)));
      this.commitWith = payload.commitOffsetsIfNecessary;
    }
    this.committing ??= setTimeout(() => {
      this.committing = null;
      this.committed = this.committed.then(() => this.commit());
    }, COMMIT_EVERY_MS);
  }

  private async commit(): Promise<void> {
    if (this.reached.size === 0) return;
    const topics = [...this.reached].map(([topic, places]) => ({
      topic,
      partitions: [...places].map(([partition, offset]) => ({ partition, offset })),
    }));
    this.reached.clear();
    await this.commitWith({ topics }).catch((error: unknown) => (this.lost ??= error));
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

const isOurs = (payload: EachBatchPayload): boolean => payload.isRunning() && !payload.isStale();
