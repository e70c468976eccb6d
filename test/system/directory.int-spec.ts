import { randomUUID } from 'node:crypto';
import type { Api, ProblemBody } from '../../apps/platform/src/demo/api.js';
import { describedThroughout } from '../support/described-answers.js';
import { startTestPlatform, type TestPlatform } from '../support/platform.js';
import { testPool } from '../support/postgres.js';

const LAWYERS = '/api/directory/lawyers';
const FIRMS = '/api/directory/law-firms';
const NAME = 'བཀྲ་ཤིས་དོན་གྲུབ། 扎西顿珠';

interface Listed<Item> {
  readonly items: readonly (Item & { readonly id: string })[];
  readonly next: string | null;
}
interface FieldChange {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
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
describedThroughout(() => platform);

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
    const readings = async (api: Api) =>
      (await api.get<Listed<{ subjectId: string; purpose: string; account: string }>>(`/api/directory/access-log?subjectId=${id}`)).body
        .items;
    expect(await readings(platform.api.institutionHead)).toEqual([
      expect.objectContaining({ what: 'lawyer', subjectId: id, purpose: 'assignment', role: 'institution_officer' }),
    ]);
    const auditor = (division: string) =>
      platform.as({ account: 'a', agency: 'audit-540000', agencyKind: 'audit', role: 'auditor', division });
    expect(await readings(await auditor('540000'))).toHaveLength(1);
    expect(await readings(await auditor('540200'))).toEqual([]);
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

describe('a register', () => {
  const firm = (name: string, division = '540102') => ({ name, division, licence: `31540000${randomUUID().slice(0, 8)}` });
  const firmsOf = async (query: string) =>
    (await secretariat.get<Listed<{ name: string }> & { total: { count: number; exact: boolean } }>(`${FIRMS}?${query}`)).body;

  it('is read in its order, page by page, each row once, and says how many there are', async () => {
    const word = randomUUID().slice(0, 8);
    for (const letter of ['C', 'A', 'E', 'B', 'D']) await made(FIRMS, firm(`${letter} ${word} 律师事务所`));
    const names: string[] = [];
    let page = await firmsOf(`q=${word}&limit=2`);
    for (; ; page = await firmsOf(`q=${word}&limit=2&cursor=${page.next}`)) {
      expect(page.total).toEqual({ count: 5, exact: true });
      names.push(...page.items.map(({ name }) => name[0]!));
      if (page.next === null) break;
    }
    expect(names).toEqual(['A', 'B', 'C', 'D', 'E']);
  });

  it('finds what lies below a division, and a text in Latin letters of either case', async () => {
    const word = randomUUID().slice(0, 8);
    const id = await made(FIRMS, firm(`Abc ${word}`, '540102'));
    const found = async (query: string) => (await firmsOf(query)).items.map((row) => row.id);
    expect(await found(`q=ABC ${word}`)).toEqual([id]);
    expect(await found(`q=${word}&division=540100`)).toEqual([id]);
    expect(await found(`q=${word}&division=540200`)).toEqual([]);
    // What a pattern would take for "anything" is a text like another.
    expect(await found(`q=${encodeURIComponent('%')}`)).toEqual([]);
  });

  it('finds the lawyers whom a county may call on: of its own, its prefecture’s and the region’s, by language and status', async () => {
    const firmName = `某所 ${randomUUID().slice(0, 8)}`;
    const ids = await Promise.all(
      [['540102'], ['540100'], ['540000'], ['540200']].map((divisions) => made(LAWYERS, lawyer({ firm: firmName, divisions }))),
    );
    const found = async (query: string) =>
      (await secretariat.get<Listed<Lawyer>>(`${LAWYERS}?q=${encodeURIComponent(firmName)}&${query}`)).body.items.map((row) => row.id);
    expect(new Set(await found('division=540102'))).toEqual(new Set(ids.slice(0, 3)));
    expect(await found('division=540202&language=bo')).toHaveLength(2);
    await administrator.post(`${LAWYERS}/${ids[3]}/status`, { status: 'suspended', reason: 'on_leave' });
    expect(await found('status=suspended')).toEqual([ids[3]]);
    expect(await found('language=en')).toEqual([]);
  });

  it('tells of a row who changed what, and of a person only that something changed', async () => {
    const id = await made(LAWYERS, lawyer());
    const { name: _name, phone: _phone, licenceNumber: _licence, ...facts } = lawyer({ practiceYears: 12 });
    await administrator.post(`${LAWYERS}/${id}`, { ...facts, details: { name: '格桑某某', phone: '13900000002' } });
    await administrator.post(`${LAWYERS}/${id}/status`, { status: 'suspended', reason: 'on_leave', since: '2026-12-01' });
    const { body } = await secretariat.get<Listed<{ role: string; fields: FieldChange[] }>>(`/api/directory/changes/lawyers/${id}`);
    expect(body.items.map(({ role }) => role)).toEqual(['administrator', 'administrator', 'administrator']);
    expect(body.items[0]!.fields).toEqual([
      { field: 'status', from: 'active', to: 'suspended' },
      { field: 'statusReason', from: null, to: 'on_leave' },
      { field: 'statusSince', from: null, to: '2026-12-01' },
    ]);
    expect(new Set(body.items[1]!.fields.map(({ field }) => field))).toEqual(new Set(['practiceYears', 'details']));
    expect(body.items[1]!.fields).toContainEqual({ field: 'details', from: null, to: null });
    expect(JSON.stringify(body)).not.toContain('ciphertext');
    for (const path of [`lawyers/${randomUUID()}`, 'accounts/x', 'constructor/x']) {
      expect((await secretariat.get(`/api/directory/changes/${path}`)).status).toBe(404);
    }
  });

  it('gives one row by its id, and no other', async () => {
    const id = await made(LAWYERS, lawyer());
    const { body } = await secretariat.get<Lawyer>(`${LAWYERS}/${id}`);
    expect(body).toMatchObject({ gender: 'female', status: 'active' });
    expect(body.name).toContain('×');
    for (const list of ['lawyers', 'law-firms', 'stations', 'aid-workers']) {
      expect((await secretariat.get(`/api/directory/${list}/${randomUUID()}`)).status).toBe(404);
    }
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

describe('the network of an institution', () => {
  const station = {
    institution: 'institution-540102',
    division: '540102',
    township: '蔡公堂街道',
    name: '蔡公堂法律援助工作站',
    host: '蔡公堂司法所',
    address: '蔡公堂街道1号',
    activeFrom: '2026-01-01',
  };
  const liaison = {
    kind: 'liaison',
    name: NAME,
    phone: '13900000003',
    division: '540102',
    township: '蔡公堂街道',
    village: '白定村',
    languages: ['bo'],
    activeFrom: '2026-01-01',
  };

  it('is found by everyone: address, hotline, stations', async () => {
    const profile = {
      address: '江苏路1号',
      hotline: '0891-12348',
      openingHours: '周一至周五 9:30–18:00',
      accessible: true,
      languages: ['zh', 'bo'],
    };
    expect((await administrator.post('/api/directory/institutions/institution-540102', profile)).status).toBe(200);
    const id = await made('/api/directory/stations', station);
    const { courtClerk } = platform.api;
    expect(await inList('/api/directory/stations', id, courtClerk)).toMatchObject({ ...station, activeTo: null });
    const { body } = await courtClerk.get<{ items: { code: string; profile: unknown }[] }>('/api/directory/institutions?division=540102');
    expect(body.items).toEqual([expect.objectContaining({ code: 'institution-540102', profile })]);
    const ended = await administrator.post<ProblemBody>(`/api/directory/stations/${id}`, { ...station, activeTo: '2025-12-31' });
    expect([ended.status, ended.body.errors?.[0]]).toEqual([400, expect.objectContaining({ path: 'activeTo', code: 'date.not_behind' })]);
    expect((await administrator.post(`/api/directory/stations/${id}`, { ...station, activeTo: '2027-01-01' })).status).toBe(200);
    expect(await inList('/api/directory/stations', id)).toMatchObject({ activeTo: '2027-01-01' });
    const other = await administrator.post<ProblemBody>('/api/directory/stations', { ...station, institution: 'court-540102' });
    expect([other.status, other.body.code]).toEqual([422, 'institution.unknown']);
  });

  it('stands in the tree of divisions, as of the day', async () => {
    interface Node {
      readonly code: string;
      readonly institutions: readonly { readonly code: string; readonly name: string }[];
      readonly agencies: readonly { readonly code: string; readonly name: string; readonly noticeName: string | null }[];
      readonly stations: readonly { readonly id: string }[];
      readonly lawyers: number;
      readonly below: readonly Node[];
    }
    const treeOf = async (query: string): Promise<Node> =>
      (await platform.api.courtClerk.get<{ root: Node }>(`/api/directory/division-tree?${query}`)).body.root;
    const id = await made('/api/directory/stations', { ...station, activeTo: '2026-07-01' });
    const region = await treeOf('day=2026-06-30');
    expect([region.code, region.below.length]).toEqual(['540000', 7]);
    expect(region.agencies).toContainEqual(expect.objectContaining({ name: '自然资源', noticeName: '国土资源' }));
    const county = region.below.flatMap(({ below }) => below).find(({ code }) => code === '540102')!;
    expect(county.institutions.map(({ code }) => code)).toEqual(['institution-540102']);
    expect(county.stations.map((one) => one.id)).toContain(id);
    expect((await treeOf('division=540102&day=2026-07-01')).stations.map((one) => one.id)).not.toContain(id);
    expect([region.lawyers > county.lawyers, county.lawyers > 0]).toEqual([true, true]);
    const all = [region, ...region.below, ...region.below.flatMap(({ below }) => below)];
    expect(all.length).toBe(82);
  });

  it('has liaisons who are listed masked and reached for a purpose', async () => {
    const stationId = await made('/api/directory/stations', station);
    const id = await made('/api/directory/aid-workers', { ...liaison, stationId });
    const listed = await inList<{ name: string }>('/api/directory/aid-workers', id);
    expect(listed).toMatchObject({ kind: 'liaison', village: '白定村', stationId });
    expect(listed?.name).toContain('×');
    const { body } = await officer.get<{ details: object }>(`/api/directory/aid-workers/${id}/person?purpose=contact`);
    expect(body.details).toEqual({ name: NAME, phone: '13900000003' });
    for (const table of ['directory.aid_workers', 'directory.events']) expect(await standsIn(table, '扎西顿珠')).toBe(false);
    const foreign = await platform.as({
      account: 'x',
      agency: 'institution-540200',
      agencyKind: 'institution',
      role: 'institution_head',
      division: '540200',
    });
    expect((await foreign.get(`/api/directory/aid-workers/${id}/person?purpose=contact`)).status).toBe(404);
  });

  it('is kept by the administrator of its divisions and no other', async () => {
    const id = await made('/api/directory/stations', station);
    const worker = await made('/api/directory/aid-workers', liaison);
    const shigatse = await platform.as({
      account: 'y',
      agency: 'administration-540200',
      agencyKind: 'administration',
      role: 'administrator',
      division: '540200',
    });
    const answers = [
      await shigatse.post<ProblemBody>('/api/directory/stations', station),
      await shigatse.post<ProblemBody>(`/api/directory/stations/${id}`, { ...station, division: '540200' }),
      await shigatse.post<ProblemBody>('/api/directory/aid-workers', liaison),
      await shigatse.post<ProblemBody>(`/api/directory/aid-workers/${worker}`, {
        ...liaison,
        name: undefined,
        phone: undefined,
        division: '540200',
      }),
      await shigatse.post<ProblemBody>('/api/directory/institutions/institution-540102', {
        address: '1',
        hotline: '1',
        openingHours: '1',
        accessible: true,
        languages: [],
      }),
      await shigatse.post<ProblemBody>('/api/directory/lawyers', lawyer()),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 404, 403, 404, 403, 403]);
    // Nor does one take an agency of others into the own division.
    const taken = { code: 'court-540102', kind: 'court', division: '540200', name: '法院', nameEn: 'Court' };
    const stolen = await shigatse.post<ProblemBody>('/api/directory/agencies', taken);
    expect([stolen.status, stolen.body.code]).toEqual([403, 'directory.division.forbidden']);
  });
});

describe('a duty rota', () => {
  const ROTA = '/api/directory/duty-rota';
  const shift = (lawyerId: string, changes: Record<string, unknown> = {}): Record<string, unknown> => ({
    institution: 'institution-540100',
    placeKind: 'detention_centre',
    place: '某某看守所',
    day: '2026-12-07',
    starts: '09:30',
    ends: '12:30',
    lawyerId,
    ...changes,
  });

  it('is planned by the head of the institution; nobody sits in two places at once', async () => {
    const { institutionHead: head } = platform.api;
    const lawyerId = await made(LAWYERS, lawyer());
    const id = await made(ROTA, shift(lawyerId), head);
    const twice = await head.post<ProblemBody>(ROTA, shift(lawyerId, { starts: '12:00', ends: '14:00', place: '法院' }));
    expect([twice.status, twice.body.code]).toEqual([409, 'duty_shift.overlaps']);
    await made(ROTA, shift(lawyerId, { starts: '12:30', ends: '14:00' }), head);
    const foreign = await head.post<ProblemBody>(ROTA, shift(lawyerId, { institution: 'institution-540200', day: '2026-12-08' }));
    expect([foreign.status, foreign.body.code]).toEqual([403, 'duty_shift.institution.forbidden']);
    expect((await head.post(`${ROTA}/${id}/cancel`, { reason: 'lawyer_unavailable' })).status).toBe(200);
    await made(ROTA, shift(lawyerId, { starts: '10:00', ends: '11:00' }), head);
    const { body } = await officer.get<{ items: { starts: string; cancelledFor: string | null; lawyer: string; firm: string }[] }>(
      `${ROTA}?institution=institution-540100&from=2026-12-07&to=2026-12-07`,
    );
    expect(new Set(body.items.map(({ lawyer: who, firm }) => `${who.includes('×')} ${firm}`))).toEqual(new Set(['true 某某律师事务所']));
    expect(body.items.map(({ starts, cancelledFor }) => [starts, cancelledFor])).toEqual([
      ['09:30', 'lawyer_unavailable'],
      ['10:00', null],
      ['12:30', null],
    ]);
  });

  it('takes active lawyers only, and a shift that ends after it begins', async () => {
    const lawyerId = await made(LAWYERS, lawyer());
    await administrator.post(`${LAWYERS}/${lawyerId}/status`, { status: 'suspended', reason: 'discipline' });
    const inactive = await administrator.post<ProblemBody>(ROTA, shift(lawyerId));
    expect([inactive.status, inactive.body.code]).toEqual([409, 'duty_shift.lawyer_inactive']);
    const backwards = await administrator.post<ProblemBody>(ROTA, shift(lawyerId, { starts: '12:30', ends: '09:30' }));
    expect(backwards.body.errors).toEqual([expect.objectContaining({ path: 'ends', code: 'time.not_later' })]);
  });
});
