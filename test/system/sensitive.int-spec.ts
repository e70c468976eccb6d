import { randomUUID } from 'node:crypto';
import { tableName } from '@xiezhi/eventsourcing';
import { sensitiveMatters } from '../../apps/assignment/src/sensitive-matters/sensitive-matters.projection.js';
import type { SensitiveMatterPage, UpwardReport } from '../../apps/assignment/src/sensitive-matters/sensitive-matters.queries.js';
import type { PagedList } from '../../apps/assignment/src/worklist/paged-rows.queries.js';
import { demonstrationLawyerId } from '../../apps/directory/src/demonstration-data/demonstration-data.js';
import { until, type Answer, type Api, type ProblemBody } from '../../apps/platform/src/demo/api.js';
import { DEMONSTRATION_ACCOUNTS } from '../../apps/platform/src/demonstration/accounts.js';
import { invitedOfficer } from '../support/accounts.js';
import { connected } from '../support/clear-text.js';
import { dutyHelpRequest, notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const HELPS = '/api/assignment/duty-helps';
const SENSITIVE = '/api/assignment/sensitive-matters';
const REPORTS = '/api/assignment/sensitive-reports';
const SLOWEST_MS = 20_000;
const { institutionOfficer: OFFICER } = DEMONSTRATION_ACCOUNTS;

type Done = Answer<{ readonly id: string; readonly position: string; readonly revision: number } & ProblemBody>;

let platform: TestPlatform;
let court: Api;
let head: Api;
/** The officer who flags, and who is therefore in the circle. */
let officer: Api;
/** Another officer of the same institution. */
let outsider: Api;
let outsiderAccount: string;
/** An officer’s of another institution. */
let strangerAccount: string;

beforeAll(async () => {
  platform = await startTestPlatform();
  court = platform.api.courtClerk;
  head = platform.api.institutionHead;
  officer = platform.api.institutionOfficer;
  outsiderAccount = await invitedOfficer(platform, OFFICER.agency);
  strangerAccount = await invitedOfficer(platform, 'institution-540102');
  outsider = await platform.as({ ...OFFICER, account: outsiderAccount });
}, 60_000);
afterAll(() => platform?.stop());

const does = (by: Api, id: string, command: string, body: object = {}): Promise<Done> => by.post(`${SENSITIVE}/${id}/${command}`, body);
const flag = (by: Api, id: string, more: object = {}): Promise<Done> =>
  does(by, id, 'flag', { reason: 'mass_matter', text: '同村二十余人', ...more });
const sensitive = async (by: Api, id: string, after: string): Promise<readonly SensitiveMatterPage[]> =>
  (await by.get<PagedList<SensitiveMatterPage>>(`${SENSITIVE}?matter=${id}&after=${after}`)).body.items;

/** What a reader of the institution finds of a matter, list by list: every route that could tell of it. */
async function found(by: Api, id: string, caseNumber: string): Promise<Readonly<Record<string, boolean>>> {
  const holds = async (path: string): Promise<boolean> => {
    const { status, body } = await by.get<unknown>(path);
    return status === 200 && (JSON.stringify(body) ?? '').includes(id);
  };
  const opens = async (path: string): Promise<boolean> => (await by.get<unknown>(path)).status === 200;
  const tomorrow = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  const today = new Date().toISOString().slice(0, 10);
  return {
    list: await holds(`${REQUESTS}?status=open&limit=100`),
    search: await holds(`/api/assignment/search?q=${encodeURIComponent(caseNumber)}`),
    page: await opens(`${REQUESTS}/${id}`),
    people: await opens(`${REQUESTS}/${id}/people?purpose=case_handling`),
    papers: await opens(`${REQUESTS}/${id}/papers`),
    letters: await opens(`${REQUESTS}/${id}/letters`),
    templates: await opens(`${REQUESTS}/${id}/letter-templates`),
    related: await opens(`${REQUESTS}/${id}/related`),
    obligationsOfIt: await opens(`${REQUESTS}/${id}/obligations`),
    candidates: await opens(`${REQUESTS}/${id}/candidates`),
    lawyerSearch: await opens(`${REQUESTS}/${id}/search`),
    ledger: await holds('/api/assignment/obligations?side=all&state=running&limit=100'),
    calendar: await holds(`/api/assignment/case-dates?from=${today}&until=${tomorrow}&limit=100`),
    sensitive: await holds(SENSITIVE),
    news: await holds('/api/referrals/news'),
  };
}
/** What of it is not there for lack of something to list. */
const only = (seen: Readonly<Record<string, boolean>>): readonly string[] => Object.keys(seen).filter((name) => seen[name]);

async function sent(): Promise<{ readonly id: string; readonly position: string; readonly caseNumber: string }> {
  const body = notice();
  const { body: done } = await court.post<{ id: string; position: string }>(REQUESTS, body);
  await officer.get(`${REQUESTS}?after=${done.position}`);
  return { ...done, caseNumber: body['caseNumber'] as string };
}
const openCount = async (by: Api): Promise<number> => (await by.get<{ open: { count: number } }>(`${REQUESTS}/counts`)).body.open.count;

/** The worklist as a file, on its open tab. */
async function exported(by: Api): Promise<string> {
  const response = await by.download('/api/assignment/exports/defence-requests?format=csv&status=open');
  expect(response.status).toBe(200);
  return response.text();
}

describe('a flagged request', () => {
  let id: string;
  let caseNumber: string;
  let position: string;
  let before: readonly string[];
  let counted: number;

  beforeAll(async () => {
    ({ id, caseNumber } = await sent());
    await until(
      () => found(outsider, id, caseNumber),
      (seen) => seen['ledger'] === true && seen['calendar'] === true && seen['news'] === true,
      SLOWEST_MS,
    );
    before = only(await found(outsider, id, caseNumber));
    counted = await openCount(outsider);
    const done = await flag(officer, id);
    expect(done).toMatchObject({ status: 200 });
    ({ position } = done.body);
    await sensitive(officer, id, position);
  });

  it('was found before by every way there is', () => {
    expect(before).toEqual(
      expect.arrayContaining(['list', 'search', 'page', 'people', 'papers', 'letters', 'ledger', 'calendar', 'candidates']),
    );
  });

  it('is found by no way any more by an officer outside of the circle, and counted nowhere', async () => {
    await until(
      () => found(outsider, id, caseNumber),
      (seen) => only(seen).length === 0,
      SLOWEST_MS,
    );
    expect(await openCount(outsider)).toBe(counted - 1);
    expect(await exported(officer)).toContain(caseNumber);
    expect(await exported(outsider)).not.toContain(caseNumber);
  });

  it.each([
    ['return', { missing: '缺材料' }],
    ['assign', { lawyerId: demonstrationLawyerId(0) }],
    ['search/begin', {}],
    ['letters', { form: 13 }],
  ])('answers an outsider’s %s as one that does not exist', async (command, body) => {
    const path = command === 'search/begin' ? 'search' : command;
    const foreign = await outsider.post<ProblemBody>(`${REQUESTS}/${id}/${path}`, body);
    const unknown = await outsider.post<ProblemBody>(`${REQUESTS}/${randomUUID()}/${path}`, body);
    expect(foreign.status).toBe(404);
    expect(foreign.body.code).toBe(unknown.body.code);
  });

  it('can be flagged, lifted, reported and linked by nobody outside of the circle either', async () => {
    for (const [command, body] of [
      ['flag', { reason: 'privacy', text: '再标' }],
      ['report', { reportedAt: new Date().toISOString(), text: '报告' }],
      ['petitions', { text: '信访', number: '1号', agency: '信访局', receivedOn: '2026-11-01', state: 'registered' }],
    ] as const)
      expect((await does(outsider, id, command, body)).status).toBe(404);
    expect((await does(outsider, id, 'lift', { text: '解除' })).status).toBe(403);
  });

  it('stays where it was for the officer who flagged it, for the head and for the court', async () => {
    for (const by of [officer, head])
      expect(only(await found(by, id, caseNumber))).toEqual(expect.arrayContaining([...before, 'sensitive']));
    expect((await court.get(`${REQUESTS}/${id}`)).status).toBe(200);
  });

  it('owes a report upward, which stands in the ledger of those who know of it', async () => {
    const [page] = await sensitive(officer, id, position);
    expect(page).toMatchObject({ flagged: true, reason: 'mass_matter', officers: [OFFICER.account], reportedAt: null });
    expect(Date.parse(page!.dueAt!) - Date.parse(page!.flaggedAt!)).toBe(24 * 3_600_000);
    const ledger = async (by: Api): Promise<string> =>
      JSON.stringify((await by.get('/api/assignment/obligations?side=all&state=running&limit=100')).body);
    await until(
      () => ledger(officer),
      (text) => text.includes('C49'),
      SLOWEST_MS,
    );
    expect(await ledger(outsider)).not.toContain('C49');
    expect(await ledger(court)).not.toContain('C49');
  });

  it('is reported: the judicial administration finds the report, and reads it with a record', async () => {
    expect((await does(officer, id, 'report', { reportedAt: '2020-01-01T00:00:00Z', text: '早' })).body.code).toBe(
      'sensitive_matter.time.invalid',
    );
    const done = await does(officer, id, 'report', { reportedAt: new Date().toISOString(), text: '已书面报告市司法局' });
    expect(done.status).toBe(200);
    const { secretariat } = platform.api;
    const { body } = await secretariat.get<PagedList<UpwardReport>>(`${REPORTS}?after=${done.body.position}`);
    expect(body.items).toEqual([expect.objectContaining({ matterId: id, institution: OFFICER.agency, reason: 'mass_matter' })]);
    const read = await secretariat.get<{ text: string }>(`${REPORTS}/${body.items[0]!.id}/text?purpose=supervision`);
    expect(read.body).toEqual({ text: '已书面报告市司法局' });
    expect((await outsider.get<PagedList<UpwardReport>>(REPORTS)).body.items).toEqual([]);
    expect((await outsider.get(`${REPORTS}/${body.items[0]!.id}/text?purpose=supervision`)).status).toBe(404);
    const { value: told } = await until(
      () => secretariat.get<{ items: readonly { data: { state: string; link: string } }[] }>('/api/referrals/news'),
      ({ body: news }) => news.items.some(({ data }) => data.state === 'reported_upward'),
      SLOWEST_MS,
    );
    expect(told.body.items.find(({ data }) => data.state === 'reported_upward')!.data.link).toBe(REPORTS);
    const [page] = await sensitive(head, id, done.body.position);
    expect(page).toMatchObject({ dueAt: null, breachedAt: null });
    expect(page!.reportedAt).not.toBeNull();
  });

  it('tells those of the circle what was written, with a record', async () => {
    const { body } = await head.get<{ items: readonly { event: string; text: string }[] }>(`${SENSITIVE}/${id}/texts?purpose=supervision`);
    expect(body.items.map(({ event, text }) => [event, text])).toEqual([
      ['SensitiveCaseFlagged', '同村二十余人'],
      ['ReportedUpward', '已书面报告市司法局'],
    ]);
    expect((await outsider.get(`${SENSITIVE}/${id}/texts?purpose=supervision`)).status).toBe(404);
  });

  it('is known to another officer once the head lets the officer in, and not to one left out', async () => {
    const widened = await does(head, id, 'circle', { officers: [outsiderAccount] });
    expect(widened.status).toBe(200);
    await sensitive(head, id, widened.body.position);
    expect((await outsider.get(`${REQUESTS}/${id}`)).status).toBe(200);
    expect((await officer.get(`${REQUESTS}/${id}`)).status).toBe(404);
    const back = await does(head, id, 'circle', { officers: [OFFICER.account] });
    await sensitive(head, id, back.body.position);
    expect((await outsider.get(`${REQUESTS}/${id}`)).status).toBe(404);
  });

  it('lets nobody of another institution into its circle, and nobody the directory does not know', async () => {
    const { status, body } = await does(head, id, 'circle', { officers: [OFFICER.account, strangerAccount, randomUUID()] });
    expect([status, body.code]).toEqual([422, 'sensitive_matter.officer.unknown']);
    expect(body.errors?.map(({ path, code }) => [path, code])).toEqual([
      ['officers.1', 'not_of_institution'],
      ['officers.2', 'not_of_institution'],
    ]);
    const [page] = await sensitive(head, id, position);
    expect(page?.officers).toEqual([OFFICER.account]);
  });

  it('is there for everybody of the institution again once the flag is lifted', async () => {
    const lifted = await does(head, id, 'lift', { text: '已平息' });
    await sensitive(head, id, lifted.body.position);
    expect(only(await found(outsider, id, caseNumber))).toEqual(expect.arrayContaining(before.filter((name) => name !== 'news')));
    await until(
      () => found(outsider, id, caseNumber),
      (seen) => seen['news'] === true,
      SLOWEST_MS,
    );
    expect(await openCount(outsider)).toBe(counted);
  });
});

describe('a flagged request, while there are two versions of what is restricted', () => {
  const [model, older] = [tableName(sensitiveMatters), `${sensitiveMatters.name}_v0`];
  const change = (statement: string, ...values: readonly unknown[]) =>
    connected(platform.database.url, (client) => client.query(statement, [...values]));
  const isFound = async (id: string): Promise<boolean> => (await outsider.get(`${REQUESTS}/${id}`)).status === 200;
  let id: string;

  beforeAll(async () => {
    ({ id } = await sent());
    const { body } = await flag(officer, id);
    await sensitive(officer, id, body.position);
    await change(`CREATE TABLE assignment.${older} (LIKE assignment.${model} INCLUDING ALL)`);
    await change(`INSERT INTO assignment.${older} SELECT * FROM assignment.${model}`);
  });
  afterAll(() => change(`DROP TABLE assignment.${older}; DELETE FROM assignment.checkpoints WHERE name = 'projection/${older}'`));

  it('is hidden by the one that is furthest, while another is filled and has nothing of it yet', async () => {
    await change(`UPDATE assignment.${older} SET restricted = false WHERE id = $1`, id);
    expect(await isFound(id)).toBe(false);
    await change(
      `INSERT INTO assignment.checkpoints (name, position, epoch, owner)
       SELECT $1, repeat('0', length(position)), 1, 'test' FROM assignment.checkpoints WHERE name = $2`,
      `projection/${older}`,
      `projection/${model}`,
    );
    expect(await isFound(id)).toBe(false);
  });

  it('is opened by it, though the version that an update left behind still hides it', async () => {
    await change(`UPDATE assignment.${older} SET restricted = true WHERE id = $1`, id);
    const lifted = await does(head, id, 'lift', { text: '已平息' });
    await sensitive(head, id, lifted.body.position);
    expect(await isFound(id)).toBe(true);
  });
});

describe('a flagged request with a lawyer', () => {
  it('stays the lawyer’s', async () => {
    const { id } = await sent();
    const assigned = await officer.post<{ position: string }>(`${REQUESTS}/${id}/assign`, { lawyerId: demonstrationLawyerId(0) });
    expect(assigned.status).toBe(200);
    const { body } = await flag(officer, id, { reason: 'privacy' });
    await sensitive(officer, id, body.position);
    const page = await platform.api.lawyer.get(`${REQUESTS}/${id}`);
    expect(page.status).toBe(200);
    expect((await outsider.get(`${REQUESTS}/${id}`)).status).toBe(404);
  });
});

describe('a flagged request for a duty lawyer’s help', () => {
  it('is kept to the circle likewise', async () => {
    const { body: asked } = await court.post<{ id: string; position: string }>(HELPS, dutyHelpRequest());
    await outsider.get(`${HELPS}/${asked.id}?after=${asked.position}`);
    expect((await flag(officer, asked.id)).status).toBe(404);
    const { body } = await flag(officer, asked.id, { matterKind: 'duty-help', reason: 'safety' });
    await sensitive(officer, asked.id, body.position);
    expect((await outsider.get(`${HELPS}/${asked.id}`)).status).toBe(404);
    expect((await outsider.post(`${HELPS}/${asked.id}/notify-lawyer`, { lawyerId: demonstrationLawyerId(1) })).status).toBe(404);
    expect((await officer.get(`${HELPS}/${asked.id}`)).status).toBe(200);
    expect((await court.get(`${HELPS}/${asked.id}`)).status).toBe(200);
  });
});

describe('petitions', () => {
  it('are linked with a case that is not flagged, move on, and are unlinked', async () => {
    const { id } = await sent();
    const petition = {
      text: '同一事项',
      number: '藏信〔2026〕12号',
      agency: '拉萨市信访局',
      receivedOn: '2026-11-20',
      state: 'registered',
    };
    const linked = await does(officer, id, 'petitions', petition);
    const [page] = await sensitive(outsider, id, linked.body.position);
    expect(page).toMatchObject({ flagged: false, petitions: [{ number: petition.number, state: 'registered' }] });
    const { petitionId } = page!.petitions[0]!;
    expect((await does(outsider, id, 'petitions', petition)).body.code).toBe('sensitive_matter.petition_exists');
    const moved = await does(outsider, id, `petitions/${petitionId}/update`, { state: 'answered' });
    expect((await sensitive(officer, id, moved.body.position))[0]!.petitions).toEqual([expect.objectContaining({ state: 'answered' })]);
    const gone = await does(officer, id, `petitions/${petitionId}/unlink`, { text: '不是同一事项' });
    expect((await sensitive(officer, id, gone.body.position))[0]!.petitions).toEqual([]);
  });

  it('exist for no other agency', async () => {
    const { id } = await sent();
    const petition = { text: '同一事项', number: '1号', agency: '信访局', receivedOn: '2026-11-20', state: 'registered' };
    const other = await platform.as({ ...OFFICER, account: randomUUID(), agency: 'institution-540102', division: '540102' });
    expect((await does(other, id, 'petitions', petition)).status).toBe(404);
    expect((await flag(other, id)).status).toBe(404);
  });
});
