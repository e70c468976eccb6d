import type { Pool } from 'pg';
import type { Feed } from '../feed.js';
import type { Accepts, InboxItem } from '../inbox.js';
import type { MessageBus } from '../message-bus.js';
import type { Checkpoint, RecordedEvent } from '../message.js';
import { projectionSubscription, tableName, type ProjectionShape } from '../projection.js';
import type { Publisher } from '../publisher.js';
import type { HeadSigner } from '../sealing/log-head.js';
import { SharedFeed } from '../shared-feed.js';
import type { SubscriptionStatus } from '../subscription.js';
import type { Dispatch, WorkflowShape } from '../workflow.js';
import type { HaltDecision } from './follower.js';
import { Inbox } from './inbox.js';
import { qualified } from './identifiers.js';
import { InboxConsumer } from './inbox-consumer.js';
import { LogHeads, type ToldHead } from './log-heads.js';
import { Ownership } from './ownership.js';
import type { AnyProjection } from './projection-ddl.js';
import { Past } from './past.js';
import { ProjectionRunner } from './projection-runner.js';
import { PublisherRunner } from './publisher-runner.js';
import type { ReadModels } from './read-models.js';
import { Sealer, type HeadPolicy } from './sealer.js';
import { Signal } from './signal.js';
import { WorkflowRunner } from './workflow-runner.js';
import type { TimerOptions } from './workflow-timers.js';

export interface RunnersOptions {
  /** The service: its consumer group, and its schema. */
  readonly name: string;
  readonly schema: string;
  readonly pool: Pool;
  /** Names this process where ownership is recorded. */
  readonly owner: string;
  readonly feed: Feed<RecordedEvent>;
  /** True when `feed` is that of the schema's own event table, whose past can be read in the order of streams. */
  readonly ownTable: boolean;
  readonly bus: MessageBus;
  readonly readModels: ReadModels;
  readonly projections: readonly ProjectionShape<RecordedEvent>[];
  readonly inboxProjections: readonly ProjectionShape<InboxItem>[];
  readonly publishers: readonly Publisher<RecordedEvent>[];
  readonly inboxPublishers: readonly Publisher<InboxItem>[];
  readonly workflows: readonly { readonly workflow: WorkflowShape<RecordedEvent | InboxItem>; readonly dispatch: Dispatch }[];
  readonly inbox?: { readonly topics: readonly string[]; readonly accepts: Accepts };
  /** How the log is sealed, and how others are told of its heads. */
  readonly sealing?: { readonly signer: HeadSigner; readonly policy: HeadPolicy; readonly publisher: Publisher<ToldHead> };
  readonly now: () => number;
  readonly timers?: TimerOptions;
  /** Told what went wrong and is met by another way or by trying again: nothing is lost by it. */
  readonly onTrouble: (what: string, error: unknown) => void;
}

/**
 * Milliseconds from the beginning of one turn to that of the next, while there is something to do all the time: each turn has its own
 * round trips and commits, whatever it holds. Telling others comes first, for they have turns of their own to take; a person waits for what
 * he wrote himself; what others told, and what follows by itself, has time, and sealing the most.
 */
const PACE_MS = { publishers: 5, projections: 20, inboxProjections: 40, workflows: 40, sealing: 250 };

/** One runner, whatever it runs. */
interface Runner {
  start(): void;
  stop(): Promise<void>;
  statuses(): readonly SubscriptionStatus[];
  resume(reader: string, decision: HaltDecision): boolean;
}

/** What runs one subscription. */
interface Single {
  readonly name: string;
  start(): void;
  stop(): Promise<void>;
  status(): SubscriptionStatus;
  resume(decision: HaltDecision): boolean;
}

/** A runner of one subscription, as a runner. */
const single = (runner: Single): Runner => ({
  start: () => runner.start(),
  stop: () => runner.stop(),
  statuses: () => [runner.status()],
  resume: (reader, decision) => reader === runner.status().name && runner.resume(decision),
});

/** Everything a service does by itself: hears, keeps, follows up, tells. Started together, stopped together. */
export class Runners {
  /** What is stored, read once for everyone in this process who has caught up. */
  readonly feed: Feed<RecordedEvent>;
  private readonly ownership: Ownership;
  private readonly projections = new Map<string, ProjectionRunner<RecordedEvent> | ProjectionRunner<InboxItem>>();
  private readonly runners: Runner[] = [];
  private readonly consumer: InboxConsumer | null;

  constructor(options: RunnersOptions) {
    const { name, schema, pool, owner, bus, readModels, now, inbox, onTrouble } = options;
    const ownership = new Ownership(pool, schema, owner);
    this.ownership = ownership;
    const heard = new Inbox(pool, schema, inbox?.accepts ?? {}, new Signal());
    const feed = new SharedFeed(options.feed);
    this.feed = feed;
    const inboxFeed = new SharedFeed(heard.feed());
    const common = { pool, schema, ownership, now };
    const past = options.ownTable ? { past: new Past(pool, options.projections, qualified(schema, 'events')) } : {};
    for (const projection of options.projections) {
      const onGivenUp = (error: unknown): void =>
        onTrouble(`${tableName(projection)} could not be filled from the past and follows the log`, error);
      this.keep(new ProjectionRunner({ ...common, ...past, projection, feed, readModels, paceMs: PACE_MS.projections, onGivenUp }));
    }
    for (const projection of options.inboxProjections)
      this.keep(new ProjectionRunner({ ...common, projection, feed: inboxFeed, readModels, paceMs: PACE_MS.inboxProjections }));
    for (const { workflow, dispatch } of options.workflows) {
      const feeds: Readonly<Record<string, Feed<RecordedEvent | InboxItem>>> =
        inbox === undefined ? { events: feed } : { events: feed, inbox: inboxFeed };
      this.runners.push(new WorkflowRunner({ ...common, ...options.timers, workflow, dispatch, feeds, paceMs: PACE_MS.workflows }));
    }
    const telling = { ...common, bus, paceMs: PACE_MS.publishers };
    for (const publisher of options.publishers) this.runners.push(single(new PublisherRunner({ ...telling, publisher, feed })));
    for (const publisher of options.inboxPublishers)
      this.runners.push(single(new PublisherRunner({ ...telling, publisher, feed: inboxFeed })));
    if (options.sealing !== undefined) {
      const { publisher, ...sealing } = options.sealing;
      const told = new Signal();
      this.runners.push(new Sealer({ ...common, ...sealing, log: name, feed, told, paceMs: PACE_MS.sealing }));
      this.runners.push(single(new PublisherRunner({ ...telling, publisher, feed: new LogHeads(schema).feed(pool, told) })));
    }
    this.consumer =
      inbox === undefined
        ? null
        : new InboxConsumer({
            inbox: heard,
            bus,
            group: name,
            topics: inbox.topics,
            pool,
            schema,
            onError: (error) => onTrouble('messages that were let go could not be looked for', error),
          });
  }

  /** Starts all; resolves when messages are being heard. */
  async start(): Promise<void> {
    for (const runner of this.runners) runner.start();
    await this.consumer?.start();
  }

  /** Each finishes the batch at hand and writes its place down; hearing ends first. */
  async stop(): Promise<void> {
    await this.consumer?.stop();
    await Promise.all(this.runners.map((runner) => runner.stop()));
    await this.ownership.close();
  }

  /** Waits until a read model holds everything up to `position`; false when that took longer than `timeoutMs`. */
  async waitFor(projection: AnyProjection, position: Checkpoint, timeoutMs: number): Promise<boolean> {
    const runner = this.projections.get(projectionSubscription(projection));
    if (runner === undefined) throw new Error(`projection ${projection.name} does not run here`);
    return runner.waitFor(position, timeoutMs);
  }

  /** Where each runner stands. */
  statuses(): readonly SubscriptionStatus[] {
    return this.runners.flatMap((runner) => runner.statuses());
  }

  /** Ends the halt of the reader with this name: its item is tried again, or left out for a reason. False when it is not halted here. */
  resume(reader: string, decision: HaltDecision): boolean {
    return this.runners.some((runner) => runner.resume(reader, decision));
  }

  private keep(runner: ProjectionRunner<RecordedEvent> | ProjectionRunner<InboxItem>): void {
    this.projections.set(runner.name, runner);
    this.runners.push(single(runner));
  }
}
