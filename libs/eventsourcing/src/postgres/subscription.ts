import type { Pool } from 'pg';
import type { Feed } from '../feed.js';
import type { FeedItem } from '../feed-item.js';
import type { Checkpoint } from '../message.js';
import type { PoisonPolicy, RetryPolicy, SubscriptionStatus, TurnHandler } from '../subscription.js';
import type { Checkpoints } from './checkpoints.js';
import { DeadLetters } from './dead-letters.js';
import { Follower, type FollowerOptions, type HaltDecision } from './follower.js';
import { OwnedLoop } from './owned-loop.js';
import type { Ownership } from './ownership.js';
import { PositionWaiters } from './position-waiters.js';

export interface SubscriptionOptions<Item extends FeedItem> {
  readonly name: string;
  readonly pool: Pool;
  readonly schema: string;
  readonly ownership: Ownership;
  readonly feed: Feed<Item>;
  readonly handle: TurnHandler<Item>;
  /** See `FollowerOptions`. */
  readonly begin?: NonNullable<FollowerOptions<Item>['begin']>;
  /** Default `halt`. */
  readonly onPoison?: PoisonPolicy;
  readonly retry?: RetryPolicy;
  readonly batchSize?: number;
  /** See `FollowerOptions`. */
  readonly paceMs?: number;
  readonly now?: () => number;
  /** Called whenever the place or the state changed; must be quick. */
  readonly onChange?: (status: SubscriptionStatus) => void;
}

/** One feed followed by one owner at a time, whichever process that is. */
export class Subscription<Item extends FeedItem> {
  private readonly checkpoints: Checkpoints;
  private readonly follower: Follower<Item>;
  private readonly loop: OwnedLoop;
  private readonly waiters: PositionWaiters;
  private started = false;

  constructor(private readonly options: SubscriptionOptions<Item>) {
    const { pool, schema, name, ownership } = options;
    this.checkpoints = ownership.checkpoints;
    this.follower = new Follower({
      ...options,
      onPoison: options.onPoison ?? 'halt',
      checkpoints: this.checkpoints,
      deadLetters: new DeadLetters(pool, schema),
      onChange: () => {
        this.waiters.reached(this.follower.position);
        options.onChange?.(this.status());
      },
    });
    this.waiters = new PositionWaiters(async () => (await this.checkpoints.read(name))?.position ?? null);
    this.loop = new OwnedLoop(ownership, name, [name], (owned, signal) => this.follower.follow(owned.get(name)!, signal));
  }

  get name(): string {
    return this.options.name;
  }

  start(): void {
    this.started = true;
    this.loop.start();
  }

  /** Finishes the batch at hand, writes the place down and gives the ownership back. */
  async stop(): Promise<void> {
    this.started = false;
    await this.loop.stop();
  }

  status(): SubscriptionStatus {
    const { follower, loop } = this;
    const state = loop.owning ? follower.state : this.started ? 'waiting' : 'stopped';
    const failure = loop.owning ? follower.failure : loop.failure;
    return {
      name: this.name,
      state,
      owner: loop.owner,
      position: follower.position,
      behindMs: loop.owning ? follower.behindMs : 0,
      ...(failure === undefined ? {} : { failure }),
    };
  }

  /** Where the subscription stands (whoever owns it) and the newest place there is: two queries, for metrics. */
  async lag(): Promise<{ readonly position: Checkpoint | null; readonly head: Checkpoint | null; readonly behindMs: number }> {
    const [row, head] = await Promise.all([this.checkpoints.read(this.name), this.options.feed.head()]);
    const stored = row?.position ?? null;
    const own = this.loop.owning ? this.follower.position : null;
    return { position: (own ?? '') > (stored ?? '') ? own : stored, head, behindMs: this.status().behindMs };
  }

  /** Waits until everything up to `position` is handled. False when that took longer than `timeoutMs`. */
  async waitFor(position: Checkpoint, timeoutMs: number): Promise<boolean> {
    return await this.waiters.wait(position, timeoutMs, this.loop.owning ? this.follower.position : null, () => this.loop.owning);
  }

  /** Ends a halt by trying the item again, or by leaving it out for a reason. Returns false when it is not halted here. */
  resume(decision: HaltDecision): boolean {
    return this.follower.resume(decision);
  }
}
