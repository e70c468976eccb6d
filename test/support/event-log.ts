import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, type Pool } from 'pg';
import { EVENT_LOG_MIGRATIONS, grantServiceRole } from '../../libs/eventsourcing/src/postgres/schema.js';
import { testDatabase, testPool, type TestDatabase } from './postgres.js';

export interface TestEventLog {
  /** Connects as a role that neither owns the tables nor is superuser, with the schema first in its search path. */
  readonly pool: Pool;
  readonly url: string;
  readonly database: TestDatabase;
  /** Another pool of the same role. */
  connect(max?: number): Pool;
  drop(): Promise<void>;
}

const SCHEMA = 'service';
const PASSWORD = 'test';

/** The SQL that makes the event table in the first schema of the search path: those of the kernel's migrations that concern it. */
export async function eventTable(): Promise<string> {
  const files = (await readdir(EVENT_LOG_MIGRATIONS)).filter((file) => /^\d+_events/.test(file)).toSorted();
  const ups = files.map(async (file) => (await readFile(join(EVENT_LOG_MIGRATIONS, file), 'utf8')).split('-- Down Migration')[0]);
  return (await Promise.all(ups)).join('\n');
}

/** An event log in a database of its own, as a service would find it. */
export async function testEventLog(): Promise<TestEventLog> {
  const database = await testDatabase();
  const role = `${new URL(database.url).pathname.slice(1)}_role`;
  const owner = new Client({ connectionString: database.url });
  await owner.connect();
  await owner.query(`create schema ${SCHEMA}; create role ${role} login password '${PASSWORD}'; set search_path = ${SCHEMA}`);
  await owner.query(await eventTable());
  for (const grant of grantServiceRole(SCHEMA, role)) await owner.query(grant);
  await owner.end();
  const url = new URL(database.url);
  [url.username, url.password] = [role, PASSWORD];
  url.searchParams.set('options', `-c search_path=${SCHEMA}`);
  const pools: Pool[] = [];
  const connect = (max = 10): Pool => {
    const pool = testPool(url.href, { max });
    pools.push(pool);
    return pool;
  };
  return {
    pool: connect(),
    url: url.href,
    database,
    connect,
    drop: async () => {
      for (const pool of pools) if (!pool.ended) await pool.end();
      const cleaner = new Client({ connectionString: database.url });
      await cleaner.connect();
      await cleaner.query(`drop owned by ${role}; drop role ${role}`);
      await cleaner.end();
      await database.drop();
    },
  };
}
