import type { Pool } from 'pg';
import type { Consumption, MessageBus } from '../message-bus.js';
import { followReleased, parkingHandler } from '../parking-handler.js';
import { DeadLetters } from './dead-letters.js';
import type { Inbox } from './inbox.js';
import { PostgresParkingLot } from './parking.js';

/** Milliseconds between looks for parked messages that an operator released. */
const RELEASED_EVERY_MS = 1_000;

export interface InboxConsumerOptions {
  readonly inbox: Inbox;
  readonly bus: MessageBus;
  readonly group: string;
  readonly topics: readonly string[];
  readonly pool: Pool;
  readonly schema: string;
  readonly onError: (error: unknown) => void;
}

/** Brings topics into an inbox. What breaks its contract is parked with its key; bytes that are no CloudEvent are recorded and left. */
export class InboxConsumer {
  private readonly closing = new AbortController();
  private consumption: Consumption | null = null;
  private following: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: InboxConsumerOptions) {}

  /** Resolves when the consumer has its share of the topics. */
  async start(): Promise<void> {
    const { inbox, bus, group, topics, pool, schema, onError } = this.options;
    const handler = parkingHandler({
      group,
      parking: new PostgresParkingLot(pool, schema),
      handle: (message) => inbox.receive([message]),
      handleMany: (messages) => inbox.receive(messages),
    });
    const unreadable = new DeadLetters(pool, schema);
    this.consumption = bus.consume({
      group,
      topics,
      handler: handler.handler,
      onUnreadable: ({ place, reason }) => unreadable.record(`inbox/${group}`, { id: place, position: place }, reason, 1, 'skip'),
    });
    this.following = followReleased(handler, {
      everyMs: RELEASED_EVERY_MS,
      signal: this.closing.signal,
      onError,
    });
    await this.consumption.ready;
  }

  /** Finishes the batch at hand and leaves the group. */
  async stop(): Promise<void> {
    this.closing.abort();
    await this.following;
    await this.consumption?.stop();
  }
}
