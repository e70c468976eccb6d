import { tableName } from '@xiezhi/eventsourcing';
import { withinScope } from '@xiezhi/eventsourcing/postgres';
import { readerRole, rolePassword, urlAs } from '@xiezhi/service';
import { Client } from 'pg';
import type { Dashboard } from '../../apps/coordination/src/joint-dashboard/joint-dashboard.queries.js';
import type { JointRequestPage } from '../../apps/coordination/src/joint-requests/joint-requests.queries.js';
import { jointRequests } from '../../apps/coordination/src/joint-requests/joint-requests.projection.js';
import { until, type Api } from '../../apps/platform/src/demo/api.js';
import { DEMONSTRATION_ACCOUNTS } from '../../apps/platform/src/demonstration/accounts.js';
import { notice, startTestPlatform, TEST_MASTER_KEY, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const DASHBOARD = '/api/coordination/dashboard';
const LIST = '/api/coordination/requests';
const TABLE = `coordination.${tableName(jointRequests)}`;
const DAY_MS = 86_400_000;

let platform: TestPlatform;
let secretariat: Api;
let elsewhere: Api;
let ids: readonly string[];

beforeAll(async () => {
  platform = await startTestPlatform();
  ({ secretariat } = platform.api);
  elsewhere = await platform.as({
    ...DEMONSTRATION_ACCOUNTS.secretariat,
    account: 'test-secretariat-elsewhere',
    agency: 'secretariat-540200',
    division: '540200',
  });
  const sent = await Promise.all(Array.from({ length: 5 }, () => platform.api.courtClerk.post<{ id: string }>(REQUESTS, notice())));
  ids = sent.map(({ body }) => body.id);
  await platform.api.courtClerk.post(`${REQUESTS}/${ids[4]!}/withdraw`, { reason: '重复' });
  await until(
    () => secretariat.get<JointRequestPage>(`${LIST}?state=closed`),
    ({ body }) => body.total.count === 1,
    20_000,
  );
  await until(
    () => secretariat.get<Dashboard>(DASHBOARD),
    ({ body }) => body.total.open === 4 && body.total.requests === 5,
    20_000,
  );
}, 60_000);
afterAll(() => platform?.stop());

/** Clocks take days to end: the read model is told of what lies behind. */
async function past(id: string, change: string, ...values: readonly unknown[]): Promise<void> {
  const client = new Client({ connectionString: platform.database.url });
  await client.connect();
  await client.query(`UPDATE ${TABLE} SET ${change} WHERE request_id = $1`, [id, ...values]);
  await client.end();
}
const ago = (days: number): Date => new Date(Date.now() - days * DAY_MS);
const listed = async (api: Api, query: string): Promise<readonly string[]> => {
  const { status, body } = await api.get<JointRequestPage>(`${LIST}?${query}`);
  expect([query, status]).toEqual([query, 200]);
  expect(body.total).toEqual({ count: body.items.length, exact: true });
  return body.items.map(({ requestId }) => requestId).sort();
};
const dashboard = async (query = ''): Promise<Dashboard> => (await secretariat.get<Dashboard>(`${DASHBOARD}?${query}`)).body;

describe('the list behind a joint figure', () => {
  it('holds what the figure counts, without a person or a number', async () => {
    const { total } = await dashboard();
    expect(await listed(secretariat, 'state=open')).toEqual(ids.slice(0, 4).sort());
    expect(total.open).toBe(4);
    expect(await listed(secretariat, 'state=closed')).toEqual([ids[4]]);
    expect((await listed(secretariat, 'state=received')).length).toBe(total.requests);
    expect(await listed(secretariat, 'state=overdue')).toEqual([]);
    const { body } = await secretariat.get<JointRequestPage>(LIST);
    expect(JSON.stringify(body)).not.toMatch(/某某|刑初/);
    expect(Object.keys(body.items[0]!).sort()).toEqual(
      ['division', 'dueAt', 'endedAt', 'institution', 'organ', 'outcome', 'receivedAt', 'requestId'].sort(),
    );
  });

  it('is narrowed by division and organ, and never beyond the reader’s own', async () => {
    expect(await listed(secretariat, 'state=open&division=540100')).toHaveLength(4);
    expect(await listed(secretariat, 'state=open&division=540102')).toEqual([]);
    expect(await listed(secretariat, 'state=open&organ=court-540100')).toHaveLength(4);
    expect(await listed(secretariat, 'state=open&organ=court-540102')).toEqual([]);
    expect(await listed(secretariat, 'state=open&division=540000')).toHaveLength(4);
    expect(await listed(secretariat, 'state=open&division=540000&exact=true')).toEqual([]);
    expect(await listed(secretariat, 'state=open&division=540100&exact=true')).toHaveLength(4);
    expect(await listed(elsewhere, 'state=open')).toEqual([]);
    expect(await listed(elsewhere, 'state=open&division=540100')).toEqual([]);
  });

  it('is given page after page', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await secretariat.get<JointRequestPage>(`${LIST}?state=received&limit=2${cursor}`);
      seen.push(...body.items.map(({ requestId }) => requestId));
      cursor = body.next === null ? '' : `&cursor=${encodeURIComponent(body.next)}`;
    } while (cursor !== '');
    expect([...seen].sort()).toEqual([...ids].sort());
  });

  it.each(['state=all', 'division=54', 'limit=0', 'from=yesterday', 'cursor=x', 'name=x'])(
    'given %s, refuses it with 400',
    async (query) => {
      expect((await secretariat.get(`${LIST}?${query}`)).status).toBe(400);
    },
  );

  it('is read from an index behind row security, however long the history is', async () => {
    const owner = new Client({ connectionString: platform.database.url });
    await owner.connect();
    await owner.query(
      `INSERT INTO ${TABLE} SELECT gen_random_uuid(), division, organ, institution, received_at - n * interval '1 hour', due_at - n * interval '1 hour',
         due_at - n * interval '1 hour', 'on_time' FROM ${TABLE}, generate_series(5000, 15000) AS n WHERE request_id = $1`,
      [ids[0]],
    );
    await owner.query(`ANALYZE ${TABLE}`);
    await owner.end();
    const role = readerRole('coordination');
    const reader = new Client({ connectionString: urlAs(platform.database.url, role, rolePassword(TEST_MASTER_KEY, role)) });
    await reader.connect();
    for (const where of [
      `ended_at IS NULL ORDER BY due_at, request_id`,
      `ended_at > now() - interval '7 days'`,
      `received_at >= now() - interval '84 days'`,
    ]) {
      const text = withinScope(`SELECT * FROM ${TABLE} WHERE starts_with(division, $1) AND ${where} LIMIT 41`, 1);
      const { rows } = await reader.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, ['5401', '', '5401', '', '']);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan).toMatch(/Index/);
      expect(plan).not.toMatch(/Seq Scan/);
    }
    await reader.end();
  });
});

describe('the change of the joint figures', () => {
  it('compares with a week ago, four weeks with four before, and week with week', async () => {
    // Came ten days ago and is overdue; came nine days ago and was told late three days ago; was told in time 40 days ago.
    await past(ids[0]!, 'received_at = $2, due_at = $3', ago(10), ago(8));
    await past(ids[1]!, `received_at = $2, due_at = $3, ended_at = $4, outcome = 'late'`, ago(9), ago(5), ago(3));
    await past(ids[2]!, `received_at = $2, due_at = $3, ended_at = $4, outcome = 'on_time'`, ago(42), ago(39), ago(40));
    const { trend } = await dashboard();
    expect(trend.weekAgo).toMatchObject({ open: 2, overdue: 1 });
    expect(trend.recent).toMatchObject({ onTime: 0, late: 1, rate: 0 });
    expect(trend.previous).toMatchObject({ onTime: 1, late: 0, rate: 1 });
    expect(trend.weeks).toHaveLength(12);
    expect(trend.weeks.every(({ from }) => new Date(`${from}T00:00:00Z`).getUTCDay() === 1)).toBe(true);
    expect(trend.weeks.reduce((sum, week) => sum + week.received, 0)).toBe(5);
    expect(trend.weeks.reduce((sum, week) => sum + week.late, 0)).toBe(1);
    expect((await dashboard('organ=court-540102')).trend.weekAgo).toMatchObject({ open: 0, overdue: 0 });
    expect((await dashboard('division=540102')).total).toMatchObject({ open: 0, requests: 0 });
    expect((await elsewhere.get<Dashboard>(`${DASHBOARD}?division=540100`)).body.trend.weeks.every(({ received }) => received === 0)).toBe(
      true,
    );
  });
});
