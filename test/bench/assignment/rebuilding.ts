import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { assignment } from '../../../apps/assignment/src/assignment.service.js';
import { SharedFeed } from '../../../libs/eventsourcing/src/shared-feed.js';
import {
  ensureProjectionTables,
  indexProjection,
  MADE_READY_TOGETHER,
  Ownership,
  Past,
  postgresEventFeed,
  ProjectionRunner,
  Signal,
} from '../../../libs/eventsourcing/src/postgres/index.js';
import { tableName } from '../../../libs/eventsourcing/src/projection.js';
import { Lanes } from '../../../libs/eventsourcing/src/timing.js';
import { serviceRole } from '../../../libs/service/src/service-role.js';
import { testPool } from '../../support/postgres.js';
import { sampleNotice } from '../notice.js';
import type { PlatformProcess, SharedPostgres } from '../processes.js';
import { call } from './reading.js';

/** Versions that no release will ever have. */
const LATER = 10_000;
const MS_PER_EVENT = 2;

export interface Rebuilt {
  readonly eventsPerSecond: number;
  readonly models: number;
  readonly events: number;
  /** Milliseconds of the commands that came meanwhile. */
  readonly commands: readonly number[];
}

/** Sends so many notices a second until `done`; milliseconds of each answer. */
export async function commandsUntil(
  { address, tokens }: PlatformProcess,
  perSecond: number,
  done: Promise<unknown>,
): Promise<readonly number[]> {
  const over = new AbortController();
  const ended = (): void => over.abort();
  done.then(ended, ended);
  const sent: Promise<number>[] = [];
  while (!over.signal.aborted) {
    sent.push(sendNotice(address, tokens.courtClerk).then(({ took }) => took));
    await new Promise((resolve) => setTimeout(resolve, 1_000 / perSecond));
  }
  return await Promise.all(sent);
}

/** Sends a notice to the busiest institution. */
export async function sendNotice(
  address: string,
  token: string,
): Promise<{ readonly id: string; readonly position: string; readonly took: number }> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  const { body, took } = await call(`${address}/api/assignment/defence-requests`, token, {
    method: 'POST',
    headers,
    body: JSON.stringify(sampleNotice()),
  });
  return { ...(body as { id: string; position: string }), took };
}

async function withOwner(url: string, act: (owner: Client) => Promise<void>): Promise<void> {
  const owner = new Client({ connectionString: url });
  await owner.connect();
  try {
    await act(owner);
  } finally {
    await owner.end();
  }
}

/**
 * Builds all read models of the service's own events anew beside those that are used, as a later release would, while so many notices a second
 * are taken and followed up.
 */
export async function rebuildBeside({ url }: SharedPostgres, platform: PlatformProcess, perSecond: number): Promise<Rebuilt> {
  const projections = (assignment.projections ?? []).map((projection) => ({ ...projection, version: projection.version + LATER }));
  // As the service itself, whose rights are fewer than the owner's.
  const pool = testPool(url, { max: 12, options: `-c search_path=assignment -c role=${serviceRole('assignment')}` });
  try {
    await withOwner(url, (owner) => ensureProjectionTables(owner, 'assignment', serviceRole('assignment'), projections));
    const ownership = new Ownership(pool, 'assignment', 'bench');
    const feed = new SharedFeed(postgresEventFeed({ pool, table: 'assignment.events', committed: new Signal() }));
    const head = (await feed.head())!;
    const { rows } = await pool.query<{ count: number }>('SELECT count(*)::int AS count FROM assignment.events');
    const events = rows[0]!.count;
    const past = new Past(pool, projections, 'assignment.events');
    const runners = projections.map(
      (projection) => new ProjectionRunner({ projection, feed, past, pool, schema: 'assignment', ownership }),
    );
    // As the service does before it switches to a version.
    const making = new Lanes(MADE_READY_TOGETHER);
    const began = performance.now();
    for (const runner of runners) runner.start();
    const built = Promise.all(
      runners.map(async (runner, at) => {
        if (!(await runner.waitFor(head, 60_000 + events * MS_PER_EVENT))) throw new Error(`${runner.name} was not built in time`);
        await making.run(() => withOwner(url, (client) => indexProjection(client, 'assignment', projections[at]!)));
      }),
    ).then(() => performance.now() - began);
    const commands = await commandsUntil(platform, perSecond, built);
    const took = await built;
    await Promise.all(runners.map((runner) => runner.stop()));
    await ownership.close();
    return { eventsPerSecond: events / (took / 1_000), models: projections.length, events, commands };
  } finally {
    await withOwner(url, async (owner) => {
      for (const projection of projections) {
        await owner.query(`DROP TABLE IF EXISTS assignment.${tableName(projection)}`);
        await owner.query('DELETE FROM assignment.checkpoints WHERE name = $1', [`projection/${tableName(projection)}`]);
      }
    });
    await pool.end();
  }
}
