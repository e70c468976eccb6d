import type { Pool } from 'pg';
import { type BusMessage, type ConsumeOptions, type Consumption, MessageBus, checkNames } from '../message-bus.js';
import { Serial, pause } from '../timing.js';
import { BusMessages } from './bus-messages.js';
import { Checkpoints } from './checkpoints.js';
import { qualified } from './identifiers.js';
import { OwnedLoop } from './owned-loop.js';
import { Ownership } from './ownership.js';
import { TopicBells, watchTopics } from './topic-bells.js';
import { TopicConsumer, placeName } from './topic-consumer.js';
import { onConnection } from './transaction.js';

export interface PostgresBusOptions {
  /** At least three connections; one is kept for the locks as long as something is consumed. */
  readonly pool: Pool;
  /** Names this process in the tables. */
  readonly owner: string;
  /** Schema of the bus (default `bus`). */
  readonly schema?: string;
  /** Shared by the buses of one process, so that they hear of each other's messages at once. */
  readonly bells?: TopicBells;
  /** How often other processes' messages are looked for (ms, default 200). */
  readonly pollMs?: number;
  /** Messages older than so many days, handled by all groups that are known, are deleted (default 30; `null`: never). */
  readonly keepDays?: number | null;
  /** Told when a batch was not handled: group, topic and the error's name. */
  readonly onFailure?: (group: string, topic: string, error: string) => void;
}

/** A consumer that owns nothing yet counts as ready after this long: it takes over what its owner leaves within half a second. */
const STANDING_BY_MS = 1_000;
const PRUNE_EVERY_MS = 3_600_000;
const PRUNE_BATCH = 5_000;
const MAX_PRUNE_BATCHES = 200;

/**
 * {@link MessageBus} on PostgreSQL: a table of messages and a place per group and topic. One consumer of a group owns a topic at a time;
 * topics spread over the consumers by who asks first, and another takes over within half a second of an owner's end.
 */
export class PostgresBus extends MessageBus {
  private readonly messages: BusMessages;
  private readonly checkpoints: Checkpoints;
  private readonly ownership: Ownership;
  private readonly bells: TopicBells;
  private readonly schema: string;
  private readonly closing = new AbortController();
  private readonly background: Promise<unknown>[] = [];
  private readonly consumptions = new Set<Consumption>();

  constructor(private readonly options: PostgresBusOptions) {
    super();
    this.schema = options.schema ?? 'bus';
    this.messages = new BusMessages(options.pool, this.schema);
    this.ownership = new Ownership(options.pool, this.schema, options.owner);
    this.checkpoints = this.ownership.checkpoints;
    this.bells = options.bells ?? new TopicBells();
  }

  /** Topics need not be made here; their names are checked. */
  override async ensureTopics(topics: readonly string[]): Promise<void> {
    checkNames(topics);
  }

  override async publish(messages: readonly BusMessage[]): Promise<void> {
    if (this.closing.signal.aborted) throw new Error('the bus is closed');
    if (messages.length === 0) return;
    const topics = new Set(messages.map(({ topic }) => topic));
    checkNames([...topics]);
    await this.messages.insert(messages);
    this.bells.ring(topics);
  }

  override consume(options: ConsumeOptions): Consumption {
    checkNames([options.group, ...options.topics]);
    this.startBackground();
    const serial = new Serial();
    let isReady = (): void => undefined;
    const ready = new Promise<void>((resolve) => (isReady = resolve));
    const standingBy = setTimeout(isReady, STANDING_BY_MS);
    const loops = [...new Set(options.topics)].map((topic) => {
      const name = placeName(topic, options.group);
      const onFailure = (error: string): void => this.options.onFailure?.(options.group, topic, error);
      const consumer = new TopicConsumer(options, topic, this.messages, this.checkpoints, this.bells, serial, onFailure);
      return new OwnedLoop(this.ownership, name, [name], async (checkpoints, signal) => {
        isReady();
        await consumer.follow(checkpoints.get(name)!, signal);
      });
    });
    for (const loop of loops) loop.start();
    const consumption: Consumption = {
      ready,
      stop: async () => {
        clearTimeout(standingBy);
        await Promise.all(loops.map((loop) => loop.stop()));
        isReady();
        this.consumptions.delete(consumption);
      },
    };
    this.consumptions.add(consumption);
    return consumption;
  }

  override async lag(group: string, topics: readonly string[]): Promise<Readonly<Record<string, number>>> {
    const lag: Record<string, number> = {};
    for (const topic of topics) lag[topic] = await this.messages.lag(group, topic);
    return lag;
  }

  override async healthy(): Promise<boolean> {
    return await onConnection(this.options.pool, (client) =>
      client.query(`SELECT FROM ${qualified(this.schema, 'messages')} LIMIT 1`),
    ).then(
      () => true,
      () => false,
    );
  }

  override async close(): Promise<void> {
    await Promise.all([...this.consumptions].map((consumption) => consumption.stop()));
    this.closing.abort();
    await this.ownership.close();
    await Promise.all(this.background);
  }

  /** Forgets a group for good, so that messages it never handled no longer stay for its sake. */
  async forget(group: string): Promise<void> {
    checkNames([group]);
    const sql = `DELETE FROM ${qualified(this.schema, 'checkpoints')} WHERE split_part(name, ' ', 2) = $1`;
    await onConnection(this.options.pool, (client) => client.query(sql, [group]));
  }

  /** Deletes, in batches, what is older than `keepDays` and handled by every group known to its topic; answers how many messages. */
  async prune(): Promise<number> {
    const { keepDays = 30 } = this.options;
    if (keepDays === null) return 0;
    let pruned = 0;
    for (let batch = 0; batch < MAX_PRUNE_BATCHES; batch += 1) {
      const deleted = await this.messages.prune(keepDays, PRUNE_BATCH);
      pruned += deleted;
      if (deleted < PRUNE_BATCH) break;
    }
    return pruned;
  }

  private startBackground(): void {
    if (this.background.length > 0) return;
    const { signal } = this.closing;
    this.background.push(watchTopics(this.bells, (topics) => this.messages.newestOf(topics), this.options.pollMs ?? 200, signal));
    this.background.push(this.pruneNowAndThen(signal));
  }

  private async pruneNowAndThen(signal: AbortSignal): Promise<void> {
    for (await pause(PRUNE_EVERY_MS, signal); !signal.aborted; await pause(PRUNE_EVERY_MS, signal))
      await this.prune().catch(() => undefined); // the next round tries again
  }
}
