import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until, type Answer, type Api, type ProblemBody } from '../../apps/platform/src/demo/api.js';
import { DEMONSTRATION_ACCOUNTS, type DemonstrationAccount } from '../../apps/platform/src/demonstration/accounts.js';
import type { Certificate } from '../../apps/directory/src/erasures/certificate.js';
import { connected, dumpOf, foundIn } from '../support/clear-text.js';
import { EmbeddedPlatform } from '../support/embedded-platform.js';
import { papersOf, pdf, uploadTo } from '../support/papers.js';
import { notice } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const SLOWEST_MS = 30_000;
const DECISION = { ground: 'consent_withdrawn', decision: '藏司个保〔2026〕1号' };

/** Made-up people. */
const ERASED = { name: 'ལྷ་མོ་ཚེ་རིང་། 拉姆次仁', birthDate: '1979-03-17', idNumber: '540102197903170022', custodyPlace: '东山看守所三监区' };
const ERASED_PAPER = '拉姆次仁起诉书';
const SECRETS = [ERASED.name, '拉姆次仁', ERASED.birthDate, ERASED.idNumber, ERASED.custodyPlace, ERASED_PAPER];
const KEPT = { name: '旦增卓嘎', birthDate: '1988-08-08', idNumber: '540102198808080044', custodyPlace: '北山看守所' };

interface People {
  readonly ids: { readonly person: string; readonly contact: string };
  readonly person: { readonly name: string } | null;
  readonly contact: { readonly name: string } | null;
}

interface Sent {
  readonly id: string;
  readonly person: string;
  readonly paper: string;
}

let platform: EmbeddedPlatform;
let apis: Readonly<Record<DemonstrationAccount, Api>>;
let erased: Sent;
let kept: Sent;
let figures: unknown;

const sql = <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  connected(platform.databaseUrl(), async (client) => (await client.query<Row & Record<string, unknown>>(text, values)).rows);
const people = async (id: string): Promise<People> =>
  (await apis.institutionOfficer.get<People>(`${REQUESTS}/${id}/people?purpose=subject_request`)).body;
const dashboard = async (): Promise<unknown> => {
  const { body } = await apis.secretariat.get<{ items: unknown; total: unknown }>('/api/coordination/dashboard');
  return { items: body.items, total: body.total };
};
const order = (person: string): Promise<Answer<Certificate & ProblemBody>> =>
  apis.privacyOfficer.post(`/api/directory/persons/${person}/erase`, DECISION);
const certificate = async (person: string): Promise<Certificate> =>
  (await apis.privacyOfficer.get<Certificate>(`/api/directory/persons/${person}/erasure`)).body;
const complete = async (person: string): Promise<Certificate> =>
  (
    await until(
      () => certificate(person),
      (shown) => shown.complete,
      SLOWEST_MS,
    )
  ).value;

async function sent(person: typeof ERASED, paper: string): Promise<Sent> {
  const body = notice({ person, papers: [{ kind: 'indictment', title: paper }], reason: `${person.name}没有委托辩护人` });
  const { status, body: answer } = await apis.courtClerk.post<{ id: string; position: string }>(REQUESTS, body);
  expect(status).toBe(201);
  await until(
    () => apis.courtClerk.get(`${REQUESTS}/${answer.id}?after=${answer.position}`),
    ({ status: read }) => read === 200,
    SLOWEST_MS,
  );
  const uploadId = await uploadTo(apis.courtClerk, answer.id, pdf(`${person.name} ${person.idNumber}`, 1_200_000));
  const filed = { uploadId, kind: 'indictment', fileName: `${person.name}.pdf` };
  expect((await apis.courtClerk.post(papersOf(answer.id), filed)).status).toBe(201);
  return { id: answer.id, person: (await people(answer.id)).ids.person, paper: uploadId };
}

/** Looks everywhere: nothing in clear, and nothing sealed for the person where rows may be changed. */
async function expectGone(person: string): Promise<void> {
  expect(await sql('SELECT FROM person_keys.keys WHERE person_id = $1', [person])).toEqual([]);
  const tables = await dumpOf(platform.databaseUrl());
  for (const [table, text] of tables) {
    expect([table, foundIn(text, SECRETS)]).toEqual([table, []]);
    if (/_v\d+$/.test(table)) expect([table, text.includes(`"person": "${person}"`)]).toEqual([table, false]);
  }
  expect(tables.get('assignment.events')).toContain(person);
}

beforeAll(async () => {
  platform = await EmbeddedPlatform.start({ LOG_LEVEL: 'trace' });
  apis = await platform.apis();
  erased = await sent(ERASED, ERASED_PAPER);
  kept = await sent(KEPT, '起诉书');
  await until(
    () => apis.secretariat.get<{ total: { requests: number } }>('/api/coordination/dashboard'),
    ({ body }) => body.total.requests === 2,
    SLOWEST_MS,
  );
  figures = await dashboard();
}, 120_000);
afterAll(() => platform?.stop(), 60_000);

it('is ordered by the privacy officer alone, for a person there is, with a ground and the number of a decision', async () => {
  const path = `/api/directory/persons/${erased.person}/erase`;
  expect((await apis.administrator.post(path, DECISION)).status).toBe(403);
  expect((await apis.institutionHead.post(path, DECISION)).status).toBe(403);
  for (const wrong of [{ ...DECISION, ground: 'tidiness' }, { ground: DECISION.ground }, { ...DECISION, decision: ERASED.name }]) {
    expect((await apis.privacyOfficer.post(path, wrong)).status).toBe(400);
  }
  const unknown = await order('0192f3c4-5a6b-7c7d-9e0f-665544332211');
  expect([unknown.status, unknown.body.code]).toEqual([404, 'person.not_found']);
  const [lawyer] = await sql<{ person_id: string }>(`SELECT person_id FROM directory.lawyers WHERE status = 'active' LIMIT 1`);
  const registered = await order(lawyer!.person_id);
  expect([registered.status, registered.body.code]).toEqual([409, 'person.registered_lawyer']);
  const [holder] = await sql<{ person_id: string }>(`SELECT person_id FROM directory.accounts WHERE state = 'active' LIMIT 1`);
  expect((await order(holder!.person_id)).body.code).toBe('person.has_account');
  expect((await people(erased.id)).person?.name).toBe(ERASED.name);
});

it('reaches a person of the network only once the service there has ended', async () => {
  const liaison = { kind: 'liaison', division: '540102', village: '某某村', languages: ['bo'], activeFrom: '2026-01-01' };
  const { body } = await apis.administrator.post<{ id: string }>('/api/directory/aid-workers', {
    ...liaison,
    name: '联络员某某',
    phone: '13900000003',
  });
  const [worker] = await sql<{ person_id: string }>('SELECT person_id FROM directory.aid_workers WHERE id = $1', [body.id]);
  const serving = await order(worker!.person_id);
  expect([serving.status, serving.body.code]).toEqual([409, 'person.active_aid_worker']);
  expect((await apis.administrator.post(`/api/directory/aid-workers/${body.id}`, { ...liaison, activeTo: '2026-11-01' })).status).toBe(200);
  expect((await order(worker!.person_id)).status).toBe(200);
});

it('destroys the key, empties the read models, and leaves other persons and all counts as they were', async () => {
  const { status, body } = await order(erased.person);
  expect([status, body.keyDestroyedAt]).toEqual([200, expect.any(String)]);
  await complete(erased.person);
  await until(
    () => people(erased.id),
    ({ ids }) => ids.person === null,
    SLOWEST_MS,
  );
  await expectGone(erased.person);
  expect(await people(erased.id)).toMatchObject({ person: null, papers: null, contact: { name: '承办人某某' } });
  expect(await people(kept.id)).toMatchObject({ person: KEPT });
  expect(await dashboard()).toEqual(figures);
});

it('destroys the files of the person, and no other', async () => {
  const folder = join(platform.folder, 'data', 'attachments');
  const content = ({ id, paper }: Sent) => `${papersOf(id)}/${paper}/content?purpose=case_handling`;
  const gone = await apis.courtClerk.get<ProblemBody>(content(erased));
  expect([gone.status, gone.body.code]).toEqual([410, 'attachment.gone']);
  const { body } = await apis.courtClerk.get<{ items: { id: string; fileName: string | null }[] }>(papersOf(erased.id));
  expect(body.items).toEqual([expect.objectContaining({ id: erased.paper, fileName: null })]);
  const left = await readdir(folder, { recursive: true, withFileTypes: true });
  expect(left.filter((entry) => entry.isFile())).toHaveLength(2);
  expect(await sql('SELECT id FROM attachments.attachments')).toEqual([{ id: kept.paper }]);
  expect((await apis.courtClerk.download(content(kept))).status).toBe(200);
  const again = await apis.courtClerk.post<ProblemBody>(`${papersOf(erased.id)}/uploads`, { size: 10, mediaType: 'application/pdf' });
  expect([again.status, again.body.code]).toEqual([410, 'attachment.gone']);
});

it('writes nothing of the person into a log', async () => {
  expect(foundIn(platform.output(), SECRETS)).toEqual([]);
  expect(foundIn(await readFile(join(platform.folder, 'data', 'postgres.log'), 'utf8'), SECRETS)).toEqual([]);
});

it('tells the agencies that had been told of the matter', async () => {
  for (const api of [apis.courtClerk, apis.institutionOfficer]) {
    const { body } = await api.get<{ items: { data: { requestId: string; state: string } }[] }>('/api/referrals/news');
    expect(body.items.map(({ data }) => data)).toContainEqual(expect.objectContaining({ requestId: erased.id, state: 'person_erased' }));
  }
  const { body } = await apis.procuratorateClerk.get<{ items: unknown[] }>('/api/referrals/news');
  expect(body.items).toEqual([]);
});

it('certifies what was erased, who was told, and when the rest lapses', async () => {
  const shown = await certificate(erased.person);
  expect(shown).toMatchObject({
    personId: erased.person,
    basis: '个人信息保护法 第47条第1款第3项',
    decision: DECISION.decision,
    orderedBy: { account: DEMONSTRATION_ACCOUNTS.privacyOfficer.account, agency: 'administration-540000' },
    services: [{ service: 'assignment' }],
    matters: [{ requestId: erased.id }],
  });
  expect(shown.matters[0]!.told.map(({ agency }) => agency).toSorted()).toEqual(['court-540100', 'institution-540100']);
  const days = (until: string): number => (Date.parse(until) - Date.parse(shown.keyDestroyedAt!)) / 86_400_000;
  expect(Object.values(shown.lapses!).map(days)).toEqual([7, 7, 30]);
  const document = await (await apis.privacyOfficer.download(`/api/directory/persons/${erased.person}/erasure/certificate`)).text();
  expect(document).toContain('个人信息删除证明');
  expect(document).toContain(erased.id);
  expect(document).toContain('以上事项均已完成');
  expect(foundIn(document, SECRETS)).toEqual([]);
});

it('ordered again, answers what was done', async () => {
  const before = await certificate(erased.person);
  const again = await order(erased.person);
  expect([again.status, again.body]).toEqual([200, before]);
});

it('refuses to write about an erased person', async () => {
  const { division: _division, ...correction } = notice({ person: ERASED });
  const { status, body } = await apis.courtClerk.post<ProblemBody>(`${REQUESTS}/${erased.id}/correct`, correction);
  expect([status, body.code]).toEqual([409, 'defence_request.person_erased']);
});

it('given a kill after the order and before the deed, goes on at the next start', async () => {
  const third = await sent({ ...ERASED, name: '第三人演示' }, '起诉书');
  await platform.kill9();
  await sql(
    `INSERT INTO directory.erasures (person_id, ground, decision, ordered_at, ordered_by, ordered_by_agency)
     VALUES ($1, 'consent_withdrawn', '藏司个保〔2026〕2号', now(), 'demo-privacy-officer', 'administration-540000')`,
    [third.person],
  );
  await platform.restart();
  const shown = await complete(third.person);
  expect(shown.matters.map(({ requestId }) => requestId)).toEqual([third.id]);
  expect(await sql('SELECT FROM person_keys.keys WHERE person_id = $1', [third.person])).toEqual([]);
}, 60_000);

it('given read models that are rebuilt, and a key that a backup brought back, stays erased', async () => {
  const [table] = await sql<{ name: string }>(
    `SELECT 'worklist_v' || active_version AS name FROM assignment.read_models WHERE name = 'worklist'`,
  );
  const [other] = await sql<{ wrapped: Buffer }>('SELECT wrapped FROM person_keys.keys WHERE person_id = $1', [kept.person]);
  await platform.kill9();
  await sql(`TRUNCATE assignment.${table!.name}`);
  await sql(`UPDATE assignment.checkpoints SET position = NULL WHERE name = $1`, [`projection/${table!.name}`]);
  await sql(`INSERT INTO person_keys.keys (person_id, algorithm, wrapped) VALUES ($1, 'A256GCM', $2)`, [erased.person, other!.wrapped]);
  await platform.restart();
  await until(
    () => apis.courtClerk.get<{ items: unknown[] }>(`${REQUESTS}?status=open`),
    ({ body }) => body.items.length === 3,
    SLOWEST_MS,
  );
  await until(
    () => sql('SELECT FROM person_keys.keys WHERE person_id = $1', [erased.person]),
    (rows) => rows.length === 0,
    SLOWEST_MS,
  );
  await expectGone(erased.person);
  expect((await people(erased.id)).person).toBeNull();
  expect(await people(kept.id)).toMatchObject({ person: KEPT });
}, 60_000);
