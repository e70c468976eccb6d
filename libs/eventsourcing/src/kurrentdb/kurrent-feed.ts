import { StoreUnavailable } from '../event-store.js';
import { Feed, type FeedBatch, type FeedOptions } from '../feed.js';
import type { Checkpoint, RecordedEvent } from '../message.js';
import { pause } from '../timing.js';
import { CAUGHT_UP, FELL_BEHIND, type KurrentDriver } from './driver.js';
import { fromCheckpoint, Namespace, toCheckpoint } from './envelope.js';
import type { KurrentOptions } from './kurrent-event-store.js';

const MAX_BATCH = 1_000;
/** Pauses before subscribing again after a lost connection: the first, and the longest they grow to. */
const MIN_RECONNECT_MS = 50;
const MAX_RECONNECT_MS = 5_000;
/** Lost connections in a row after which the reader is told; with the pauses above this is about a minute. */
const MAX_RECONNECTS = 18;
/** Events of other services that `head` passes over to find the newest of this one. */
const MAX_HEAD_SCAN = 100_000;

/** Everything a service stored in KurrentDB (EventStoreDB), in the order of the server's log. The server must be 23.10 or newer. */
export class KurrentFeed extends Feed {
  readonly #driver: KurrentDriver;
  readonly #namespace: Namespace;
  /** The newest event known, and the position up to which the log was looked through for it. */
  #newest: bigint | null = null;
  #lookedUpTo = 0n;

  /** @throws TypeError when the namespace cannot be used */
  constructor({ driver, namespace }: KurrentOptions) {
    super();
    this.#driver = driver;
    this.#namespace = new Namespace(namespace);
  }

  /**
   * A lost connection is made again, and reading goes on after the last batch given.
   * @throws StoreUnavailable when the server cannot be reached for about a minute
   */
  async *subscribe({ after, signal, batchSize = MAX_BATCH }: FeedOptions): AsyncGenerator<FeedBatch, void, undefined> {
    const limit = Math.max(1, Math.min(batchSize, MAX_BATCH));
    let place = fromCheckpoint(after);
    let [first, failures] = [true, 0];
    while (!signal.aborted) {
      try {
        for await (const { items, caughtUp } of this.#batches(place, limit, signal)) {
          if (signal.aborted) return;
          failures = 0;
          if (items.length === 0 && !first) continue;
          first = false;
          const checkpoint = items.at(-1)?.position ?? toCheckpoint(place ?? 0n);
          place = fromCheckpoint(checkpoint);
          this.#sawNewest(place);
          yield { items, checkpoint, caughtUp };
        }
      } catch (error) {
        failures += 1;
        if (!(error instanceof StoreUnavailable) || failures > MAX_RECONNECTS) throw error;
        await pause(Math.min(MAX_RECONNECT_MS, MIN_RECONNECT_MS * 2 ** (failures - 1)), signal);
      }
    }
  }

  /** Looks from the log's end backwards, but never twice at the same part of it, and never past {@link MAX_HEAD_SCAN} events. */
  async head(): Promise<Checkpoint | null> {
    let end: bigint | null = null;
    for await (const { stream, commit } of this.#driver.backwards(MAX_HEAD_SCAN)) {
      if (commit <= this.#lookedUpTo) break;
      end ??= commit;
      if (!this.#namespace.holds(stream)) continue;
      this.#sawNewest(commit);
      break;
    }
    if (end !== null && end > this.#lookedUpTo) this.#lookedUpTo = end;
    return this.#newest === null ? null : toCheckpoint(this.#newest);
  }

  #sawNewest(commit: bigint | null): void {
    if (commit === null || commit <= (this.#newest ?? 0n)) return;
    this.#newest = commit;
    if (commit > this.#lookedUpTo) this.#lookedUpTo = commit;
  }

  /**
   * Batches of one subscription, as large as what has arrived. While it reads the past it waits for a full batch or for the end of the
   * past, whichever comes first: both come by themselves. Afterwards it waits for nothing.
   */
  async *#batches(
    after: bigint | null,
    limit: number,
    signal: AbortSignal,
  ): AsyncGenerator<Pick<FeedBatch, 'items' | 'caughtUp'>, void, undefined> {
    const { messages, waiting } = this.#driver.subscribe(this.#namespace.prefix, after, limit, signal);
    let items: RecordedEvent[] = [];
    let live = false;
    const taken = (): readonly RecordedEvent[] => {
      const batch = items;
      items = [];
      return batch;
    };
    for await (const message of messages) {
      if (message === FELL_BEHIND) {
        live = false;
        continue;
      }
      if (message === CAUGHT_UP) {
        live = true;
      } else {
        // A full batch is kept until it is known whether it was the last.
        if (items.length === limit) yield { items: taken(), caughtUp: false };
        items.push(this.#namespace.decode(message));
      }
      // What the server said or sent when more was on its way tells a reader that lags nothing of the present.
      if (!live || waiting() > 0) continue;
      await turn();
      if (waiting() === 0) yield { items: taken(), caughtUp: true };
    }
  }
}

/** Lets what the network has brought come in. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
