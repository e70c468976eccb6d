import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { PostgresBus } from '../../libs/eventsourcing/src/postgres/bus.js';
import { testPool } from './postgres.js';

/** Makes the schema `bus` in an empty database. */
export async function installBus(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE SCHEMA bus; SET search_path TO bus');
  await client.query(migration('migrations-bus/0001_bus.sql'));
  await client.end();
}

/** The upward half of a migration of the kernel. */
export function migration(path: string): string {
  const sql = readFileSync(new URL(`../../libs/eventsourcing/src/postgres/${path}`, import.meta.url), 'utf8');
  return sql.split('-- Down Migration')[0]!;
}

/** A bus on an installed schema, with a pool of its own that ends with it. */
export function openPostgresBus(url: string, options: { readonly keepDays?: number; readonly pollMs?: number } = {}): PostgresBus {
  const pool = testPool(url, { max: 6 });
  const bus = new PostgresBus({ pool, owner: randomUUID(), ...options });
  const close = bus.close.bind(bus);
  bus.close = async () => {
    await close();
    await pool.end();
  };
  return bus;
}
