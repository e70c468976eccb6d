import type { Checkpoint, RecordedEvent } from './message.js';

/** Some events in feed order. `checkpoint` is the place after the last of them. */
export interface FeedBatch<Item = RecordedEvent> {
  readonly items: readonly Item[];
  readonly checkpoint: Checkpoint;
  /** True when nothing more was stored at the moment of reading. */
  readonly caughtUp: boolean;
}

export interface FeedOptions {
  /** Start after this place; `null`: from the beginning. */
  readonly after: Checkpoint | null;
  /** Ends the iteration; it ends without an error. */
  readonly signal: AbortSignal;
  /** At most this many items a batch (default 1,000). */
  readonly batchSize?: number;
}

/**
 * **Port.** Everything stored, in one total order that respects each stream's order. An item whose transaction commits late is never
 * skipped; a gap left by a rollback never stalls; an unrelated open transaction does not hold it. Batches are never empty, but for one:
 * a reader who has everything that is stored and was not told so by the batch before (`caughtUp`) is told by one that is empty.
 * Every adapter passes `feed.contract.ts`.
 */
export abstract class Feed<Item = RecordedEvent> {
  abstract subscribe(options: FeedOptions): AsyncIterable<FeedBatch<Item>>;
  /** The place of the newest item stored (possibly not yet readable), `null` when there is none: for lag metrics. */
  abstract head(): Promise<Checkpoint | null>;
}
