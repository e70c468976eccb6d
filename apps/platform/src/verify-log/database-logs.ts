import { access } from 'node:fs/promises';
import type { LogUnderCheck } from '@xiezhi/eventsourcing';
import { KurrentDriver, KurrentFeed } from '@xiezhi/eventsourcing/kurrentdb';
import { logUnderCheck, postgresEventFeed } from '@xiezhi/eventsourcing/postgres';
import { loadMasterKey, logSigningKey, type Config } from '@xiezhi/service';
import type { JSONWebKeySet } from 'jose';
import pg, { type Pool } from 'pg';
import { SERVICES } from '../backup/layout.js';

/** How to get at the log of one service. */
export interface NamedLog {
  readonly log: string;
  open(): Promise<LogUnderCheck>;
}

/** Runs `work` on the logs of the configured platform, which may run meanwhile. */
export async function withDatabaseLogs<T>(config: Config, url: string, work: (logs: readonly NamedLog[]) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: url, max: 4, application_name: 'verify-log', options: '-c TimeZone=UTC' });
  pool.on('error', () => undefined);
  const { eventStore, kurrentdbUrl } = config;
  const kurrent = eventStore === 'kurrentdb' && kurrentdbUrl !== undefined ? new KurrentDriver(kurrentdbUrl) : null;
  try {
    await assertSealed(pool);
    const logs = SERVICES.map(({ name, truth }): NamedLog => {
      const feed =
        kurrent === null || truth === 'tables'
          ? postgresEventFeed({ pool, table: `${name}.events` })
          : new KurrentFeed({ driver: kurrent, namespace: name });
      return { log: name, open: () => logUnderCheck({ log: name, schema: name, pool, feed }) };
    });
    return await work(logs);
  } finally {
    await kurrent?.close();
    await pool.end();
  }
}

async function assertSealed(pool: Pool): Promise<void> {
  for (const { name } of SERVICES) {
    const { rows } = await pool.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [`${name}.event_seals`]);
    if (rows[0]?.there !== true) throw new Error(`the database holds no seals of ${name}: start this version of the platform on it first`);
  }
}

/** The platform's own public key; none where its master key is not at hand. */
export async function ownLogKeys(config: Config): Promise<JSONWebKeySet> {
  try {
    await access(config.masterKeyFile);
  } catch {
    return { keys: [] };
  }
  return (await logSigningKey(config, await loadMasterKey(config.masterKeyFile))).jwks;
}
