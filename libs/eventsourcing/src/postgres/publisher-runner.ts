import type { Pool } from 'pg';
import type { Feed } from '../feed.js';
import type { FeedItem } from '../feed-item.js';
import type { MessageBus } from '../message-bus.js';
import type { Publisher } from '../publisher.js';
import { Unavailable, type SubscriptionStatus, type Turn, type TurnOutcome } from '../subscription.js';
import { Checkpoints } from './checkpoints.js';
import type { Ownership } from './ownership.js';
import { Subscription } from './subscription.js';

export interface PublisherRunnerOptions<Item extends FeedItem> {
  readonly publisher: Publisher<Item>;
  readonly feed: Feed<Item>;
  readonly bus: MessageBus;
  readonly pool: Pool;
  readonly schema: string;
  readonly ownership: Ownership;
  readonly batchSize?: number;
  /** See `FollowerOptions`. */
  readonly paceMs?: number;
  readonly onChange?: (status: SubscriptionStatus) => void;
}

/** Sends what a publisher makes of a feed, in order, at least once: the place moves only after the bus has everything durably. */
export class PublisherRunner<Item extends FeedItem> {
  private readonly subscription: Subscription<Item>;
  private readonly checkpoints: Checkpoints;

  constructor(private readonly options: PublisherRunnerOptions<Item>) {
    const { pool, schema, publisher } = options;
    this.checkpoints = new Checkpoints(pool, schema);
    this.subscription = new Subscription({
      ...options,
      name: `publisher/${publisher.name}`,
      onPoison: 'halt',
      handle: (items, turn) => this.publish(items, turn),
    });
  }

  get name(): string {
    return this.subscription.name;
  }

  start(): void {
    this.subscription.start();
  }

  async stop(): Promise<void> {
    await this.subscription.stop();
  }

  status(): SubscriptionStatus {
    return this.subscription.status();
  }

  async lag() {
    return await this.subscription.lag();
  }

  private async publish(items: readonly Item[], turn: Turn): Promise<TurnOutcome> {
    const { publisher, bus } = this.options;
    const messages = items.flatMap((item) => publisher.map(item));
    if (messages.length === 0) return 'ignored';
    try {
      await publisher.prepare?.(messages);
      await bus.publish(messages);
    } catch (cause) {
      // Whatever the bus says, no item is left out for it: the batch is sent again, with the same ids.
      throw new Unavailable('the bus did not take the messages', { cause });
    }
    await publisher.onPublished?.(items, messages);
    await this.checkpoints.moveTo(turn);
    return 'moved';
  }
}
