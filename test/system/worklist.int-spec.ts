import { randomUUID } from 'node:crypto';
import { tableName } from '@xiezhi/eventsourcing';
import { withinScope } from '@xiezhi/eventsourcing/postgres';
import { readerRole, rolePassword, urlAs } from '@xiezhi/service';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { conditionOf, type WorklistFilter } from '../../apps/assignment/src/worklist/worklist.filter.js';
import { orderOf, type WorklistOrder } from '../../apps/assignment/src/worklist/worklist.order.js';
import { worklist } from '../../apps/assignment/src/worklist/worklist.projection.js';
import { until, type Api } from '../../apps/platform/src/demo/api.js';
import { DEMONSTRATION_ACCOUNTS } from '../../apps/platform/src/demonstration/accounts.js';
import { connected } from '../support/clear-text.js';
import { describedThroughout } from '../support/described-answers.js';
import { notice, startTestPlatform, TEST_MASTER_KEY, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const FILES = '/api/assignment/exports/defence-requests';
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
/** After everything was sent, before anything was assigned. */
let afterwards: string;

beforeAll(async () => {
  platform = await startTestPlatform();
  ({ courtClerk: court, institutionOfficer: officer } = platform.api);
  county = await platform.as({
    ...DEMONSTRATION_ACCOUNTS.courtClerk,
    account: 'test-county-clerk',
    agency: 'court-540102',
    division: '540102',
  });
  const send = async (api: Api, suffix: string, changes = {}): Promise<string> => {
    const { status, body } = await api.post<{ id: string }>(REQUESTS, notice({ caseNumber: `${SERIES}${suffix}号`, ...changes }));
    expect(status).toBe(201);
    return body.id;
  };
  ids.waiting = await send(court, '1');
  ids.returned = await send(court, '2');
  ids.confirmed = await send(court, '3');
  ids.late = await send(court, '4');
  ids.today = await send(court, '5');
  ids.county = await send(county, '6', { language: 'zh', interpreterNeeded: false, offence: '=HYPERLINK("x")' });
  await officer.post(`${REQUESTS}/${ids.returned}/return`, { missing: '判决书' });
  afterwards = new Date().toISOString();
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
describedThroughout(() => platform);

async function update(change: string, id: string, at: Date): Promise<void> {
  await connected(platform.database.url, (client) =>
    client.query(`UPDATE assignment.${tableName(worklist)} SET ${change} WHERE id = $1`, [id, at]),
  );
}

const listed = async (api: Api, query: string): Promise<readonly string[]> => {
  const { status, body } = await api.get<Page>(`${REQUESTS}?q=${encodeURIComponent(SERIES)}&${query}`);
  expect([query, status]).toEqual([query, 200]);
  expect(body.total).toEqual({ count: body.items.length, exact: true });
  return body.items.map(({ id }) => id).sort();
};
const dayAt = (millis: number): string => new Date(millis + 8 * 3_600_000).toISOString().slice(0, 10);
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

  it('shows an organ what it sent to one county’s institution', async () => {
    expect(await listed(court, 'county=540100')).toEqual(sorted('waiting', 'returned', 'late', 'today'));
    expect(await listed(court, 'county=540102')).toEqual([]);
  });

  it('shows whose language is one, and what is due by a day', async () => {
    expect(await listed(officer, 'language=zh')).toEqual(sorted('county'));
    expect(await listed(officer, 'language=en')).toEqual([]);
    expect(await listed(officer, `dueBy=${dayAt(Date.now() - 2 * DAY_MS)}`)).toEqual([]);
    expect(await listed(officer, `dueBy=${dayAt(Date.now() + 30 * DAY_MS)}`)).toEqual(
      sorted('waiting', 'returned', 'late', 'today', 'county'),
    );
    // Its day ends at 24:00, and it is due by that day.
    const { body } = await officer.get<{ clock: { dueAt: string } }>(`${REQUESTS}/${ids.waiting}`);
    const lastMoment = Date.parse(body.clock.dueAt) - 1;
    expect(await listed(officer, `dueBy=${dayAt(lastMoment)}`)).toContain(ids.waiting);
    expect(await listed(officer, `dueBy=${dayAt(lastMoment - DAY_MS)}`)).not.toContain(ids.waiting);
  });

  it('shows each party what waits for it, and what waits for the other', async () => {
    expect(await listed(officer, 'turn=mine')).toEqual(sorted('waiting', 'late', 'today', 'county'));
    expect(await listed(officer, 'turn=theirs')).toEqual(sorted('returned'));
    expect(await listed(court, 'turn=mine')).toEqual(sorted('returned'));
    expect(await listed(court, 'turn=theirs')).toEqual(sorted('waiting', 'late', 'today'));
  });

  it('shows what presses: what is overdue and what is due today, as many as it counts', async () => {
    const pressing = await listed(officer, 'state=pressing');
    expect(pressing).toEqual(sorted('late', 'today'));
    const { body } = await officer.get<Counts>(`${REQUESTS}/counts?q=${encodeURIComponent(SERIES)}`);
    expect(body['pressing']?.count).toBe(pressing.length);
  });

  it('shows each agency its own, whatever is asked', async () => {
    expect(await listed(county, '')).toEqual(sorted('county'));
    expect(await listed(county, 'organ=court-540100')).toEqual([]);
    expect(await listed(platform.api.procuratorateClerk, '')).toEqual([]);
  });

  it('tells when the first and the newest step were, with or without the history between them', async () => {
    interface Told {
      readonly id: string;
      readonly begunAt: string;
      readonly stepAt: string;
      readonly timeline: readonly { readonly at: string }[];
    }
    const told = async (query: string): Promise<readonly Told[]> =>
      (await officer.get<{ items: readonly Told[] }>(`${REQUESTS}?q=${encodeURIComponent(SERIES)}&${query}`)).body.items;
    const whole = await told('status=open');
    expect(whole.map(({ timeline }) => timeline.length)).not.toContain(0);
    for (const { begunAt, stepAt, timeline } of whole) expect([begunAt, stepAt]).toEqual([timeline[0]!.at, timeline.at(-1)!.at]);
    expect(await told('status=open&history=no')).toEqual(whole.map((item) => ({ ...item, timeline: [] })));
    expect((await officer.get(`${REQUESTS}?history=some`)).status).toBe(400);
  });

  it('counts each tab within the same filters', async () => {
    const counts = async (api: Api, query: string): Promise<Readonly<Record<string, number>>> => {
      const { body } = await api.get<Counts>(`${REQUESTS}/counts?q=${encodeURIComponent(SERIES)}&${query}`);
      expect(Object.values(body).every(({ exact }) => exact)).toBe(true);
      return Object.fromEntries(Object.entries(body).map(([name, { count }]) => [name, count]));
    };
    const all = await counts(officer, '');
    expect(all).toMatchObject({
      open: 5,
      received: 4,
      returned: 1,
      assigned: 0,
      done: 1,
      confirmed: 1,
      defending: 1,
      closing: 0,
      ended: 0,
      hearing_conflict: 0,
    });
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

  it.each([
    'state=nothing',
    'county=54',
    'q=',
    'limit=0',
    'limit=101',
    'cursor=x',
    'name=x',
    'language=xx',
    'dueBy=2026-02-30',
    'sort=name',
    'turn=ours',
    'order=up',
    `cursor=x|${ids.late ?? randomUUID()}`,
  ])('given %s, refuses it with 400', async (query) => {
    expect((await officer.get(`${REQUESTS}?${query}`)).status).toBe(400);
  });

  const paged = async (query: string): Promise<readonly string[]> => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const { status, body } = await officer.get<Page>(`${REQUESTS}?q=${encodeURIComponent(SERIES)}&limit=2&${query}${cursor}`);
      expect([query, status]).toEqual([query, 200]);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.next === null ? '' : `&cursor=${encodeURIComponent(body.next)}`;
    } while (cursor !== '');
    return seen;
  };

  it('gives page after page in the order of due times', async () => {
    const seen = await paged('');
    expect(seen[0]).toBe(ids.late);
    expect([...seen].sort()).toEqual(sorted('waiting', 'returned', 'late', 'today', 'county'));
    expect(await paged('order=desc')).toEqual([...seen].reverse());
  });

  it('gives page after page in the order of service and of case numbers, up and down', async () => {
    const byNumber = [ids.waiting, ids.returned, ids.late, ids.today, ids.county];
    expect(await paged('sort=number')).toEqual(byNumber);
    expect(await paged('sort=number&order=desc')).toEqual([...byNumber].reverse());
    expect(await paged('sort=sent')).toEqual(byNumber);
    expect(await paged('sort=sent&order=desc')).toEqual([...byNumber].reverse());
  });
});

describe('a worklist as a file', () => {
  const file = async (api: Api, query: string): Promise<readonly (readonly string[])[]> => {
    const response = await api.download(`${FILES}?format=csv&${query}`);
    expect([query, response.status, response.headers.get('content-disposition')]).toEqual([
      query,
      200,
      'attachment; filename="defence-requests.csv"',
    ]);
    return parse(Buffer.from(await response.arrayBuffer()), { bom: true });
  };
  const numbersIn = (lines: readonly (readonly string[])[]): readonly string[] => lines.slice(1).map(([number]) => number!);

  it('holds what is filtered, in the list’s order, with names masked and no formula', async () => {
    const lines = await file(officer, `q=${encodeURIComponent(SERIES)}&sort=number&order=desc`);
    expect(numbersIn(lines)).toEqual(['6', '5', '4', '2', '1'].map((suffix) => `${SERIES}${suffix}号`));
    const [header, first] = lines;
    expect(header).toEqual(expect.arrayContaining(['案号', '函号', '状态', '期限', '超期', '办案机关', '当事人', '案由']));
    expect(first).toContain('待指派律师');
    expect(first).toContain('\'=HYPERLINK("x")');
    expect(JSON.stringify(lines)).not.toContain('某某');
    expect(first!.some((cell) => /^\d{4}-\d{2}-\d{2} 24:00$/.test(cell))).toBe(true);
  });

  it('holds the rows that were chosen, whatever tab they stand on, and nobody else’s', async () => {
    const chosen = `ids=${ids.waiting},${ids.confirmed}&sort=number`;
    expect(numbersIn(await file(officer, chosen))).toEqual([`${SERIES}1号`, `${SERIES}3号`]);
    expect(numbersIn(await file(county, chosen))).toEqual([]);
    expect((await officer.download(`${FILES}?ids=x`)).status).toBe(400);
  });

  it('is a workbook when nothing else is asked', async () => {
    const response = await officer.download(`${FILES}?q=${encodeURIComponent(SERIES)}`);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(await response.arrayBuffer());
    expect(workbook.getWorksheet('通知辩护')?.rowCount).toBe(6);
  });
});

describe('a request as it was', () => {
  it('shows the state, the facts and the history of then, within the same scope', async () => {
    const id = ids.confirmed;
    const { body: now } = await officer.get<{ status: string; lawyerId: string | null; timeline: unknown[] }>(`${REQUESTS}/${id}`);
    const at = `${REQUESTS}/${id}?at=${encodeURIComponent(afterwards)}`;
    const { status, body: then } = await officer.get<typeof now>(at);
    expect(status).toBe(200);
    expect(then).toMatchObject({ status: 'received', open: true, lawyerId: null, personName: expect.stringContaining('×') });
    expect(then.timeline.length).toBeLessThan(now.timeline.length);
    expect((await platform.api.procuratorateClerk.get(at)).status).toBe(404);
  });

  it('is none before it began', async () => {
    const answer = await officer.get<{ code: string }>(`${REQUESTS}/${ids.waiting}?at=2020-01-01T00:00:00Z`);
    expect([answer.status, answer.body.code]).toEqual([404, 'defence_request.then.not_found']);
    expect((await officer.get(`${REQUESTS}/${ids.waiting}?at=yesterday`)).status).toBe(400);
  });

  it('keeps the facts as they were first given beside the corrected ones', async () => {
    const { division: _division, ...rest } = notice({ caseNumber: `${SERIES}2号`, offence: '抢劫罪' });
    const { status, body } = await court.post<{ position: string }>(`${REQUESTS}/${ids.returned}/correct`, rest);
    expect(status).toBe(200);
    const { body: page } = await court.get<{ facts: { offence: string }; firstFacts: { offence: string } | null }>(
      `${REQUESTS}/${ids.returned}?after=${body.position}`,
    );
    expect([page.firstFacts?.offence, page.facts.offence]).toEqual(['故意伤害罪', '抢劫罪']);
    expect((await court.get<typeof page>(`${REQUESTS}/${ids.waiting}`)).body.firstFacts).toBeNull();
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
  await connected(platform.database.url, async (client) => {
    await client.query(
      `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.map((column) => replaced[column] ?? column).join(', ')}
       FROM (SELECT * FROM ${table} WHERE id = $1) AS one, generate_series(1, $2) AS n`,
      [ids.waiting, count],
    );
    // As it is when a version is made ready: where rows are marked as seen by all, an index serves by itself.
    await client.query(`VACUUM (ANALYZE) ${table}`);
  });
}

describe('a list of many', () => {
  const scope = {
    agency: 'institution-540100',
    as: 'institution',
    now: new Date().toISOString(),
    endOfToday: new Date().toISOString(),
    caseNumber: 'case_number',
    languageColumn: 'language',
    phaseColumn: 'phase',
    conflictColumn: 'hearing_conflict',
  } as const;

  /** How PostgreSQL carries out a reader's page, behind row security. */
  async function planOf(filter: Omit<WorklistFilter, keyof typeof scope>, order: WorklistOrder): Promise<string> {
    const role = readerRole('assignment');
    const { where, values } = conditionOf({ ...scope, ...filter });
    const all = [...values];
    const { orderBy, after } = orderOf(order, null, 'case_number', (of) => `$${all.push(of)}`);
    const table = `assignment.${tableName(worklist)}`;
    const text = withinScope(`SELECT id FROM ${table} WHERE ${where}${after} ORDER BY ${orderBy} LIMIT 41`, all.length);
    const { rows } = await connected(urlAs(platform.database.url, role, rolePassword(TEST_MASTER_KEY, role)), (client) =>
      client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, [...all, scope.agency, '', '', '']),
    );
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  }

  beforeAll(() => fill(5_000), 60_000);

  it('is searched by number with an index', async () => {
    const plan = await planOf({ q: SERIES }, { sort: 'due', order: 'asc' });
    expect(plan).toMatch(/Index Cond: .*case_number ~>=~/);
    expect(plan).toMatch(/Index Cond: .*letter_number ~>=~/);
  });

  it.each([
    [{ open: true }, 'due'],
    [{ open: true, language: 'bo' }, 'due'],
    [{ open: true, language: 'en' }, 'due'],
    [{ open: true }, 'sent'],
    [{ open: true }, 'number'],
    [{ state: 'defending' }, 'due'],
    [{ state: 'closing' }, 'due'],
    [{ state: 'ended' }, 'due'],
    [{ state: 'hearing_conflict' }, 'due'],
  ] as const)('given %j in the order of %s, is read from an index in that very order', async (filter, sort) => {
    for (const order of ['asc', 'desc'] as const) {
      const plan = await planOf(filter, { sort, order });
      expect(plan).toMatch(/Index (Only )?Scan/);
      expect(plan).not.toMatch(/Seq Scan|Sort/);
    }
  });
});
