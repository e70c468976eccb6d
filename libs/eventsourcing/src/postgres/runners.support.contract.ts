import { randomUUID } from 'node:crypto';
import { Client, type Pool } from 'pg';
import { eventTable } from '../../../../test/support/event-log.js';
import { migration } from '../../../../test/support/postgres-bus.js';
import { testDatabase, testPool, type TestDatabase } from '../../../../test/support/postgres.js';
import type { JsonObject, NewEvent, RecordedEvent } from '../message.js';
import type { Projection, ProjectionShape } from '../projection.js';
import { PostgresEventStore } from './event-store.js';
import { postgresEventFeed, type PostgresFeed } from './feed.js';
import { Ownership } from './ownership.js';
import { ensureProjectionTables, indexProjection, type AnyProjection } from './projection-ddl.js';
import { Signal } from './signal.js';

export const SCHEMA = 'service';
export const ROLE = 'runners_test_service';

/** A database with a service's tables, and processes that use it. */
export interface World {
  readonly url: string;
  readonly pool: Pool;
  readonly store: PostgresEventStore;
  readonly feed: PostgresFeed<RecordedEvent>;
  readonly committed: Signal;
  ensureTables(...projections: readonly AnyProjection[]): Promise<void>;
  /** What is done to a version before it is queried. */
  makeReady(projection: AnyProjection): Promise<void>;
  /** A process: its own pool and locks; `role`: whose rights it has, the owner's when not given. */
  process(name: string, role?: string): { readonly pool: Pool; readonly ownership: Ownership };
  /** Ends connections of a process as a crash or a network does. `share`: how many of them, 0 to 1. */
  cut(name: string, share?: number): Promise<number>;
  close(): Promise<void>;
}

export async function openWorld(): Promise<World> {
  const database: TestDatabase = await testDatabase();
  const pools: Pool[] = [];
  const ownerships: Ownership[] = [];
  const poolOf = (name: string, role?: string): Pool => {
    const options = `-c search_path=${SCHEMA}${role === undefined ? '' : ` -c role=${role}`}`;
    const pool = testPool(database.url, { max: 8, options, application_name: name });
    pools.push(pool);
    return pool;
  };
  const pool = poolOf('test');
  await pool.query(`CREATE SCHEMA ${SCHEMA}`);
  await pool.query(await eventTable());
  await pool.query(migration('migrations/0002_runners.sql'));
  await pool.query(migration('migrations/0003_parking.sql'));
  await pool.query(migration('migrations/0005_seals.sql'));
  await pool.query(`DO $$ BEGIN CREATE ROLE ${ROLE}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`);
  const committed = new Signal();
  const asOwner = async (act: (owner: Client) => Promise<void>): Promise<void> => {
    const owner = new Client({ connectionString: database.url });
    await owner.connect();
    try {
      await act(owner);
    } finally {
      await owner.end();
    }
  };
  return {
    url: database.url,
    pool,
    committed,
    store: new PostgresEventStore({ pool, committed }),
    feed: postgresEventFeed({ pool, committed }),
    ensureTables: (...projections) => asOwner((owner) => ensureProjectionTables(owner, SCHEMA, ROLE, projections)),
    makeReady: (projection) => asOwner((owner) => indexProjection(owner, SCHEMA, projection)),
    process(name, role) {
      const own = poolOf(name, role);
      const ownership = new Ownership(own, SCHEMA, name);
      ownerships.push(ownership);
      return { pool: own, ownership };
    },
    async cut(name, share = 1) {
      const { rowCount } = await pool.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 AND pid <> pg_backend_pid() AND random() < $2',
        [name, share],
      );
      return rowCount ?? 0;
    },
    async close() {
      await Promise.all(ownerships.map((ownership) => ownership.close()));
      await Promise.all(pools.map((each) => each.end()));
      await database.drop();
    },
  };
}

export const newEvent = (type: string, data: JsonObject, id: string = randomUUID()): NewEvent => ({
  id,
  type,
  schemaVersion: 1,
  data,
  meta: { actor: { agency: '110000', role: 'clerk' }, commandId: randomUUID(), correlationId: randomUUID(), division: '110000' },
});

/** Waits for a condition, looking every 5 ms; fails with `what` after 20 seconds. */
export async function until(what: string, condition: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`it never came about that ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A projection's fold that breaks when it has folded so often, as if the database had gone and not by the item's doing, until it is mended. */
export function breakingAfter(folds: number, projection: ProjectionShape<RecordedEvent>) {
  let [folded, mended] = [0, false];
  const evolve: ProjectionShape<RecordedEvent>['evolve'] = (row, item, key) => {
    folded += 1;
    if (!mended && folded >= folds) throw Object.assign(new Error('connection reset'), { code: 'ECONNRESET' });
    return projection.evolve(row, item, key);
  };
  return { evolve, hasBroken: (): boolean => folded >= folds, mend: (): void => void (mended = true) };
}

export interface MatterRow {
  readonly id: string;
  readonly division: string | null;
  readonly steps: number;
  readonly amount: number;
  readonly open: boolean;
  readonly due_at: string | null;
  readonly day: string | null;
  readonly facts: JsonObject;
  readonly tags: readonly string[];
}

/** A read model of every column type: `Opened`, `Moved`, `Tagged`, `Linked` (touches two rows), `Closed` (removes), anything else ignored. */
export const matters: Projection<MatterRow> = {
  name: 'matters',
  version: 1,
  key: 'id',
  columns: {
    id: 'text',
    division: 'text',
    steps: 'integer',
    amount: 'bigint',
    open: 'boolean',
    due_at: 'timestamptz',
    day: 'date',
    facts: 'jsonb',
    tags: 'text[]',
  },
  indexes: ['(division, due_at)', 'USING gin (tags)'],
  keysOf({ type, stream, data }) {
    if (type === 'Linked') return [stream, data['to'] as string];
    return ['Opened', 'Moved', 'Tagged', 'Closed'].includes(type) ? [stream] : [];
  },
  evolve(row, { type, data }, id) {
    const before: MatterRow = row ?? { id, division: null, steps: 0, amount: 0, open: false, due_at: null, day: null, facts: {}, tags: [] };
    const next: MatterRow = { ...before, steps: before.steps + 1 };
    switch (type) {
      case 'Opened':
        return { ...next, open: true, division: data['division'] as string, due_at: data['dueAt'] as string, day: '2026-02-28' };
      case 'Moved':
        return { ...next, amount: next.amount + (data['fen'] as number), due_at: null };
      case 'Tagged':
        return { ...next, tags: [...next.tags, data['tag'] as string], facts: { ...next.facts, [data['tag'] as string]: data } };
      case 'Closed':
        return null;
      default:
        return { ...next, facts: { ...next.facts, linked: true } };
    }
  },
};
