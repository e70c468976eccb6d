import { Pool } from 'pg';
import type { Logger } from 'pino';

export interface PoolOptions {
  readonly max: number;
  /** The only schema that unqualified names are looked up in. */
  readonly schema: string;
  /** Seen in `pg_stat_activity`. */
  readonly applicationName: string;
  readonly logger: Logger;
  /** Longest time of one statement, in milliseconds (default 30,000). */
  readonly statementTimeoutMs?: number;
}

/** Longest wait for a free or new connection. */
const CONNECT_TIMEOUT_MS = 5_000;
/** A transaction that does nothing this long is ended: it would hold back vacuum and locks. */
const IDLE_IN_TRANSACTION_MS = 60_000;
const IDENTIFIER = /^[a-z_][a-z0-9_]{0,62}$/;

/** @throws RangeError when `name` is not a plain identifier, so that it can stand in SQL without quotes */
export function assertIdentifier(name: string): string {
  if (!IDENTIFIER.test(name)) throw new RangeError(`${JSON.stringify(name)} is not a plain SQL name`);
  return name;
}

/** A pool of connections to `url`. A connection that breaks is logged and replaced; it never ends the process. */
export function createPool(url: string, { max, schema, applicationName, logger, statementTimeoutMs = 30_000 }: PoolOptions): Pool {
  const settings = {
    search_path: assertIdentifier(schema),
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    // Short statements: compiling them costs more than it saves.
    jit: 'off',
  };
  const pool = new Pool({
    connectionString: url,
    max,
    application_name: applicationName,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  });
  const broken = (error: Error): void => logger.warn({ err: error, pool: applicationName }, 'database connection lost');
  // The pool speaks for idle connections only: one that breaks while it is lent out and silent would end the process.
  pool.on('error', broken);
  pool.on('connect', (client) => client.on('error', broken));
  return pool;
}

/** For readiness: the database answers. */
export const databaseAnswers = async (pool: Pool): Promise<boolean> => (await pool.query('SELECT 1')).rowCount === 1;
