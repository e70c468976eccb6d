import { tableName } from '@xiezhi/eventsourcing';
import { ScopedReads, withinScope, type ReadScope } from '@xiezhi/eventsourcing/postgres';
import { readerRole, rolePassword, serviceRole, urlAs } from '@xiezhi/service';
import { Client, type Pool } from 'pg';
import { lawyerRoster } from '../../apps/assignment/src/lawyer-roster/lawyer-roster.projection.js';
import { retainedMatters } from '../../apps/assignment/src/retained-matters/retained-matters.projection.js';
import { worklist } from '../../apps/assignment/src/worklist/worklist.projection.js';
import { jointCounts } from '../../apps/coordination/src/joint-counts/joint-counts.projection.js';
import { until } from '../../apps/platform/src/demo/api.js';
import { DEMONSTRATION_ACCOUNTS } from '../../apps/platform/src/demonstration/accounts.js';
import { notice, startTestPlatform, TEST_MASTER_KEY, type TestPlatform } from '../support/platform.js';
import { testPool } from '../support/postgres.js';

const REQUESTS = '/api/assignment/defence-requests';
const WORKLIST = { text: `SELECT id, organ FROM assignment.${tableName(worklist)}` };
const { courtClerk, procuratorateClerk, secretariat } = DEMONSTRATION_ACCOUNTS;

let platform: TestPlatform;
const pools: Pool[] = [];
let pool: Pool;
let reads: ScopedReads;
let id: string;

const poolOf = (schema: string, max = 1): Pool => {
  const made = testPool(urlOf(readerRole(schema)), { max });
  pools.push(made);
  return made;
};
const urlOf = (role: string): string => urlAs(platform.database.url, role, rolePassword(TEST_MASTER_KEY, role));

beforeAll(async () => {
  platform = await startTestPlatform();
  const sent = await platform.api.courtClerk.post<{ id: string }>(REQUESTS, notice());
  ({ id } = sent.body);
  await until(
    () => platform.api.secretariat.get<{ total: { requests: number } }>('/api/coordination/dashboard'),
    ({ body }) => body.total.requests === 1,
    20_000,
  );
  await until(
    () => platform.api.courtClerk.get<{ items: unknown[] }>('/api/referrals/news'),
    ({ body }) => body.items.length > 0,
    20_000,
  );
  // One connection: what one statement leaves on it, the next would find.
  pool = poolOf('assignment');
  reads = new ScopedReads(pool);
}, 60_000);
afterAll(async () => {
  await Promise.all(pools.map((each) => each.end()));
  await platform?.stop();
});

const seenBy = async (scope: ReadScope): Promise<readonly unknown[]> =>
  (await reads.query<{ id: string }>(scope, WORKLIST)).map((row) => row.id);
const carried = async (): Promise<unknown> =>
  (
    await pool.query(
      `SELECT coalesce(current_setting('xiezhi.agency', true), '') || coalesce(current_setting('xiezhi.divisions', true), '') AS all`,
    )
  ).rows[0];

describe('given a query that forgets to ask whose rows it may see', () => {
  it('shows an agency its own matters', async () => {
    expect(await seenBy({ agency: courtClerk.agency })).toEqual([id]);
    expect(await seenBy({ agency: 'institution-540100' })).toEqual([id]);
  });

  it('shows a foreign agency nothing', async () => {
    expect(await seenBy({ agency: procuratorateClerk.agency })).toEqual([]);
    expect(await seenBy({ agency: "' OR true --" })).toEqual([]);
  });

  it('shows nothing to a reader without a scope, and nothing of the agencies to one with divisions only', async () => {
    expect(await seenBy({})).toEqual([]);
    expect(await seenBy({ agency: '' })).toEqual([]);
    expect(await seenBy({ divisions: '54' })).toEqual([]);
    expect((await pool.query(WORKLIST.text)).rows).toEqual([]);
  });

  it('shows joint figures within the divisions of the reader, and none without', async () => {
    const figures = new ScopedReads(poolOf('coordination'));
    const requests = { text: `SELECT sum(requests)::int AS requests FROM coordination.${tableName(jointCounts)}` };
    expect(await figures.query({ divisions: secretariat.division.slice(0, 2) }, requests)).toEqual([{ requests: 1 }]);
    expect(await figures.query({ divisions: '5402' }, requests)).toEqual([{ requests: null }]);
    expect(await figures.query({ divisions: '' }, requests)).toEqual([{ requests: null }]);
    expect(await figures.query({ agency: courtClerk.agency }, requests)).toEqual([{ requests: null }]);
    await expect(figures.query({ divisions: '5_' }, requests)).rejects.toBeInstanceOf(RangeError);
  });

  it('shows an agency its own messages only', async () => {
    const news = new ScopedReads(poolOf('referrals'));
    const all = { text: 'SELECT DISTINCT topic FROM referrals.agency_news_v4' };
    expect(await news.query({ agency: courtClerk.agency }, all)).toEqual([{ topic: `xiezhi.agency.${courtClerk.agency}.v1` }]);
    expect(await news.query({ agency: procuratorateClerk.agency }, all)).toEqual([]);
  });
});

describe('given a connection that has read for an agency', () => {
  it('carries no agency to the next statement', async () => {
    expect(await seenBy({ agency: courtClerk.agency })).toEqual([id]);
    expect(await carried()).toEqual({ all: '' });
    expect((await pool.query(WORKLIST.text)).rows).toEqual([]);
  });

  it('carries none after a statement that failed either, and is kept', async () => {
    const pid = async (): Promise<unknown> => (await pool.query('SELECT pg_backend_pid() AS pid')).rows[0];
    const before = await pid();
    const failing = { text: `SELECT 1 / (length(organ) - length(organ)) AS boom FROM assignment.${tableName(worklist)}`, prepare: true };
    await expect(reads.query({ agency: courtClerk.agency }, failing)).rejects.toMatchObject({ code: '22012' });
    expect(await carried()).toEqual({ all: '' });
    expect((await pool.query(WORKLIST.text)).rows).toEqual([]);
    expect(await pid()).toEqual(before);
  });

  it('carries none between many readers at once', async () => {
    const several = new ScopedReads(poolOf('assignment', 4));
    const agencies = Array.from({ length: 400 }, (_, n) => (n % 2 === 0 ? courtClerk.agency : procuratorateClerk.agency));
    const seen = await Promise.all(agencies.map((agency) => several.query({ agency }, { ...WORKLIST, prepare: true })));
    expect(seen.map((rows) => rows.length)).toEqual(agencies.map((agency) => (agency === courtClerk.agency ? 1 : 0)));
  });
});

describe('the roles', () => {
  it('the one that reads for people can write nothing, and read no log, inbox or access log', async () => {
    for (const statement of [
      `UPDATE assignment.${tableName(worklist)} SET open = true`,
      `DELETE FROM assignment.${tableName(worklist)}`,
      'SELECT * FROM assignment.events',
      'SELECT * FROM assignment.inbox',
      `SELECT * FROM assignment.${tableName(lawyerRoster)}`,
      'SELECT * FROM person_keys.keys',
    ]) {
      await expect(pool.query(statement)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('neither owns its tables nor bypasses their rows’ security', async () => {
    const client = new Client({ connectionString: platform.database.url });
    await client.connect();
    const { rows } = await client.query(
      `SELECT r.rolname FROM pg_roles r WHERE r.rolname = ANY ($1)
         AND NOT (r.rolsuper OR r.rolbypassrls OR EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid)) ORDER BY 1`,
      [[serviceRole('assignment'), readerRole('assignment')]],
    );
    const open = await client.query(
      `SELECT c.oid::regclass::text FROM pg_class c WHERE c.relkind = 'r' AND c.relname ~ '_v[0-9]+$' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
    );
    await client.end();
    expect(rows).toEqual([{ rolname: serviceRole('assignment') }, { rolname: readerRole('assignment') }]);
    expect(open.rows).toEqual([]);
  });
});

describe('the price', () => {
  it('a page is still read through its key, whatever the plan', async () => {
    const text = `SELECT * FROM assignment.${tableName(worklist)} WHERE id = $1 AND (organ = $2 OR institution = $2)`;
    const plan = async (mode: string): Promise<string> => {
      const client = new Client({ connectionString: urlOf(readerRole('assignment')) });
      await client.connect();
      await client.query(`SET plan_cache_mode = ${mode}; SET enable_seqscan = off`);
      const { rows } = await client.query<Record<string, string>>(`EXPLAIN ${withinScope(text, 2)}`, [
        id,
        courtClerk.agency,
        courtClerk.agency,
        '',
        '',
        '',
      ]);
      await client.end();
      return rows.flatMap((row) => Object.values(row)).join('\n');
    };
    for (const mode of ['force_custom_plan', 'force_generic_plan'])
      expect(await plan(mode)).toMatch(new RegExp(`Index Scan using ${tableName(worklist)}_pkey`));
  });
});

it('shows ended matters to their institution and to those who look over its division, and to nobody else', async () => {
  const sent = await platform.api.courtClerk.post<{ id: string }>(REQUESTS, notice());
  await platform.api.courtClerk.post(`${REQUESTS}/${sent.body.id}/withdraw`, { reason: '重复' });
  const all = { text: `SELECT id FROM assignment.${tableName(retainedMatters)}` };
  const { value } = await until(
    () => reads.query<{ id: string }>({ agency: 'institution-540100' }, all),
    (rows) => rows.length > 0,
    20_000,
  );
  expect(value).toEqual([{ id: sent.body.id }]);
  expect(await reads.query({ divisions: '5401' }, all)).toEqual(value);
  expect(await reads.query({ divisions: '5402' }, all)).toEqual([]);
  expect(await reads.query({ agency: courtClerk.agency }, all)).toEqual([]);
  expect(await reads.query({}, all)).toEqual([]);
});
