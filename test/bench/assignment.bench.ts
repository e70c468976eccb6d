import type { Pool } from 'pg';
import { testPool } from '../support/postgres.js';
import { LAWYERS, regionOf, tableOf, type Region } from './generator/region.js';
import { call, CALLERS, closeReading, Looks, spread, VIEWS, type View } from './assignment/reading.js';
import { commandsUntil, rebuildBeside, sendNotice } from './assignment/rebuilding.js';
import { startPlatform, type PlatformProcess } from './processes.js';
import { percentile, rowOf, type Row } from './support.js';

const SMALL = 10_000;
const LARGE = Number(process.env['BENCH_REQUESTS'] ?? 1_000_000);
const REQUESTS = '/api/assignment/defence-requests';
/** How far totals are exact. */
const COUNTED_TO = 10_000;
const NOTICES = 200;
const CANDIDATE_SAMPLES = 200;
/** While read models are built anew: many times a busy region's, and what takes one of two processors by itself. */
const NOTICES_A_SECOND = [2, 20];
const QUIET_COMMANDS_MS = 5_000;
/** A region kept by an earlier run has some read models built anew. */
const QUIET_MS = 120_000;
const QUIET_MS_PER_REQUEST = 10;

const thousands = (count: number): string => count.toLocaleString('en-US');

interface Measured {
  readonly rows: readonly Row[];
  readonly p99: Readonly<Record<View, number>>;
}

/** A total is what the table holds, up to where it is counted exactly. @throws Error when it is not */
async function insistOnTotals({ address, tokens }: PlatformProcess, pool: Pool, worklist: string): Promise<string> {
  const told: string[] = [];
  for (const open of [true, false]) {
    const { rows } = await pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${worklist} WHERE institution = 'institution-540100' AND due_at IS NOT NULL AND open = $1`,
      [open],
    );
    const there = rows[0]!.count;
    const { body } = await call(`${address}${REQUESTS}?status=${open ? 'open' : 'done'}`, tokens.institutionOfficer);
    const { total } = body as { total: { count: number; exact: boolean } };
    const right = there > COUNTED_TO ? !total.exact && total.count === COUNTED_TO : total.exact && total.count === there;
    if (!right) throw new Error(`${there} requests were counted as ${JSON.stringify(total)}`);
    told.push(`${total.exact ? total.count : `more than ${total.count}`} of ${there} ${open ? 'open' : 'done'}`);
  }
  return `totals of its institution: ${told.join(', ')}`;
}

/** The slowest of many notices in one second, from sending it to its being on the institution's worklist. */
async function burst({ address, tokens }: PlatformProcess, size: string): Promise<Row> {
  const began = performance.now();
  const seen = await Promise.all(
    Array.from({ length: NOTICES }, async (_, n) => {
      await new Promise((resolve) => setTimeout(resolve, (n * 1_000) / NOTICES));
      const sent = performance.now();
      const { id, position } = await sendNotice(address, tokens.courtClerk);
      await call(`${address}${REQUESTS}/${id}?after=${position}`, tokens.institutionOfficer);
      return performance.now() - sent;
    }),
  );
  const all = performance.now() - began;
  const detail = `${spread(seen)}; all ${NOTICES} were accepted and there ${all.toFixed(0)} ms after the first was sent`;
  return rowOf(
    `${NOTICES} notices in one second, ${size} requests: sent → on the worklist, the slowest (ms)`,
    Math.max(...seen),
    3_000,
    'lower',
    detail,
  );
}

async function candidates({ address, tokens }: PlatformProcess, pool: Pool, worklist: string, size: string): Promise<Row> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM ${worklist} WHERE institution = 'institution-540100' AND open AND status = 'received' ORDER BY id LIMIT 20`,
  );
  const taken: number[] = [];
  let may = 0;
  for (let n = 0; n < CANDIDATE_SAMPLES; n += 1) {
    const { body, took } = await call(`${address}${REQUESTS}/${rows[n % rows.length]!.id}/candidates`, tokens.institutionOfficer);
    may = Math.max(may, (body as { may: number }).may);
    taken.push(took);
  }
  const detail = `${spread(taken)}, one caller; ${thousands(LAWYERS)} lawyers on the roster, at most ${may} of them may be assigned`;
  return rowOf(
    `candidates for a request ranked out of ${thousands(LAWYERS)} lawyers, ${size} requests, p99 (ms)`,
    percentile(taken, 0.99),
    50,
    'lower',
    detail,
  );
}

async function rebuild(region: Region, platform: PlatformProcess, size: string, perSecond: number): Promise<Row> {
  const quiet = await commandsUntil(platform, perSecond, new Promise((resolve) => setTimeout(resolve, QUIET_COMMANDS_MS)));
  const { eventsPerSecond, models, events, commands } = await rebuildBeside(region.postgres, platform, perSecond);
  const detail = `${models} read models of ${events} events beside those in use; commands meanwhile ${spread(commands)}, before ${spread(quiet)}`;
  const name = `rebuild of all read models of assignment's events beside ${perSecond} notices a second, ${size} requests (events/s)`;
  return rowOf(name, eventsPerSecond, 20_000, 'higher', detail);
}

async function at(requests: number): Promise<Measured> {
  const region = await regionOf(requests);
  const size = thousands(requests);
  const pool = testPool(region.postgres.url, { max: 12, options: '-c search_path=assignment' });
  const platform = await startPlatform(region.postgres);
  try {
    await platform.quiet(QUIET_MS + requests * QUIET_MS_PER_REQUEST);
    const worklist = await tableOf(pool, 'worklist');
    const totals = await insistOnTotals(platform, pool, worklist);
    const looks = await Looks.open(platform, pool, worklist);
    const rows: Row[] = [];
    // A large region takes an hour and more: what is known is told at once.
    const keep = (row: Row): void => {
      rows.push(row);
      console.log(`${row.row}: ${row.value}\n    ${row.detail}`);
    };
    const p99: Partial<Record<View, number>> = {};
    for (const view of VIEWS) {
      const taken = await looks.latencies(view);
      p99[view] = percentile(taken, 0.99);
      const more = view === 'worklist page' ? `; ${totals}; ${region.made}` : '';
      keep(rowOf(`${view}, ${size} requests, p99 (ms)`, p99[view], 100, 'lower', `${spread(taken)}, ${CALLERS} at a time${more}`));
    }
    keep(await candidates(platform, pool, worklist, size));
    keep(await burst(platform, size));
    for (const perSecond of NOTICES_A_SECOND) keep(await rebuild(region, platform, size, perSecond));
    return { rows, p99: p99 as Record<View, number> };
  } finally {
    await platform.stop();
    await pool.end();
    await region.postgres.stop();
  }
}

/** The rows of assignment with a region's requests; `BENCH_REQUESTS` says how many the larger has, `BENCH_DATA` where they are kept. */
export async function run(): Promise<readonly Row[]> {
  try {
    const small = await at(SMALL);
    if (LARGE <= SMALL) return small.rows;
    const large = await at(LARGE);
    const growth = VIEWS.map((view) => ({ view, ratio: large.p99[view] / small.p99[view] }));
    const detail = growth.map(({ view, ratio }) => `${view} ${ratio.toFixed(2)}`).join(', ');
    const name = `p99 at ${thousands(LARGE)} requests ÷ at ${thousands(SMALL)}, the view that grows most`;
    return [...small.rows, ...large.rows, rowOf(name, Math.max(...growth.map(({ ratio }) => ratio)), 3, 'lower', detail)];
  } finally {
    await closeReading();
  }
}
