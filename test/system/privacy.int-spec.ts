import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tableName } from '@xiezhi/eventsourcing';
import { worklist } from '../../apps/assignment/src/worklist/worklist.projection.js';
import { until, type Answer, type Api } from '../../apps/platform/src/demo/api.js';
import type { DemonstrationAccount } from '../../apps/platform/src/demonstration/accounts.js';
import { connected, dumpOf, foundIn } from '../support/clear-text.js';
import { EmbeddedPlatform } from '../support/embedded-platform.js';
import { papersOf, pdf, uploadTo } from '../support/papers.js';
import { notice } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const SLOWEST_MS = 20_000;

/** Made-up people: nothing of them may be found in clear anywhere but in an answer to those who may read it. */
const PERSON = { name: 'ཚེ་རིང་སྒྲོལ་མ། 才仁卓玛', birthDate: '1987-11-23', idNumber: '540102198711230023', custodyPlace: '北山看守所七监区' };
const CONTACT = { name: '顿珠次旺', phone: '0891-6650917' };
const LAWYER = { name: '格桑央宗', phone: '13989015577' };
const REASON = '因才仁卓玛系聋哑人';
const PAPER = '才仁卓玛起诉书';
const TOLD_IN_PASSING = '请联系嫂子白玛曲珍';
const DRAFTED = '洛桑旺堆';
const SECRETS = [
  ...[PERSON.name, '才仁卓玛', 'ཚེ་རིང་སྒྲོལ་མ།', PERSON.birthDate, PERSON.idNumber, PERSON.custodyPlace],
  ...[CONTACT.name, CONTACT.phone, LAWYER.name, LAWYER.phone, REASON, PAPER, '白玛曲珍', DRAFTED],
];

const found = (text: string): readonly string[] => foundIn(text, SECRETS);

let platform: EmbeddedPlatform;
let apis: Readonly<Record<DemonstrationAccount, Api>>;
let id: string;
let paperId: string;

beforeAll(async () => {
  platform = await EmbeddedPlatform.start({ LOG_LEVEL: 'trace' });
  apis = await platform.apis();
  await play();
}, 120_000);
afterAll(() => platform?.stop(), 60_000);

/** A main job, and what goes wrong around one, with people in every place that takes text. */
async function play(): Promise<void> {
  const { courtClerk: court, institutionOfficer: officer, administrator } = apis;
  const whole = notice({ person: PERSON, contact: CONTACT, reason: REASON, papers: [{ kind: 'indictment', title: PAPER }] });
  const { body: lawyer } = await administrator.post<{ id: string }>('/api/directory/lawyers', {
    ...LAWYER,
    firm: '某某律师事务所',
    practiceYears: 9,
    criminalDefenceYears: 8,
    minorsTrained: true,
    languages: ['zh', 'bo'],
    divisions: ['540100'],
  });
  const sent = await court.post<{ id: string }>(REQUESTS, whole);
  expect(sent.status).toBe(201);
  ({ id } = sent.body);
  await accepted(court.post(`${REQUESTS}/${id}/correct`, { ...withoutDivision(whole), reason: `${REASON}。` }));
  await accepted(officer.post(`${REQUESTS}/${id}/return`, { missing: TOLD_IN_PASSING }));
  await accepted(court.post(`${REQUESTS}/${id}/correct`, withoutDivision(whole)));
  const papers = papersOf(id);
  const told = pdf(`${PERSON.name} ${PERSON.idNumber} ${REASON}`, 1_200_000);
  for (const fileName of [`${PAPER}.pdf`, `${PERSON.name}.pdf`]) {
    const uploadId = await uploadTo(court, id, told);
    expect((await court.post(papers, { uploadId, kind: 'indictment', fileName })).status).toBe(201);
    paperId = uploadId;
  }
  const mistaken = await uploadTo(court, id, told);
  expect((await court.post(papers, { uploadId: mistaken, kind: 'other', fileName: `${PAPER}.pdf` })).status).toBe(201);
  await accepted(court.post(`${papers}/${mistaken}/remove`, { reason: TOLD_IN_PASSING }));
  // What is refused of a paper.
  await court.post(papers, { uploadId: mistaken, kind: PERSON.name, fileName: `${PERSON.name}/x` });
  await court.put(`${papers}/uploads/${mistaken}/chunks/0`, Uint8Array.from(told.subarray(0, 100)));
  await until(
    () => officer.post(`${REQUESTS}/${id}/assign`, { lawyerId: lawyer.id }),
    ({ status }) => status === 200,
    SLOWEST_MS,
  );
  await until(
    () => court.get<{ status: string }>(`${REQUESTS}/${id}`),
    ({ body }) => body.status === 'confirmed',
    SLOWEST_MS,
  );
  const other = await court.post<{ id: string }>(REQUESTS, { ...whole, caseNumber: `（2026）藏01刑初${randomUUID()}号` });
  await accepted(court.post(`${REQUESTS}/${other.body.id}/withdraw`, { reason: TOLD_IN_PASSING }));

  // What is being written, and what is looked for.
  const draft = `/api/assignment/notice-drafts/${randomUUID()}`;
  await accepted(court.send('PUT', draft, { content: { person: { ...PERSON, name: DRAFTED } } }));
  expect((await court.send('PUT', draft, { content: { reason: DRAFTED } })).status).toBe(412);
  await accepted(court.get(`/api/assignment/search?q=${encodeURIComponent(PERSON.name)}`));
  await accepted(officer.get(`${REQUESTS}?q=${encodeURIComponent(DRAFTED)}`));

  // What is refused is logged and counted too.
  await court.post(REQUESTS, { ...whole, person: { ...PERSON, [PERSON.name]: PERSON.idNumber }, ground: PERSON.name });
  await court.post(REQUESTS, { ...whole, hearingAt: '2020-01-01T00:00:00Z' }, PERSON.idNumber);
  await court.get(`${REQUESTS}?name=${encodeURIComponent(PERSON.name)}`);
  await court.get(`${REQUESTS}/${encodeURIComponent(PERSON.name)}`);
  await fetch(new URL(REQUESTS, platform.address), {
    method: 'POST',
    body: `{"name":"${PERSON.name}"`,
    headers: { 'x-name': CONTACT.phone },
  });
}

const accepted = async (answer: Promise<Answer<unknown>>): Promise<void> => expect(await answer).toMatchObject({ status: 200 });
const withoutDivision = ({ division: _division, ...rest }: Record<string, unknown>): Record<string, unknown> => rest;

it('gives people to those who may read them', async () => {
  const { body: people } = await apis.institutionOfficer.get(`${REQUESTS}/${id}/people?purpose=case_handling`);
  expect(people).toMatchObject({ person: PERSON, contact: CONTACT, papers: { list: [{ title: PAPER }] } });
  const { body: lawyer } = await apis.courtClerk.get(`${REQUESTS}/${id}/lawyer?purpose=case_handling`);
  expect(lawyer).toMatchObject(LAWYER);
});

it('gives a paper to those who may read it', async () => {
  const response = await apis.institutionOfficer.download(`${papersOf(id)}/${paperId}/content?purpose=case_handling`);
  expect(found(Buffer.from(await response.arrayBuffer()).toString('utf8'))).toEqual(expect.arrayContaining([PERSON.name, REASON]));
  expect(decodeURIComponent(response.headers.get('content-disposition')!)).toContain(`${PERSON.name}.pdf`);
});

it('keeps nothing of a person in clear in any attachment, nor in its name', async () => {
  const folder = join(platform.folder, 'data', 'attachments');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  // Two papers of two chunks: what was taken back is gone.
  expect(files).toHaveLength(4);
  for (const { parentPath, name } of files) {
    expect(found(name)).toEqual([]);
    const content = await readFile(join(parentPath, name));
    expect([found(content.toString('utf8')), content.includes('%PDF')]).toEqual([[], false]);
  }
});

it('keeps nothing of a person in clear in any table', async () => {
  const tables = await dumpOf(platform.databaseUrl());
  expect([...tables.keys()]).toEqual(
    expect.arrayContaining([
      'assignment.events',
      `assignment.${tableName(worklist)}`,
      'directory.lawyers',
      'referrals.inbox',
      'bus.messages',
    ]),
  );
  expect(tables.get('assignment.events')).toContain(id);
  for (const [table, text] of tables) expect([table, found(text)]).toEqual([table, []]);
});

it('sends nothing of a person in clear over the bus', async () => {
  const messages = await connected(platform.databaseUrl(), (client) =>
    client.query<{ all: string }>(`SELECT string_agg(m::text, '') AS all FROM bus.messages m`),
  );
  const all = messages.rows[0]!.all;
  expect(all).toContain(id);
  expect(found(all)).toEqual([]);
});

it('writes nothing of a person into its logs, though it logs all it can', async () => {
  expect(platform.output().length).toBeGreaterThan(1_000);
  expect(found(platform.output())).toEqual([]);
  expect(found(await readFile(join(platform.folder, 'data', 'postgres.log'), 'utf8'))).toEqual([]);
});

it('writes no secret into its logs, nor which matter it was about', async () => {
  const tokens = (await (await fetch(new URL('/demonstration/tokens', platform.address))).json()) as Record<string, { token: string }>;
  const { token } = tokens['courtClerk']!;
  for (const authorization of [`Bearer ${token}`, `Bearer ${token}x`, `Basic ${token}`]) {
    await fetch(new URL(`${REQUESTS}/${id}`, platform.address), { headers: { authorization, cookie: `session=${token}` } });
  }
  const files = ['data.key', join('data', 'superuser-password')].map((file) => readFile(join(platform.folder, file), 'utf8'));
  const secrets = [token, token.split('.')[2]!, ...(await Promise.all(files)).map((text) => text.trim())];
  expect(secrets.every((secret) => secret.length >= 16)).toBe(true);
  const logs = platform.output();
  expect(logs).toContain('/api/assignment/defence-requests/:id');
  expect(secrets.filter((secret) => logs.includes(secret))).toEqual([]);
  expect(logs).not.toContain(id);
});

it('shows nothing of a person in its metrics and public descriptions', async () => {
  for (const path of ['/metrics', '/health/ready', '/api/openapi.json']) {
    const response = await fetch(new URL(path, platform.address));
    expect([path, found(await response.text())]).toEqual([path, []]);
  }
});

it('finds what it looks for', () => {
  const hidden = [PERSON.name, JSON.stringify({ a: CONTACT.phone }), Buffer.from(PERSON.idNumber).toString('hex')].join(' ');
  expect(found(hidden)).toEqual(expect.arrayContaining([PERSON.name, CONTACT.phone, PERSON.idNumber]));
});
