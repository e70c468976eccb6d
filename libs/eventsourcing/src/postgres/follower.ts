import type { Feed, FeedBatch } from '../feed.js';
import type { FeedItem } from '../feed-item.js';
import type { Checkpoint } from '../message.js';
import {
  DEFAULT_RETRY,
  describeError,
  isTransient,
  pauseBefore,
  type PoisonPolicy,
  type RetryPolicy,
  type SubscriptionFailure,
  type SubscriptionState,
  type TurnHandler,
  type TurnOwner,
} from '../subscription.js';
import { pause, Serial } from '../timing.js';
import type { Checkpoints, OwnedCheckpoint } from './checkpoints.js';
import type { DeadLetters } from './dead-letters.js';

/** Milliseconds within which a place that need not move with its batch is written down. */
const MOVE_WITHIN_MS = 200;

export interface FollowerOptions<Item extends FeedItem> {
  readonly name: string;
  readonly feed: Feed<Item>;
  readonly handle: TurnHandler<Item>;
  readonly checkpoints: Checkpoints;
  readonly deadLetters: DeadLetters;
  readonly onPoison: PoisonPolicy;
  readonly retry?: RetryPolicy;
  /** Items a batch holds at most (default 1,000). */
  readonly batchSize?: number;
  /**
   * While it has caught up, at least so many milliseconds lie between the beginnings of two turns (default 0): what comes meanwhile is
   * handled together, and what comes after a rest at once.
   */
  readonly paceMs?: number;
  /**
   * What is done before a subscription without a place follows; gives back the place it begins behind, `null`: at the beginning. Done again
   * from nothing when it failed.
   */
  readonly begin?: (owned: TurnOwner, signal: AbortSignal) => Promise<Checkpoint | null>;
  /** What else must not run while a batch is handled. */
  readonly serial?: Serial;
  readonly now?: () => number;
  /** Called whenever the place or the state changed. */
  readonly onChange?: () => void;
}

/** The subscription is no longer ours; following ends. */
class Lost extends Error {
  override readonly name = 'Lost';
}

/** What an operator decided about the item a subscription halted at. */
export type HaltDecision = { readonly kind: 'retry' } | { readonly kind: 'skip'; readonly reason: string };

/** Follows one feed under an ownership: gives batches to a handler, meets failures, and keeps the place. */
export class Follower<Item extends FeedItem> {
  state: SubscriptionState = 'stopped';
  /** The place reached; what lay before it is handled or was ignored. */
  position: Checkpoint | null = null;
  failure: SubscriptionFailure | undefined;
  /** True once it has had everything that was stored, since it began to follow. */
  hasCaughtUp = false;
  private stored: Checkpoint | null = null;
  private epoch = '';
  private behindSince: number | null = null;
  private decide: ((decision: HaltDecision) => void) | null = null;
  private writing: ReturnType<typeof setTimeout> | null = null;
  private readonly serial: Serial;
  private readonly retry: RetryPolicy;
  private readonly now: () => number;

  constructor(private readonly options: FollowerOptions<Item>) {
    this.serial = options.serial ?? new Serial();
    this.retry = options.retry ?? DEFAULT_RETRY;
    this.now = options.now ?? Date.now;
  }

  get name(): string {
    return this.options.name;
  }

  /** Milliseconds since it last had everything that was stored. */
  get behindMs(): number {
    return this.behindSince === null ? 0 : this.now() - this.behindSince;
  }

  /** Follows until the signal is aborted (the batch at hand is finished) or the ownership turns out to be lost. */
  async follow(owned: OwnedCheckpoint, signal: AbortSignal): Promise<void> {
    this.epoch = owned.epoch;
    this.stored = this.position = owned.position;
    this.behindSince = this.now();
    this.hasCaughtUp = false;
    this.change('catching_up');
    try {
      if (owned.position === null && this.options.begin !== undefined) await this.begin(this.options.begin, signal);
      for (let attempt = 2; !signal.aborted; attempt += 1) {
        const broken = await this.read(signal);
        if (broken === null) break;
        this.fail(broken, attempt - 1);
        await pause(pauseBefore(attempt, this.retry), signal);
      }
      await this.serial.run(() => this.writePlace());
    } catch (error) {
      if (!(error instanceof Lost)) throw error;
    } finally {
      if (this.writing !== null) clearTimeout(this.writing);
      this.writing = null;
      this.change('stopped');
    }
  }

  /** Ends a halt. Returns false when it is not halted. */
  resume(decision: HaltDecision): boolean {
    if (this.decide === null) return false;
    this.decide(decision);
    return true;
  }

  /** Does what comes before following, until it is done, has a place after all, or following ends. */
  private async begin(begin: NonNullable<FollowerOptions<Item>['begin']>, signal: AbortSignal): Promise<void> {
    for (let tried = 1; this.stored === null && !signal.aborted; tried += 1) {
      try {
        this.stored = this.position = await begin({ name: this.name, epoch: this.epoch }, signal);
        return;
      } catch (error) {
        this.fail(error, tried);
      }
      await pause(pauseBefore(tried + 1, this.retry), signal);
      if (!signal.aborted) await this.unhandled([]);
    }
  }

  /** Reads on until aborted (`null`) or until the feed breaks (its error). */
  private async read(signal: AbortSignal): Promise<unknown> {
    const reading = new AbortController();
    const after = this.position;
    const batchSize = this.options.batchSize ?? 1_000;
    const feed = this.options.feed.subscribe({ after, signal: AbortSignal.any([signal, reading.signal]), batchSize });
    const iterator = feed[Symbol.asyncIterator]();
    try {
      let next = settled(iterator.next());
      for (;;) {
        const read = await next;
        if ('error' in read) return read.error ?? new Error('the feed broke');
        if (read.result.done === true || signal.aborted) return null;
        const batch = read.result.value;
        const began = performance.now();
        if (!batch.caughtUp) next = settled(iterator.next()); // the next batch is read while this one is written
        await this.serial.run(() => this.take(batch, signal));
        if (!batch.caughtUp) continue;
        await pause((this.options.paceMs ?? 0) - (performance.now() - began), signal);
        next = settled(iterator.next());
      }
    } finally {
      reading.abort();
      await iterator.return?.().catch(() => undefined);
    }
  }

  private async take(batch: FeedBatch<Item>, signal: AbortSignal): Promise<void> {
    if (batch.items.length > 0) await this.handle(batch.items, batch.checkpoint, this.retry.attempts, signal);
    // Where a log is empty there is no place yet: what is brought in later comes before the first one, and is filled from.
    else if (this.position !== null && batch.checkpoint > this.position) this.position = batch.checkpoint;
    if (signal.aborted) return;
    if (batch.caughtUp) {
      this.behindSince = null;
      this.hasCaughtUp = true;
    } else this.behindSince ??= this.now();
    this.failure = undefined;
    this.change(batch.caughtUp ? 'live' : 'catching_up');
  }

  /** Gives items to the handler until they are handled, split down to the one that cannot be, or following ends. */
  private async handle(items: readonly Item[], to: Checkpoint, attempts: number, signal: AbortSignal): Promise<void> {
    let rest = items;
    for (let tried = 1, blamed = 0; rest.length > 0; tried += 1) {
      try {
        return await this.attempt(rest, to);
      } catch (error) {
        this.fail(error, tried, rest[0]?.position);
        if (!isTransient(error)) blamed += 1;
        if (blamed >= attempts) return await this.split(rest, to, error, signal);
      }
      await pause(pauseBefore(tried + 1, this.retry), signal);
      if (signal.aborted) throw new Lost();
      rest = await this.unhandled(rest);
    }
  }

  private async attempt(items: readonly Item[], to: Checkpoint): Promise<void> {
    const outcome = await this.options.handle(items, { name: this.name, epoch: this.epoch, from: this.stored, to });
    if (outcome === 'moved') this.stored = to;
    this.position = to;
    // All of a process write on the same beat, so that one statement does for them.
    if (outcome === 'to_move') this.writing ??= setTimeout(() => void this.writeLater(), MOVE_WITHIN_MS - (Date.now() % MOVE_WITHIN_MS));
    this.options.onChange?.();
  }

  /** After a failure of unknown outcome: what of `items` is still to be handled. @throws Lost when someone else owns the subscription */
  private async unhandled(items: readonly Item[]): Promise<readonly Item[]> {
    const row = await this.options.checkpoints.read(this.name).catch(() => 'unreachable' as const);
    if (row === 'unreachable') return items;
    if (row === null || row.epoch !== this.epoch || (row.position ?? '') < (this.stored ?? '')) throw new Lost();
    this.stored = row.position;
    if ((row.position ?? '') > (this.position ?? '')) this.position = row.position;
    return items.filter(({ position }) => position > (this.position ?? ''));
  }

  private async split(items: readonly Item[], to: Checkpoint, error: unknown, signal: AbortSignal): Promise<void> {
    if (items.length === 1) return await this.poisoned(items[0]!, to, error, signal);
    const middle = Math.ceil(items.length / 2);
    const left = items.slice(0, middle);
    await this.handle(left, left.at(-1)!.position, 1, signal);
    await this.handle(items.slice(middle), to, 1, signal);
  }

  private async poisoned(item: Item, to: Checkpoint, error: unknown, signal: AbortSignal): Promise<void> {
    const { deadLetters, onPoison } = this.options;
    for (let decided = false, rethrown = error; !decided;) {
      await this.insist(() => deadLetters.record(this.name, item, describeError(rethrown), this.retry.attempts, onPoison), signal);
      const decision: HaltDecision = onPoison === 'skip' ? { kind: 'skip', reason: 'policy' } : await this.halt(signal);
      try {
        if (decision.kind === 'skip') await this.skip(to);
        else await this.attempt([item], to);
        decided = true;
        const [state, reason] = decision.kind === 'skip' ? (['skipped', decision.reason] as const) : (['resolved', null] as const);
        await this.insist(() => deadLetters.settle(this.name, item.position, state, reason), signal);
      } catch (again) {
        if (again instanceof Lost) throw again;
        this.fail(again, this.retry.attempts, item.position);
        rethrown = again;
        if ((await this.unhandled([item])).length === 0) decided = true;
      }
    }
  }

  private async skip(to: Checkpoint): Promise<void> {
    await this.options.checkpoints.move({ name: this.name, epoch: this.epoch, from: this.stored, to });
    this.stored = this.position = to;
    this.options.onChange?.();
  }

  private async halt(signal: AbortSignal): Promise<HaltDecision> {
    this.change('halted');
    const decision = await new Promise<HaltDecision | null>((resolve) => {
      if (signal.aborted) return resolve(null);
      this.decide = resolve;
      signal.addEventListener('abort', () => resolve(null), { once: true });
    });
    this.decide = null;
    if (decision === null) throw new Lost();
    this.change('catching_up');
    return decision;
  }

  /** Repeats what only needs the database until it answers. */
  private async insist(work: () => Promise<void>, signal: AbortSignal): Promise<void> {
    for (let attempt = 2; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        this.fail(error, attempt - 1);
      }
      await pause(pauseBefore(attempt, this.retry), signal);
      if (signal.aborted) throw new Lost();
    }
  }

  private async writeLater(): Promise<void> {
    await this.serial.run(async () => {
      this.writing = null;
      await this.writePlace().catch((error: unknown) => this.fail(error, 1));
    });
  }

  /** Writes down the place reached. A refusal is met again, and meant, at the next batch. */
  private async writePlace(): Promise<void> {
    if (this.position === null || this.position === this.stored || this.state === 'stopped') return;
    const to = this.position;
    await this.options.checkpoints.move({ name: this.name, epoch: this.epoch, from: this.stored, to });
    this.stored = to;
  }

  private fail(error: unknown, attempts: number, position?: Checkpoint): void {
    this.failure = { error: describeError(error), attempts, ...(position === undefined ? {} : { position }) };
    this.behindSince ??= this.now();
    this.change('retrying');
  }

  private change(state: SubscriptionState): void {
    this.state = state;
    this.options.onChange?.();
  }
}

/** A promise that tells its failure as a value, so that one made in advance is never "unhandled". */
const settled = <T>(promise: Promise<T>): Promise<{ result: T } | { error: unknown }> =>
  promise.then(
    (result) => ({ result }),
    (error: unknown) => ({ error }),
  );
