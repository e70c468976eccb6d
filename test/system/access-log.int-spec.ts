import { randomUUID } from 'node:crypto';
import { serviceRole, type Principal, type Reading } from '@xiezhi/service';
import { Client } from 'pg';
import { until, type Api } from '../../apps/platform/src/demo/api.js';
import { DEMONSTRATION_ACCOUNTS } from '../../apps/platform/src/demonstration/accounts.js';
import { describedThroughout } from '../support/described-answers.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const LOG = '/api/assignment/access-log';
const { courtClerk, institutionHead, institutionOfficer } = DEMONSTRATION_ACCOUNTS;
const AUDITOR: Principal = { account: 'auditor', agency: 'audit-540000', agencyKind: 'audit', role: 'auditor', division: '540000' };

let platform: TestPlatform;
let admin: Client;
let id: string;

interface Log {
  readonly items: readonly Reading[];
  readonly next: string | null;
}
const log = async (api: Api, query = ''): Promise<Log> => (await api.get<Log>(`${LOG}${query}`)).body;

beforeAll(async () => {
  platform = await startTestPlatform();
  admin = new Client({ connectionString: platform.database.url });
  await admin.connect();
  const sent = await platform.api.courtClerk.post<{ id: string; position: string }>(REQUESTS, notice());
  ({ id } = sent.body);
  await until(
    () => platform.api.institutionOfficer.get(`${REQUESTS}/${id}?after=${sent.body.position}`),
    ({ status }) => status === 200,
    20_000,
  );
}, 60_000);
afterAll(async () => {
  await admin?.end();
  await platform?.stop();
});
describedThroughout(() => platform);

it('opens nothing without a purpose, or for one that is not on the list', async () => {
  for (const query of ['', '?purpose=', '?purpose=curiosity', '?purpose=contact&purpose=archiving']) {
    const { status, body } = await platform.api.courtClerk.get<{ code: string; errors: { path: string }[] }>(
      `${REQUESTS}/${id}/people${query}`,
    );
    expect([query, status, body.code, body.errors.map(({ path }) => path)]).toEqual([query, 400, 'request.invalid', ['purpose']]);
  }
  expect((await log(platform.api.institutionHead)).items).toEqual([]);
});

it('records who read, when, of which matter, for what, and whether the reader handles it', async () => {
  await platform.api.courtClerk.get(`${REQUESTS}/${id}/people?purpose=correction`);
  await platform.api.institutionOfficer.get(`${REQUESTS}/${id}/people?purpose=assignment`);
  const { items } = await log(platform.api.institutionHead);
  expect(items).toEqual([
    expect.objectContaining({
      account: institutionOfficer.account,
      agency: institutionOfficer.agency,
      subjectId: id,
      what: 'people',
      purpose: 'assignment',
      relation: 'institution',
      assigned: false,
    }),
    expect.objectContaining({ account: courtClerk.account, purpose: 'correction', relation: 'organ', assigned: true }),
  ]);
  expect(Date.parse(items[0]!.readAt)).toBeGreaterThan(Date.now() - 60_000);
});

it('shows an institution’s head its own matters’ readings, the audit those of its divisions, and nobody else any', async () => {
  const foreign = await platform.as({ ...institutionHead, account: 'head', agency: 'institution-540200', division: '540200' });
  expect(await log(foreign)).toEqual({ items: [], next: null });
  expect(await log(foreign, `?subjectId=${id}`)).toEqual({ items: [], next: null });
  expect((await log(await platform.as(AUDITOR))).items).toHaveLength(2);
  expect((await log(await platform.as({ ...AUDITOR, division: '540100' }))).items).toHaveLength(2);
  expect(await log(await platform.as({ ...AUDITOR, division: '540200' }))).toEqual({ items: [], next: null });
  for (const api of [platform.api.courtClerk, platform.api.institutionOfficer, platform.api.administrator]) {
    expect((await api.get(LOG)).status).toBe(403);
  }
});

it('has one shape in every service, so that one cursor goes through all of them by time', async () => {
  const auditor = await platform.as(AUDITOR);
  const { body: lawyers } = await platform.api.administrator.get<{ items: { id: string }[] }>('/api/directory/lawyers?limit=1');
  const before = (await log(auditor)).items[0]!;
  await platform.api.administrator.get(`/api/directory/lawyers/${lawyers.items[0]!.id}/person?purpose=correction`);
  const { body } = await auditor.get<Log>('/api/directory/access-log');
  expect(body.items).toEqual([
    expect.objectContaining({ what: 'lawyer', subjectId: lawyers.items[0]!.id, purpose: 'correction', relation: null, assigned: null }),
  ]);
  expect(Object.keys(body.items[0]!).toSorted()).toEqual(Object.keys(before).toSorted());
  expect(body.items[0]!.id > before.id).toBe(true);
  expect((await auditor.get<Log>(`/api/directory/access-log?cursor=${before.id}`)).body.items).toEqual([]);
  expect((await auditor.get('/api/referrals/access-log')).status).toBe(404);
});

it('filters by matter, account and time, and pages from the newest on', async () => {
  const auditor = await platform.as(AUDITOR);
  expect((await log(auditor, `?account=${courtClerk.account}`)).items.map(({ account }) => account)).toEqual([courtClerk.account]);
  expect((await log(auditor, `?subjectId=${randomUUID()}`)).items).toEqual([]);
  const { readAt } = (await log(auditor, `?subjectId=${id}`)).items.at(-1)!;
  const within = async (from: string, to: string): Promise<number> => (await log(auditor, `?from=${from}&to=${to}`)).items.length;
  const later = new Date(Date.now() + 60_000).toISOString();
  expect([await within(readAt, later), await within('2020-01-01T00:00:00Z', readAt), await within(later, later)]).toEqual([2, 0, 0]);
  const first = await log(auditor, '?limit=1');
  const second = await log(auditor, `?limit=1&cursor=${first.next}`);
  expect([first.items[0]!.purpose, second.items[0]!.purpose, second.next]).toEqual(['assignment', 'correction', null]);
  expect((await auditor.get(`${LOG}?limit=101`)).status).toBe(400);
});

it('is had as a file, of what its reader may see and asked for', async () => {
  const auditor = await platform.as(AUDITOR);
  const file = await auditor.download(`${LOG}/export?format=csv&account=${courtClerk.account}`);
  const lines = (await file.text()).trim().split('\r\n');
  expect([file.status, lines.length]).toEqual([200, 2]);
  expect(lines[1]).toContain(`${courtClerk.account},court-540100,办案机关经办人,${id},当事人和承办人,,核对、更正信息,办案机关,是`);
  const foreign = await (await platform.as({ ...AUDITOR, division: '540200' })).download(`${LOG}/export?format=csv`);
  expect((await foreign.text()).trim().split('\r\n')).toHaveLength(1);
  expect((await platform.api.courtClerk.get(`${LOG}/export`)).status).toBe(403);
});

it('given a reading that cannot be recorded, opens nothing', async () => {
  const role = serviceRole('assignment');
  await admin.query(`REVOKE INSERT ON assignment.access_log FROM ${role}`);
  const refused = await platform.api.courtClerk.get<Record<string, unknown>>(`${REQUESTS}/${id}/people?purpose=contact`);
  await admin.query(`GRANT INSERT ON assignment.access_log TO ${role}`);
  expect(refused.status).toBe(500);
  expect(JSON.stringify(refused.body)).not.toContain('扎西');
  const shown = await platform.api.courtClerk.get(`${REQUESTS}/${id}/people?purpose=contact`);
  expect([shown.status, JSON.stringify(shown.body)]).toEqual([200, expect.stringContaining('扎西')]);
});

it('lets nobody change or remove what was recorded', async () => {
  const { rows } = await admin.query<{ privileges: string }>(
    `SELECT string_agg(privilege_type, ',' ORDER BY privilege_type) AS privileges FROM information_schema.role_table_grants
     WHERE table_schema = 'assignment' AND table_name = 'access_log' AND grantee = $1`,
    [serviceRole('assignment')],
  );
  expect(rows[0]!.privileges).toBe('INSERT,SELECT');
});
