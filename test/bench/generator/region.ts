import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { FileKeyWrapping } from '../../../libs/service/src/person-keys/key-wrapping.js';
import { readKeyFile } from '../../../libs/service/src/master-key.js';
import { PostgresPersonKeys } from '../../../libs/service/src/person-keys/index.js';
import { testPool } from '../../support/postgres.js';
import { sharedPostgres, startPlatform, type PlatformProcess, type SharedPostgres } from '../processes.js';
import { until } from '../support.js';
import { fill, type Filled } from './fill.js';
import { PastLog } from './past-log.js';
import { lawyerEntry, type GeneratedLawyer } from './places.js';

export const LAWYERS = 5_000;
const SEED = 20_261_126;
const CALLERS = 16;
const ROSTER_WITHIN_MS = 120_000;
/** Building the read models of one event takes less than this. */
const MS_PER_EVENT = 1;

/** A region with its lawyers and requests, on a PostgreSQL that is running. */
export interface Region {
  readonly postgres: SharedPostgres;
  readonly filled: Filled;
  /** How it was made, for a row's detail. */
  readonly made: string;
}

/**
 * A region of `requests` requests, its read models built by the platform itself. With `BENCH_DATA` it is kept in that folder for the next
 * run. Publishers, workflows and the sealer take the generated past as told, followed and sealed.
 */
export async function regionOf(requests: number): Promise<Region> {
  const folder = process.env['BENCH_DATA'];
  const kept = folder === undefined ? undefined : join(folder, `assignment-${requests}`);
  const marker = kept === undefined ? null : join(kept, 'filled.json');
  const known =
    marker !== null && existsSync(marker) ? (JSON.parse(await readFile(marker, 'utf8')) as Pick<Region, 'filled' | 'made'>) : null;
  // What a run left half made is made anew.
  if (kept !== undefined && known === null) await rm(kept, { recursive: true, force: true });
  const postgres = await sharedPostgres(kept);
  try {
    if (known !== null) return { postgres, ...known };
    const done = await make(postgres, requests);
    if (marker !== null) await writeFile(marker, JSON.stringify(done));
    return { postgres, ...done };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

async function make(postgres: SharedPostgres, requests: number): Promise<Pick<Region, 'filled' | 'made'>> {
  const first = await startPlatform(postgres);
  try {
    await addLawyers(postgres, first);
    await first.quiet();
  } finally {
    await first.stop();
  }
  const admin = testPool(postgres.url, { max: 2, options: '-c synchronous_commit=off' });
  try {
    const started = performance.now();
    const filled = await fillLog(admin, postgres, requests);
    const filledAt = performance.now();
    await passOver(admin);
    const second = await startPlatform(postgres);
    try {
      await second.quiet(60_000 + filled.events * MS_PER_EVENT);
    } finally {
      await second.stop();
    }
    const builtAt = performance.now();
    await admin.query('VACUUM ANALYZE');
    const seconds = (ms: number): string => `${Math.round(ms / 1_000)} s`;
    return {
      filled,
      made: `${filled.requests} requests of three years with ${filled.events} events, decided in ${seconds(filledAt - started)}, read models built in ${seconds(builtAt - filledAt)}`,
    };
  } finally {
    await admin.end();
  }
}

/** The lawyers of the region, entered as a clerk enters them; each is on the roster when this resolves. */
async function addLawyers({ url }: SharedPostgres, { address, tokens }: PlatformProcess): Promise<void> {
  let entered = 0;
  const enter = async (): Promise<void> => {
    while (entered < LAWYERS) {
      const n = (entered += 1);
      const answer = await fetch(`${address}/api/directory/lawyers`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${tokens.administrator}`,
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
        },
        body: JSON.stringify(lawyerEntry(n)),
      });
      if (answer.status !== 201) throw new Error(`a lawyer was not entered: ${answer.status} ${await answer.text()}`);
      await answer.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, enter));
  const pool = testPool(url, { max: 1 });
  try {
    await until(async () => (await lawyersIn(pool)).length >= LAWYERS, ROSTER_WITHIN_MS, 'the lawyers are not on the roster');
  } finally {
    await pool.end();
  }
}

/** The newest version of a read model of assignment, as its table is called. */
export async function tableOf(pool: Pool, model: string): Promise<string> {
  const { rows } = await pool.query<{ version: number }>('SELECT active_version AS version FROM assignment.read_models WHERE name = $1', [
    model,
  ]);
  if (rows[0] === undefined) throw new Error(`there is no read model ${model}`);
  return `assignment.${model}_v${rows[0].version}`;
}

async function lawyersIn(pool: Pool): Promise<readonly GeneratedLawyer[]> {
  const { rows } = await pool.query<GeneratedLawyer>(
    `SELECT id, status, criminal_defence_years AS "criminalDefenceYears", minors_trained AS "minorsTrained", divisions
       FROM ${await tableOf(pool, 'lawyer_roster')} WHERE status = 'active' ORDER BY id`,
  );
  return rows;
}

async function fillLog(admin: Pool, { dataDir, url }: SharedPostgres, requests: number): Promise<Filled> {
  const keyFile = `${dataDir}.key`;
  const masterKey = await readKeyFile(keyFile);
  if (masterKey === null) throw new Error('the platform has made no master key');
  const keyPool = testPool(url, { max: 2, options: '-c search_path=person_keys -c synchronous_commit=off' });
  const keys = new PostgresPersonKeys({ pool: keyPool, wrapping: new FileKeyWrapping(masterKey, keyFile) });
  const log = new PastLog(admin, 'assignment.events');
  try {
    return await fill({
      requests,
      seed: SEED,
      until: Date.now(),
      lawyers: await lawyersIn(admin),
      keys,
      store: (events) => log.store(events),
    });
  } finally {
    await keys.close();
    await keyPool.end();
  }
}

/** What tells others, follows up and seals takes the past as done: none of it is measured, and it would take hours. */
async function passOver(admin: Pool): Promise<void> {
  await admin.query(
    `UPDATE assignment.checkpoints SET position = (SELECT lpad(max(position)::text, 19, '0') FROM assignment.events)
      WHERE name = 'sealer' OR name LIKE 'workflow/%/events' OR (name LIKE 'publisher/%' AND name NOT LIKE 'publisher/log-heads%')`,
  );
}
