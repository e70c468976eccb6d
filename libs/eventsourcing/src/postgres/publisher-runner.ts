import type { Pool } from 'pg';
import type { Feed } from '../feed.js';
import type { FeedItem } from '../feed-item.js';
import type { MessageBus } from '../message-bus.js';
import type { Publisher } from '../publisher.js';
import { Unavailable, type SubscriptionStatus, type TurnOutcome } from '../subscription.js';
import type { HaltDecision } from './follower.js';
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

/**
 * Sends what a publisher makes of a feed, in order, at least once: the place moves only after the bus has everything durably, and soon
 * after, not with each batch. What was sent since comes again after a crash, with the same ids.
 */
export class PublisherRunner<Item extends FeedItem> {
  private readonly subscription: Subscription<Item>;

  constructor(private readonly options: PublisherRunnerOptions<Item>) {
    const { publisher } = options;
    this.subscription = new Subscription({
      ...options,
      name: `publisher/${publisher.name}`,
      onPoison: 'halt',
      handle: (items) => this.publish(items),
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

  /** Ends a halt by trying the item again, or by leaving it out for a reason. False when it is not halted here. */
  resume(decision: HaltDecision): boolean {
    return this.subscription.resume(decision);
  }

  private async publish(items: readonly Item[]): Promise<TurnOutcome> {
    const { publisher, bus } = this.options;
    const messages = items.flatMap((item) => publisher.map(item));
    if (messages.length === 0) return 'to_move';
    try {
      await publisher.prepare?.(messages);
      await bus.publish(messages);
    } catch (cause) {
      // Whatever the bus says, no item is left out for it: the batch is sent again, with the same ids.
      throw new Unavailable('the bus did not take the messages', { cause });
    }
    await publisher.onPublished?.(items, messages);
    return 'to_move';
  }
}
