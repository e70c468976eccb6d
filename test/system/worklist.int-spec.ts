import { randomUUID } from 'node:crypto';
import { tableName } from '@xiezhi/eventsourcing';
import { withinScope } from '@xiezhi/eventsourcing/postgres';
import { readerRole, rolePassword, urlAs } from '@xiezhi/service';
import { Client } from 'pg';
import { conditionOf } from '../../apps/assignment/src/worklist/worklist.filter.js';
import { worklist } from '../../apps/assignment/src/worklist/worklist.projection.js';
import { until, type Api } from '../../apps/platform/src/demo/api.js';
import { DEMONSTRATION_ACCOUNTS } from '../../apps/platform/src/demonstration/accounts.js';
import { notice, startTestPlatform, TEST_MASTER_KEY, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const SEARCH = '/api/assignment/search';
const DAY_MS = 86_400_000;

interface Page {
  readonly items: readonly { readonly id: string; readonly status: string }[];
  readonly total: { readonly count: number; readonly exact: boolean };
  readonly next: string | null;
}
type Counts = Readonly<Record<string, { readonly count: number; readonly exact: boolean }>>;
interface Found {
  readonly items: readonly {
    readonly kind: string;
    readonly id: string;
    readonly caseNumber: string;
    readonly letterNumber: string | null;
  }[];
}

let platform: TestPlatform;
let court: Api;
let county: Api;
let officer: Api;
/** Case numbers of this run begin with this. */
const SERIES = `（2026）藏01刑初${randomUUID().slice(0, 8)}`;
const ids: Record<'waiting' | 'returned' | 'confirmed' | 'late' | 'today' | 'county', string> = {} as never;
let letterNumber: string;

beforeAll(async () => {
  platform = await startTestPlatform();
  ({ courtClerk: court, institutionOfficer: officer } = platform.api);
  county = await platform.as({
    ...DEMONSTRATION_ACCOUNTS.courtClerk,
    account: 'test-county-clerk',
    agency: 'court-540102',
    division: '540102',
  });
  const send = async (api: Api, suffix: string): Promise<string> => {
    const { status, body } = await api.post<{ id: string }>(REQUESTS, notice({ caseNumber: `${SERIES}${suffix}号` }));
    expect(status).toBe(201);
    return body.id;
  };
  ids.waiting = await send(court, '1');
  ids.returned = await send(court, '2');
  ids.confirmed = await send(court, '3');
  ids.late = await send(court, '4');
  ids.today = await send(court, '5');
  ids.county = await send(county, '6');
  await officer.post(`${REQUESTS}/${ids.returned}/return`, { missing: '判决书' });
  const { value } = await until(
    () => officer.get<{ items: { lawyerId: string; may: boolean }[] }>(`${REQUESTS}/${ids.confirmed}/candidates`),
    ({ body }) => body.items?.some(({ may }) => may) === true,
    15_000,
  );
  await officer.post(`${REQUESTS}/${ids.confirmed}/assign`, { lawyerId: value.body.items.find(({ may }) => may)!.lawyerId });
  const { value: done } = await until(
    () => court.get<{ status: string; letterNumber: string }>(`${REQUESTS}/${ids.confirmed}`),
    ({ body }) => body.status === 'confirmed',
    15_000,
  );
  ({ letterNumber } = done.body);
  // A clock takes days to run out: the read model is told that it has.
  await update('due_at = $2, breached_at = $2', ids.late, new Date(Date.now() - DAY_MS));
  await update('due_at = $2', ids.today, new Date(Date.now() + 1));
}, 60_000);
afterAll(() => platform?.stop());

async function update(change: string, id: string, at: Date): Promise<void> {
  const client = new Client({ connectionString: platform.database.url });
  await client.connect();
  await client.query(`UPDATE assignment.${tableName(worklist)} SET ${change} WHERE id = $1`, [id, at]);
  await client.end();
}

const listed = async (api: Api, query: string): Promise<readonly string[]> => {
  const { status, body } = await api.get<Page>(`${REQUESTS}?q=${encodeURIComponent(SERIES)}&${query}`);
  expect([query, status]).toEqual([query, 200]);
  expect(body.total).toEqual({ count: body.items.length, exact: true });
  return body.items.map(({ id }) => id).sort();
};
const sorted = (...of: (keyof typeof ids)[]): readonly string[] => of.map((name) => ids[name]).sort();

describe('a worklist', () => {
  it('shows one tab at a time', async () => {
    expect(await listed(officer, 'state=received')).toEqual(sorted('waiting', 'late', 'today', 'county'));
    expect(await listed(officer, 'state=returned')).toEqual(sorted('returned'));
    expect(await listed(officer, 'state=assigned')).toEqual([]);
    expect(await listed(officer, 'state=confirmed')).toEqual(sorted('confirmed'));
    expect(await listed(officer, 'state=overdue')).toContain(ids.late);
    expect(await listed(officer, 'state=overdue')).not.toContain(ids.waiting);
    expect(await listed(officer, 'status=done')).toEqual(sorted('confirmed'));
  });

  it('shows what came from one county, or from one organ', async () => {
    expect(await listed(officer, 'county=540102')).toEqual(sorted('county'));
    expect(await listed(officer, 'county=540100')).toEqual(sorted('waiting', 'returned', 'late', 'today', 'county'));
    expect(await listed(officer, 'county=540200')).toEqual([]);
    expect(await listed(officer, 'organ=court-540102')).toEqual(sorted('county'));
    expect(await listed(officer, 'organ=court-540102&county=540200')).toEqual([]);
  });

  it('shows each agency its own, whatever is asked', async () => {
    expect(await listed(county, '')).toEqual(sorted('county'));
    expect(await listed(county, 'organ=court-540100')).toEqual([]);
    expect(await listed(platform.api.procuratorateClerk, '')).toEqual([]);
  });

  it('counts each tab within the same filters', async () => {
    const counts = async (api: Api, query: string): Promise<Readonly<Record<string, number>>> => {
      const { body } = await api.get<Counts>(`${REQUESTS}/counts?q=${encodeURIComponent(SERIES)}&${query}`);
      expect(Object.values(body).every(({ exact }) => exact)).toBe(true);
      return Object.fromEntries(Object.entries(body).map(([name, { count }]) => [name, count]));
    };
    const all = await counts(officer, '');
    expect(all).toMatchObject({ open: 5, received: 4, returned: 1, assigned: 0, done: 1, confirmed: 1 });
    // The one that was due a moment ago today is overdue by now, or was due today when the query began.
    expect(all['overdue']! + all['due_today']!).toBe(2);
    expect(await counts(officer, 'county=540102')).toMatchObject({ open: 1, received: 1, done: 0, overdue: 0 });
    expect(await counts(platform.api.procuratorateClerk, '')).toMatchObject({ open: 0, done: 0, confirmed: 0 });
  });

  it('finds by the beginning of a case number or of a letter number, and by nothing within it', async () => {
    const found = async (q: string, api = officer): Promise<readonly string[]> => {
      const { status, body } = await api.get<Found>(`${SEARCH}?q=${encodeURIComponent(q)}`);
      expect([q, status]).toEqual([q, 200]);
      expect(body.items.every(({ kind }) => kind === 'defence-request')).toBe(true);
      return body.items.map(({ id }) => id).sort();
    };
    expect(await found(SERIES)).toEqual(sorted('waiting', 'returned', 'confirmed', 'late', 'today', 'county'));
    expect(await found(`${SERIES}3`)).toEqual(sorted('confirmed'));
    expect(await found(letterNumber)).toEqual(sorted('confirmed'));
    expect(await found(letterNumber, court)).toEqual(sorted('confirmed'));
    expect(await found(SERIES.slice(1))).toEqual([]);
    expect(await found('%')).toEqual([]);
    expect(await found("'; DROP TABLE x; --")).toEqual([]);
    expect(await found(SERIES, platform.api.procuratorateClerk)).toEqual([]);
  });

  it.each(['state=nothing', 'county=54', 'q=', 'limit=0', 'limit=101', 'cursor=x', 'name=x'])(
    'given %s, refuses it with 400',
    async (query) => {
      expect((await officer.get(`${REQUESTS}?${query}`)).status).toBe(400);
    },
  );

  it('gives page after page in the order of due times', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await officer.get<Page>(`${REQUESTS}?q=${encodeURIComponent(SERIES)}&limit=2${cursor}`);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.next === null ? '' : `&cursor=${encodeURIComponent(body.next)}`;
    } while (cursor !== '');
    expect(seen[0]).toBe(ids.late);
    expect([...seen].sort()).toEqual(sorted('waiting', 'returned', 'late', 'today', 'county'));
  });
});

/** Writes so many more requests of other numbers into the read model, for the planner to see. */
async function fill(count: number): Promise<void> {
  const table = `assignment.${tableName(worklist)}`;
  const replaced: Readonly<Record<string, string>> = {
    id: 'gen_random_uuid()',
    case_number: `'（2025）藏01刑初' || n || '号'`,
    letter_number: `'拉萨援刑函字〔2025〕第' || n || '号'`,
  };
  const columns = Object.keys(worklist.columns);
  const client = new Client({ connectionString: platform.database.url });
  await client.connect();
  await client.query(
    `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.map((column) => replaced[column] ?? column).join(', ')}
     FROM (SELECT * FROM ${table} WHERE id = $1) AS one, generate_series(1, $2) AS n`,
    [ids.waiting, count],
  );
  await client.query(`ANALYZE ${table}`);
  await client.end();
}

describe('a search by number', () => {
  it('is served by an index behind row security', async () => {
    await fill(20_000);
    const role = readerRole('assignment');
    const client = new Client({ connectionString: urlAs(platform.database.url, role, rolePassword(TEST_MASTER_KEY, role)) });
    await client.connect();
    const { where, values } = conditionOf({
      agency: 'institution-540100',
      as: 'institution',
      q: SERIES,
      now: new Date().toISOString(),
      endOfToday: new Date().toISOString(),
      caseNumber: 'case_number',
    });
    const text = withinScope(`SELECT id FROM assignment.${tableName(worklist)} WHERE ${where}`, values.length);
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, [...values, 'institution-540100', '']);
    await client.end();
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/Index Cond: .*case_number ~>=~/);
    expect(plan).toMatch(/Index Cond: .*letter_number ~>=~/);
  });
});
