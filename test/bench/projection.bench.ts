import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Client, type Pool } from 'pg';
import {
  ensureProjectionTables,
  EVENT_LOG_MIGRATIONS,
  Ownership,
  postgresEventFeed,
  PostgresEventStore,
  ProjectionRunner,
  Signal,
} from '../../libs/eventsourcing/src/postgres/index.js';
import type { RecordedEvent } from '../../libs/eventsourcing/src/message.js';
import { startTestServer } from '../support/postgres.js';
import { requests } from './projection.support.js';
import { benchLog, median, newStream, percentile, ratioRounds, rowOf, sampleEvent, type BenchLog, type Row } from './support.js';

const SCHEMA = 'bench_projection';
const EVENTS = 100_000;
const EVENTS_PER_STREAM = 5;
const PAGE = 1_000;
const LONG_MS = 60_000;
/** V8 gives its heap more room for the first some 100,000 events, also to a bare SELECT loop; what grows behind them grows with history. */
const MEMORY_BACKLOG = 100_000;
const MEMORY_ROUNDS = 3;
const LIVE_APPENDS = 300;
const LIVE_FOLLOWERS = 15;

/** Fills the log as appends would have, in one statement. */
async function fill(log: BenchLog, events: number): Promise<void> {
  const { type, data, meta } = sampleEvent();
  const client = new Client({ connectionString: log.url });
  await client.connect();
  await client.query(
    `insert into events (stream, revision, event_id, type, schema_version, data, meta)
     select 'bench-' || md5((n / ${EVENTS_PER_STREAM})::text), n % ${EVENTS_PER_STREAM}, gen_random_uuid(), $1, 1, $2, $3
     from generate_series(0, ${events - 1}) n order by n`,
    [type, data, meta],
  );
  await client.query('vacuum analyze events');
  await client.end();
}

/** Events a second of reading every event, page by page, and doing nothing with it. */
async function bareLoop(pool: Pool): Promise<number> {
  const start = performance.now();
  let [after, count] = ['0', 0];
  for (;;) {
    const { rows } = await pool.query<{ position: string }>({
      name: 'bare loop',
      text: `select position, stream, revision, event_id, type, schema_version, data, meta, recorded_at from events
             where position > $1 order by position limit ${PAGE}`,
      values: [after],
    });
    count += rows.length;
    if (rows.length < PAGE) return count / ((performance.now() - start) / 1_000);
    after = rows.at(-1)!.position;
  }
}

let versions = 0;

/** Makes the table of a new version and a runner that fills it. */
async function newRunner(log: BenchLog, pool: Pool, ownership: Ownership, committed: Signal): Promise<ProjectionRunner<RecordedEvent>> {
  const projection = requests((versions += 1));
  const owner = new Client({ connectionString: log.url });
  await owner.connect();
  await ensureProjectionTables(owner, SCHEMA, 'pg_monitor', [projection]);
  await owner.end();
  return new ProjectionRunner({ projection, feed: postgresEventFeed({ pool, committed }), pool, schema: SCHEMA, ownership });
}

async function rebuild(log: BenchLog): Promise<Row> {
  const [pool, bare] = [log.connect(6), log.connect(1)];
  const ownership = new Ownership(pool, SCHEMA, 'bench');
  const head = (await postgresEventFeed({ pool }).head())!;
  const ours = async (): Promise<number> => {
    const runner = await newRunner(log, pool, ownership, new Signal());
    const start = performance.now();
    runner.start();
    if (!(await runner.waitFor(head, LONG_MS))) throw new Error('the projection did not catch up');
    const took = performance.now() - start;
    await runner.stop();
    return EVENTS / (took / 1_000);
  };
  const figure = await ratioRounds(ours, () => bareLoop(bare), 'events/s');
  await ownership.close();
  return rowOf('rebuild of a projection ÷ the bare SELECT loop', figure.median, 0.4, 'higher', figure.detail);
}

async function memory(serverUrl: string): Promise<Row> {
  const log = await benchLog(serverUrl, 'bench_memory');
  await fill(log, MEMORY_BACKLOG * 10);
  const script = fileURLToPath(new URL('./projection-memory.ts', import.meta.url));
  const loader = fileURLToPath(new URL('../support/register-ts.js', import.meta.url));
  const measure = async (events: number): Promise<number> => {
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', loader, script, log.url, String(events)]);
    return Number(stdout.trim()) / 1_024;
  };
  const [once, tenfold]: [number[], number[]] = [[], []];
  for (let round = 0; round < MEMORY_ROUNDS; round += 1) {
    once.push(await measure(MEMORY_BACKLOG));
    tenfold.push(await measure(MEMORY_BACKLOG * 10));
  }
  await log.drop();
  const [small, large] = [median(once), median(tenfold)];
  const detail = `${Math.round(large)} ÷ ${Math.round(small)} MB at most, backlogs of ${MEMORY_BACKLOG * 10} and ${MEMORY_BACKLOG} events, ${MEMORY_ROUNDS} rounds`;
  return rowOf('memory after a backlog of 10× ÷ 1×', large / small, 1.3, 'lower', detail);
}

/** From the answer of an append to its row in a read model, with as many other followers as a process has. */
async function live(log: BenchLog): Promise<readonly Row[]> {
  const pool = log.connect(10);
  const committed = new Signal();
  const store = new PostgresEventStore({ pool, committed });
  const ownership = new Ownership(pool, SCHEMA, 'bench');
  const runners: ProjectionRunner<RecordedEvent>[] = [];
  for (let n = 0; n < LIVE_FOLLOWERS; n += 1) runners.push(await newRunner(log, pool, ownership, committed));
  const head = (await postgresEventFeed({ pool }).head())!;
  for (const runner of runners) {
    runner.start();
    await runner.waitFor(head, LONG_MS);
  }
  const cpuBefore = process.cpuUsage();
  const idleFrom = performance.now();
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const cpu = process.cpuUsage(cpuBefore);
  const busy = (cpu.user + cpu.system) / 1_000 / (performance.now() - idleFrom);
  const took: number[] = [];
  for (let n = 0; n < LIVE_APPENDS; n += 1) {
    const { position } = await store.append(newStream(), 'no_stream', [sampleEvent()]);
    const start = performance.now();
    await runners[n % runners.length]!.waitFor(position, LONG_MS);
    took.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await Promise.all(runners.map((runner) => runner.stop()));
  await Promise.all([ownership.close(), store.close()]);
  const followers = `${LIVE_FOLLOWERS} read models in one process, each row touched in all of them`;
  return [
    rowOf(
      'append answered → in the read model, p99 ms',
      percentile(took, 0.99),
      50,
      'lower',
      `p50 ${median(took).toFixed(1)} ms; ${followers}`,
    ),
    rowOf('processor share of idle followers', busy, 0.05, 'lower', `of one core, ${LIVE_FOLLOWERS} followers and nothing to do for 3 s`),
  ];
}

/** The rows of projections. */
export async function run(): Promise<Row[]> {
  const server = await startTestServer();
  try {
    const log = await benchLog(server.url, SCHEMA);
    const runners = await readFile(`${EVENT_LOG_MIGRATIONS}/0002_runners.sql`, 'utf8');
    await log.execute(runners.split('-- Down Migration')[0]!);
    await fill(log, EVENTS);
    const rows = [await rebuild(log), ...(await live(log)), await memory(server.url)];
    await log.drop();
    return rows;
  } finally {
    await server.stop();
  }
}
