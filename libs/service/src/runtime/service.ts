import { setTimeout as pause } from 'node:timers/promises';
import { TOPICS } from '@xiezhi/contracts';
import {
  describeError,
  projectionSubscription,
  StreamHandler,
  tableName,
  type Checkpoint,
  type EventStore,
  type Feed,
  type FeedBatch,
  type FeedOptions,
  type Message,
  type MessageBus,
  type ParkingLot,
  type PersonKeys,
  type RecordedEvent,
  type StreamType,
  type SubscriptionStatus,
} from '@xiezhi/eventsourcing';
import {
  ensureProjectionTables,
  indexProjection,
  ensureRowSecurity,
  LogHeads,
  postgresEventFeed,
  PostgresFeed,
  PostgresParkingLot,
  PostgresEventStore,
  ReadModels,
  Runners,
  ScopedReads,
  Signal,
  TransactionalLog,
  type AnyProjection,
  type HaltDecision,
  type KeptHead,
  type RunnersOptions,
} from '@xiezhi/eventsourcing/postgres';
import { KurrentEventStore, KurrentFeed } from '@xiezhi/eventsourcing/kurrentdb';
import pg, { type Pool } from 'pg';
import { databaseAnswers } from '../pool.js';
import { readerRole, serviceRole } from '../service-role.js';
import { acceptsOf } from './accepts.js';
import { tellLogHeads } from './log-heads.publisher.js';
import { Readings } from './readings.js';
import type { ServiceHost } from './service-host.js';
import type { ServiceDefinition, ServiceRunners } from './service-definition.js';

const KERNEL_MIGRATIONS = 'libs/eventsourcing/src/postgres/migrations';
/** The log and its seals are only ever added to, whoever uses the role. */
const APPEND_ONLY = 'REVOKE UPDATE, DELETE, TRUNCATE ON events, event_seals, log_heads, witnessed_heads FROM ${role}';

const MS_PER_SECOND = 1_000;
const MS_PER_MINUTE = 60_000;
/** A head is signed at the latest when so many events are sealed since the last. */
const EVENTS_PER_HEAD = 1_000;
/** Between looks whether the read models that are built have taken over. */
const BUILT_LOOK_MS = 200;
/** How long one look whether a read model holds a batch goes on; there is another after it. */
const HELD_LOOK_MS = 5_000;

interface Parts {
  readonly platform: ServiceHost;
  readonly definition: ServiceDefinition;
  readonly pool: Pool;
  readonly reads: ScopedReads;
  readonly bus: MessageBus;
  readonly keys: PersonKeys;
}

/** One service's own schema: its log, its read models, what it heard, and the runners over them. */
export class Service {
  /** The service's own: for what it does itself and for its rules. What people are shown is read through `reads`. */
  readonly pool: Pool;
  /** Reads for people, each within a scope. */
  readonly reads: ScopedReads;
  readonly bus: MessageBus;
  readonly keys: PersonKeys;
  readonly store: EventStore;
  /** For a service whose truth is in plain tables. */
  readonly log: TransactionalLog;
  readonly readModels: ReadModels;
  /** Who opened whose details; `null` for a service that opens none. */
  readonly readings: Readings | null;
  /** Messages it heard and could not handle. */
  readonly parking: ParkingLot;
  readonly #parts: Parts;
  readonly #feed: Feed<RecordedEvent>;
  #runners: Runners | null = null;

  private constructor(parts: Parts) {
    this.#parts = parts;
    const { platform, definition, pool } = parts;
    this.pool = pool;
    this.reads = parts.reads;
    this.bus = parts.bus;
    this.keys = parts.keys;
    this.readings = definition.accessLog === undefined ? null : new Readings(parts.reads, definition.accessLog);
    const committed = new Signal();
    const kurrent = definition.truth === 'tables' ? null : platform.kurrent();
    this.store =
      kurrent === null
        ? new PostgresEventStore({ pool, committed })
        : new KurrentEventStore({ driver: kurrent, namespace: definition.name });
    this.#feed =
      kurrent === null ? postgresEventFeed({ pool, committed }) : new KurrentFeed({ driver: kurrent, namespace: definition.name });
    this.log = new TransactionalLog(definition.name, committed);
    this.parking = new PostgresParkingLot(pool, definition.name);
    this.readModels = new ReadModels(pool, definition.name, allProjections(definition), (projection) =>
      makeReady(platform, definition.name, projection),
    );
    platform.health.add(`${definition.name} database`, () => databaseAnswers(pool));
  }

  /** Brings the service's schema and read models' tables up to date and connects to them. */
  static async open(platform: ServiceHost, definition: ServiceDefinition): Promise<Service> {
    const { name, migrations, grants = [] } = definition;
    const folders = { kernel_migrations: KERNEL_MIGRATIONS, ...(migrations !== undefined && { migrations }) };
    const [pool, bus, keys] = await Promise.all([
      platform.open(name, folders, { grants: [APPEND_ONLY, ...grants], readable: true }),
      platform.bus,
      platform.keys,
    ]);
    await ownedTables(platform, definition);
    const reads = new ScopedReads(platform.openReads(name));
    const service = new Service({ platform, definition, pool, reads, bus, keys });
    await service.readModels.start();
    return service;
  }

  /** Carries out commands on streams of `type`. */
  streams<State, Command extends Message, Event extends Message>(
    type: StreamType<State, Command, Event>,
  ): StreamHandler<State, Command, Event> {
    return new StreamHandler(this.store, type, this.keys, { onAppend: this.#parts.platform.metrics.onAppend(type.name) });
  }

  /** Starts the runners: what it hears first, then what it keeps, then what it tells. */
  async start(runners: ServiceRunners): Promise<void> {
    const { platform, definition, bus } = this.#parts;
    const { name, consumes, projections = [], inboxProjections = [], publishes = [] } = definition;
    await bus.ensureTopics([...(consumes?.topics ?? []), ...publishes, TOPICS.logHeads]);
    this.#runners = this.#runnersOf({
      projections,
      inboxProjections,
      publishers: runners.publishers ?? [],
      inboxPublishers: runners.inboxPublishers ?? [],
      workflows: runners.workflows ?? [],
      ...(consumes !== undefined && { inbox: { topics: consumes.topics, accepts: acceptsOf(consumes.contracts) } }),
      sealing: {
        signer: platform.headSigner,
        policy: {
          everyEvents: EVENTS_PER_HEAD,
          everyMs: platform.config.logHeadSeconds * MS_PER_SECOND,
          tellEveryMs: platform.config.logWitnessMinutes * MS_PER_MINUTE,
        },
        publisher: tellLogHeads(name),
      },
    });
    this.#watch(this.#runners);
    await this.#runners.start();
  }

  /**
   * Builds the read models of which an older version is in use, and ends when each of them has taken over for those who know it. Nothing else runs
   * here meanwhile: processes of the release before do the work, and keep the versions that they query.
   * @returns the names of what was built
   * @throws Error when one cannot be built
   */
  async buildReadModels(): Promise<readonly string[]> {
    const { projections = [], inboxProjections = [] } = this.#parts.definition;
    const isOlder = (projection: AnyProjection): boolean => !this.readModels.current(projection);
    const building = allProjections(this.#parts.definition).filter(isOlder);
    const runners = this.#runnersOf({
      projections: projections.filter(isOlder),
      inboxProjections: inboxProjections.filter(isOlder),
      publishers: [],
      inboxPublishers: [],
      workflows: [],
    });
    await runners.start();
    try {
      for (const projection of building) await this.#takenOver(runners, projection);
    } finally {
      await runners.stop();
    }
    return building.map(tableName);
  }

  /** Waits until a read model that is built has everything and is the one to query. @throws Error when it halts, or cannot be indexed */
  async #takenOver(runners: Runners, projection: AnyProjection): Promise<void> {
    const name = projectionSubscription(projection);
    while (!this.readModels.current(projection)) {
      const status = runners.statuses().find((one) => one.name === name);
      if (status?.state === 'halted') throw new Error(`${this.name}: ${name} cannot be built: ${status.failure?.error}`);
      if (status?.state === 'live') await this.readModels.activate(projection);
      else await pause(BUILT_LOOK_MS);
    }
  }

  #runnersOf(
    what: Pick<RunnersOptions, 'projections' | 'inboxProjections' | 'publishers' | 'inboxPublishers' | 'workflows' | 'inbox' | 'sealing'>,
  ): Runners {
    const { platform, definition, pool, bus } = this.#parts;
    const { name } = definition;
    return new Runners({
      ...what,
      name,
      pool,
      schema: name,
      owner: platform.owner,
      feed: this.#feed,
      ownTable: this.#feed instanceof PostgresFeed,
      bus,
      readModels: this.readModels,
      now: platform.time.now,
      timers: { lookEveryMs: platform.time.lookEveryMs },
      onTrouble: (trouble, error) => platform.logger.warn({ service: name, error: describeError(error) }, trouble),
    });
  }

  /** Readiness and metrics of the runners: the process is not ready while one is halted, which needs a person, or an older version of a read model is in use. */
  #watch(runners: Runners): void {
    const { platform, definition, bus } = this.#parts;
    const { name, consumes } = definition;
    platform.health.add(`${name} runners`, () => runners.statuses().every(({ state }) => state !== 'halted'));
    // What an older version shows, nobody may be filling any more: requests are for processes of the release before, while there are any.
    platform.health.add(`${name} read models`, () => allProjections(definition).every((projection) => this.readModels.current(projection)));
    for (const { name: reader } of runners.statuses()) {
      platform.metrics.addFeedLag(`${name}/${reader}`, () => {
        const status = runners.statuses().find((one) => one.name === reader);
        return status === undefined ? null : status.behindMs / MS_PER_SECOND;
      });
    }
    for (const topic of consumes?.topics ?? []) {
      platform.metrics.addBusLag(name, topic, async () => (await bus.lag(name, [topic]))[topic] ?? null);
    }
  }

  /** Waits until what is queried of a read model holds everything up to `position`; false when that took longer than `timeoutMs`. */
  async reached(projection: AnyProjection, position: Checkpoint, timeoutMs: number): Promise<boolean> {
    const byOthers = await this.readModels.olderReached(projection, position, timeoutMs);
    return byOthers ?? (await this.#runners?.waitFor(projection, position, timeoutMs)) ?? false;
  }

  /** The newest signed head of its log; `null` before the first. */
  async newestHead(): Promise<KeptHead | null> {
    return await new LogHeads(this.name).last(this.pool);
  }

  get name(): string {
    return this.#parts.definition.name;
  }

  /** Where each of its readers (read models, workflows, publishers) stands. */
  readers(): readonly SubscriptionStatus[] {
    return this.#runners?.statuses() ?? [];
  }

  /** Ends the halt of a reader: its item is tried again, or left out for a reason. False when it is not halted in this process. */
  resume(reader: string, decision: HaltDecision): boolean {
    return this.#runners?.resume(reader, decision) ?? false;
  }

  /** The place of the newest event stored; `null` when there is none. */
  head(): Promise<Checkpoint | null> {
    return this.#feed.head();
  }

  /** What is stored after a place, each batch as soon as `projection` holds it too: for telling those who look at that read model. */
  async *held(
    projection: AnyProjection,
    options: Pick<FeedOptions, 'after' | 'signal'>,
  ): AsyncGenerator<FeedBatch<RecordedEvent>, void, undefined> {
    for await (const batch of (this.#runners?.feed ?? this.#feed).subscribe(options)) {
      if (batch.items.length === 0) continue;
      while (!options.signal.aborted && !(await this.reached(projection, batch.checkpoint, HELD_LOOK_MS)));
      if (options.signal.aborted) return;
      yield batch;
    }
  }

  /** Ends the runners, each finishing the batch at hand. */
  async stop(): Promise<void> {
    await this.#runners?.stop();
  }

  async close(): Promise<void> {
    this.readModels.stop();
    await this.store.close();
  }
}

const allProjections = ({ projections = [], inboxProjections = [] }: ServiceDefinition): readonly AnyProjection[] => [
  ...(projections as readonly AnyProjection[]),
  ...(inboxProjections as readonly AnyProjection[]),
];

/** Read models' tables and what guards them are the owner's: the service's role fills them and cannot change their shape. */
async function ownedTables(host: ServiceHost, definition: ServiceDefinition): Promise<void> {
  const { name, seenBy = {} } = definition;
  const projections = allProjections(definition);
  const secured = [
    ...projections.map((projection) => ({ table: tableName(projection), seenBy: projection.seenBy ?? null })),
    ...Object.entries(seenBy).map(([table, visibility]) => ({ table, seenBy: visibility })),
  ];
  if (secured.length === 0) return;
  await asOwner(host, async (owner) => {
    await ensureProjectionTables(owner, name, serviceRole(name), projections);
    await ensureRowSecurity(owner, name, { service: serviceRole(name), reader: readerRole(name) }, secured, definition.circles);
  });
}

/** Gives a read model that was built beside the one in use its indexes. A failure is told, and met again when the read model next has everything. */
async function makeReady(host: ServiceHost, schema: string, projection: AnyProjection): Promise<void> {
  const readModel = tableName(projection);
  const began = performance.now();
  try {
    await asOwner(host, (owner) => indexProjection(owner, schema, projection));
    host.logger.info({ service: schema, readModel, ms: Math.round(performance.now() - began) }, 'a read model is ready to be queried');
  } catch (error) {
    host.logger.error({ err: error, service: schema, readModel }, 'a read model has caught up, but could not be indexed');
    throw error;
  }
}

/** Does it over a connection of the schema's owner. */
async function asOwner({ config }: ServiceHost, act: (owner: pg.Client) => Promise<void>): Promise<void> {
  const owner = new pg.Client({ connectionString: config.databaseAdminUrl ?? config.databaseUrl });
  // A connection that is lost is met by the statement under way or the next; an error that nobody listens for would end the process.
  owner.on('error', () => undefined);
  await owner.connect();
  try {
    await act(owner);
  } finally {
    await owner.end();
  }
}
