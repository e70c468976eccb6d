import { randomUUID } from 'node:crypto';
import type { Api, ProblemBody } from '../../apps/platform/src/demo/api.js';
import { startTestPlatform, type TestPlatform } from '../support/platform.js';
import { testPool } from '../support/postgres.js';

const LAWYERS = '/api/directory/lawyers';
const FIRMS = '/api/directory/law-firms';
const NAME = 'བཀྲ་ཤིས་དོན་གྲུབ། 扎西顿珠';

interface Listed<Item> {
  readonly items: readonly (Item & { readonly id: string })[];
  readonly next: string | null;
}
interface Lawyer {
  readonly name: string | null;
  readonly firm: string;
  readonly firmId: string | null;
  readonly status: string;
  readonly statusReason: string | null;
  readonly statusSince: string | null;
  readonly gender: string | null;
  readonly specialities: readonly string[];
}

let platform: TestPlatform;
let administrator: Api;
let officer: Api;
let secretariat: Api;
beforeAll(async () => {
  platform = await startTestPlatform();
  ({ administrator, institutionOfficer: officer, secretariat } = platform.api);
});
afterAll(() => platform.stop());

const lawyer = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  name: NAME,
  phone: '13900000001',
  licenceNumber: '15401201010123456',
  firm: '某某律师事务所',
  gender: 'female',
  practiceYears: 9,
  criminalDefenceYears: 4,
  minorsTrained: true,
  specialities: ['criminal_defence', 'minors'],
  languages: ['zh', 'bo'],
  divisions: ['540100'],
  ...changes,
});
const made = async (path: string, body: unknown, api = administrator): Promise<string> => {
  const answer = await api.post<{ id: string }>(path, body);
  expect([answer.status, answer.body]).toEqual([201, expect.objectContaining({ id: expect.any(String) })]);
  return answer.body.id;
};
const inList = async <Item>(path: string, id: string, api = secretariat): Promise<Item | undefined> =>
  (await api.get<Listed<Item>>(`${path}?limit=500`)).body.items.find((item) => item.id === id);
/** Whether a text stands anywhere in a table, in clear. */
const standsIn = async (table: string, text: string): Promise<boolean> => {
  const pool = testPool(platform.database.url, { max: 1 });
  try {
    const { rows } = await pool.query(`SELECT FROM ${table} t WHERE t::text LIKE '%' || $1 || '%' LIMIT 1`, [text]);
    return rows.length > 0;
  } finally {
    await pool.end();
  }
};

describe('a lawyer', () => {
  it('is listed masked, and opened in full with a purpose that is recorded', async () => {
    const id = await made(LAWYERS, lawyer());
    const listed = await inList<Lawyer>(LAWYERS, id);
    expect(listed).toMatchObject({ gender: 'female', specialities: ['criminal_defence', 'minors'], status: 'active' });
    expect(listed?.name).toContain('×');
    expect(NAME.startsWith(listed!.name!.replaceAll('×', ''))).toBe(true);

    const opened = await officer.get<{ details: Record<string, string> }>(`${LAWYERS}/${id}/person?purpose=assignment`);
    expect(opened.body.details).toEqual({ name: NAME, phone: '13900000001', licenceNumber: '15401201010123456' });
    expect(await standsIn('directory.access_log', id)).toBe(true);
    for (const table of ['directory.lawyers', 'directory.events', 'assignment.inbox']) {
      expect([table, await standsIn(table, '扎西顿珠'), await standsIn(table, '15401201010123456')]).toEqual([table, false, false]);
    }
  });

  it('is opened by nobody whom it does not serve, nor without a purpose', async () => {
    const id = await made(LAWYERS, lawyer({ divisions: ['540200'] }));
    const foreign = await officer.get<ProblemBody>(`${LAWYERS}/${id}/person?purpose=assignment`);
    const unknown = await officer.get<ProblemBody>(`${LAWYERS}/${randomUUID()}/person?purpose=assignment`);
    expect([foreign.status, foreign.body.code, foreign.body.detail]).toEqual([404, unknown.body.code, unknown.body.detail]);
    expect((await officer.get(`${LAWYERS}/${id}/person`)).status).toBe(400);
    expect((await secretariat.get(`${LAWYERS}/${id}/person?purpose=contact`)).status).toBe(403);
    expect(await standsIn('directory.access_log', id)).toBe(false);
  });

  it('is changed as a whole, and suspended with a reason from a day', async () => {
    const id = await made(LAWYERS, lawyer());
    const { name: _name, phone: _phone, licenceNumber: _licence, ...facts } = lawyer({ practiceYears: 10, specialities: [] });
    expect((await administrator.post(`${LAWYERS}/${id}`, facts)).status).toBe(200);
    await administrator.post(`${LAWYERS}/${id}/status`, { status: 'suspended', reason: 'on_leave', since: '2026-12-01' });
    expect(await inList<Lawyer>(LAWYERS, id)).toMatchObject({
      practiceYears: 10,
      specialities: [],
      status: 'suspended',
      statusReason: 'on_leave',
      statusSince: '2026-12-01',
    });
    await administrator.post(`${LAWYERS}/${id}`, { ...facts, details: { name: '格桑某某', phone: '13900000002' } });
    expect((await inList<Lawyer>(LAWYERS, id))?.name).toBe('格桑××');
    expect((await administrator.post(`${LAWYERS}/${randomUUID()}`, facts)).status).toBe(404);
  });
});

describe('a law firm', () => {
  it('gives its lawyers its name, also when that changes', async () => {
    const firm = { name: '雪域律师事务所', division: '540100', licence: `31540000${randomUUID().slice(0, 8)}` };
    const firmId = await made(FIRMS, firm);
    const id = await made(LAWYERS, lawyer({ firm: undefined, firmId }));
    expect(await inList<Lawyer>(LAWYERS, id)).toMatchObject({ firm: firm.name, firmId });
    expect((await administrator.post(`${FIRMS}/${firmId}`, { ...firm, name: '雪域高原律师事务所' })).status).toBe(200);
    expect((await inList<Lawyer>(LAWYERS, id))?.firm).toBe('雪域高原律师事务所');
    const twice = await administrator.post<ProblemBody>(FIRMS, { ...firm, name: '另一家' });
    expect([twice.status, twice.body.code, twice.body.errors?.[0]?.path]).toEqual([409, 'law_firm.licence_taken', 'licence']);
  });

  it('is named once: by its row or by its name', async () => {
    const both = await administrator.post<ProblemBody>(LAWYERS, lawyer({ firmId: randomUUID() }));
    expect([both.status, both.body.errors?.[0]?.code]).toEqual([422, 'lawyer.one_firm']);
    const unknown = await administrator.post<ProblemBody>(LAWYERS, lawyer({ firm: undefined, firmId: randomUUID() }));
    expect([unknown.status, unknown.body.code]).toEqual([422, 'law_firm.unknown']);
  });
});
