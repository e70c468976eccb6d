import type { Pool } from 'pg';
import type { Feed } from '../feed.js';
import type { FeedItem } from '../feed-item.js';
import type { Checkpoint } from '../message.js';
import { projectionSubscription, tableName, type ProjectionShape } from '../projection.js';
import type { RetryPolicy, SubscriptionStatus } from '../subscription.js';
import type { HaltDecision } from './follower.js';
import { qualified } from './identifiers.js';
import type { Ownership } from './ownership.js';
import type { Past } from './past.js';
import { MAX_TOGETHER, ProjectionFill } from './projection-fill.js';
import { ProjectionWriter } from './projection-writer.js';
import type { ReadModels } from './read-models.js';
import { Subscription } from './subscription.js';
import { onConnection } from './transaction.js';

export interface ProjectionRunnerOptions<Item extends FeedItem> {
  readonly projection: ProjectionShape<Item>;
  readonly feed: Feed<Item>;
  readonly pool: Pool;
  readonly schema: string;
  readonly ownership: Ownership;
  /** What a version without a place is filled from, if it says what its rows are made of. */
  readonly past?: Past;
  /** Told when this version has caught up, so that queries switch to it. */
  readonly readModels?: ReadModels;
  readonly retry?: RetryPolicy;
  readonly batchSize?: number;
  /** See `FollowerOptions`. */
  readonly paceMs?: number;
  readonly now?: () => number;
  readonly onChange?: (status: SubscriptionStatus) => void;
  /** Told when its table could not be filled from the past, and the log is followed instead. */
  readonly onGivenUp?: (error: unknown) => void;
}

/**
 * Keeps one version of a projection's table: each batch is folded in memory and written, with the checkpoint, by one statement. An item
 * that cannot be projected halts it with an alarm; it is never left out silently.
 */
export class ProjectionRunner<Item extends FeedItem> {
  private readonly subscription: Subscription<Item>;

  constructor(private readonly options: ProjectionRunnerOptions<Item>) {
    const { projection, pool, schema, past, ownership, onGivenUp } = options;
    const table = qualified(schema, tableName(projection));
    const { checkpoints } = ownership;
    const writer = new ProjectionWriter(projection, table, checkpoints);
    const ofOneStream = projection.ofOneStream === true;
    const filling = { pool, checkpoints, writer, ofOneStream, ...(onGivenUp !== undefined && { onGivenUp }) };
    const fill = past?.serves(projection) === true ? new ProjectionFill({ ...filling, past }) : null;
    this.subscription = new Subscription({
      batchSize: MAX_TOGETHER,
      ...options,
      name: projectionSubscription(projection),
      onPoison: 'halt',
      ...(fill !== null && { begin: (owned, signal) => fill.run(owned, signal) }),
      handle: (items, turn) => onConnection(pool, (client) => writer.apply(client, items, turn)),
      onChange: (status) => {
        if (status.state === 'live') this.activate();
        options.onChange?.(status);
      },
    });
  }

  get name(): string {
    return this.subscription.name;
  }

  start(): void {
    this.subscription.start();
  }

  /** Finishes the batch at hand. */
  async stop(): Promise<void> {
    await this.subscription.stop();
  }

  status(): SubscriptionStatus {
    return this.subscription.status();
  }

  async lag() {
    return await this.subscription.lag();
  }

  /** Read your own writes: waits until the table holds everything up to `position`. False when that took longer than `timeoutMs`. */
  async waitFor(position: Checkpoint, timeoutMs: number): Promise<boolean> {
    return await this.subscription.waitFor(position, timeoutMs);
  }

  /** Ends a halt by trying the item again, or by leaving it out for a reason. */
  resume(decision: HaltDecision): boolean {
    return this.subscription.resume(decision);
  }

  private activate(): void {
    // A failure is met again at the next batch or start: until then queries stay with the older version.
    void this.options.readModels?.activate(this.options.projection).catch(() => undefined);
  }
}
