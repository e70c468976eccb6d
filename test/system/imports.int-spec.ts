import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { writeSheet } from '@xiezhi/service';
import { LAWYER_IMPORT } from '../../apps/directory/src/sheets/lists.js';
import type { Answer, Api, ProblemBody } from '../../apps/platform/src/demo/api.js';
import { describedThroughout } from '../support/described-answers.js';
import { startTestPlatform, type TestPlatform } from '../support/platform.js';
import { testPool } from '../support/postgres.js';

const IMPORTS = '/api/directory/imports';
const TIBETAN = 'བཀྲ་ཤིས་དོན་གྲུབ།';

interface Checked {
  readonly digest: string;
  readonly rows: number;
  readonly sound: number;
  readonly errors: readonly { readonly row: number; readonly column: string; readonly cell: string | null; readonly code: string }[];
  readonly errorCount: number;
}
interface Imported {
  readonly rows: number;
  readonly imported: number;
  readonly changed: number;
}

let platform: TestPlatform;
let administrator: Api;
beforeAll(async () => {
  platform = await startTestPlatform();
  ({ administrator } = platform.api);
});
afterAll(() => platform.stop());
describedThroughout(() => platform);

const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64');
const check = async (list: string, text: string, api = administrator): Promise<Checked> => {
  const { status, body } = await api.post<Checked>(`${IMPORTS}/${list}/check`, { format: 'csv', content: base64(text) });
  expect(status).toBe(200);
  return body;
};
const commit = (list: string, text: string, digest: string, key?: string): Promise<Answer<Imported & ProblemBody>> =>
  administrator.post<Imported & ProblemBody>(`${IMPORTS}/${list}`, { format: 'csv', content: base64(text), digest }, key);
const count = async (of: string): Promise<number> => {
  const pool = testPool(platform.database.url, { max: 1 });
  try {
    return (await pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${of}`)).rows[0]!.count;
  } finally {
    await pool.end();
  }
};
const exported = async (list: string, query = 'format=csv'): Promise<string[][]> => {
  const token = ((await (await fetch(new URL('/demonstration/tokens', platform.address))).json()) as Record<string, { token: string }>)[
    'secretariat'
  ]!.token;
  const answer = await fetch(new URL(`/api/directory/exports/${list}?${query}`, platform.address), {
    headers: { authorization: `Bearer ${token}` },
  });
  expect([answer.status, answer.headers.get('content-disposition')]).toEqual([200, `attachment; filename="${list}.csv"`]);
  return parse(Buffer.from(await answer.arrayBuffer()).toString('utf8'), { bom: true }) as string[][];
};

const LIAISONS = '类别,姓名,电话,行政区划,乡镇(街道),村(居),语言,起始日期';
const liaisons = (rows: number): string =>
  [
    LIAISONS,
    ...Array.from({ length: rows }, (_, index) => `联络员,${TIBETAN}${index},1390000${index},城关区,某镇,某村,藏语、汉语,2026/1/5`),
  ].join('\r\n');

describe('213 liaisons', () => {
  it('are checked without a trace, then all imported, once however often sent, and nobody stands in clear', async () => {
    const before = { rows: await count('directory.aid_workers'), events: await count('directory.events') };
    const text = liaisons(213);
    const checked = await check('aid-workers', text);
    expect(checked).toMatchObject({ rows: 213, sound: 213, errors: [], errorCount: 0 });
    expect({ rows: await count('directory.aid_workers'), events: await count('directory.events') }).toEqual(before);

    const key = randomUUID();
    const first = await commit('aid-workers', text, checked.digest, key);
    expect([first.status, first.body]).toEqual([200, expect.objectContaining({ rows: 213, imported: 213, changed: 213 })]);
    expect((await commit('aid-workers', text, checked.digest, key)).body).toMatchObject({ rows: 213, imported: 213 });
    expect(await count('directory.aid_workers')).toBe(before.rows + 213);
    expect(await count(`directory.aid_workers t WHERE t::text LIKE '%${TIBETAN}%'`)).toBe(0);
    expect(await count("directory.aid_workers WHERE active_from = '2026-01-05'")).toBe(213);
  });

  it('are refused together for one bad row, each fault with its row, column and what to do', async () => {
    const before = await count('directory.aid_workers');
    const text = [
      LIAISONS,
      `联络员,扎西,139,城关区,,,藏语,2026-01-05`,
      `联络员,,139,某某区,,,藏语,２０２６-０１-０５`,
      `联络员,=HYPERLINK(1),139,城关区,,,藏语,2026-02-30`,
    ].join('\n');
    const checked = await check('aid-workers', text);
    expect(checked).toMatchObject({ rows: 3, sound: 1, errorCount: 5 });
    expect(checked.errors.map(({ cell, column, code }) => `${cell} ${column} ${code}`)).toEqual([
      'D3 行政区划 sheet.unknown_value',
      'H3 起始日期 sheet.full_width',
      'B3 姓名 field.required',
      'B4 姓名 sheet.formula',
      'H4 起始日期 date.not_a_date',
    ]);
    const refused = await commit('aid-workers', text, checked.digest);
    expect([refused.status, refused.body.code, refused.body.errors?.length]).toEqual([422, 'import.invalid', 5]);
    expect(await count('directory.aid_workers')).toBe(before);
  });
});

it('imports the file that was checked and no other', async () => {
  const { digest } = await check('aid-workers', liaisons(1));
  const other = await commit('aid-workers', liaisons(2), digest);
  expect([other.status, other.body.code]).toEqual([409, 'import.not_checked']);
});

it('names what is wrong with the header, and answers a list that is none with 404', async () => {
  const answer = await administrator.post<ProblemBody>(`${IMPORTS}/aid-workers/check`, {
    format: 'csv',
    content: base64('类别,年纪\n联络员,3\n'),
  });
  expect([answer.status, answer.body.code, answer.body.errors?.[0]?.code]).toEqual([422, 'import.invalid', 'import.header']);
  expect((await administrator.post(`${IMPORTS}/courts/check`, { format: 'csv', content: base64('a') })).status).toBe(404);
});

it('imports lawyers from a workbook, with the firm by its licence', async () => {
  const licence = `31540000${randomUUID().slice(0, 8)}`;
  await administrator.post('/api/directory/law-firms', { name: '雪域律师事务所', division: '540100', licence });
  const row = {
    name: TIBETAN,
    phone: '13900000009',
    licenceNumber: '15401201010123456',
    gender: 'female',
    practiceYears: 7,
    criminalDefenceYears: 3,
    minorsTrained: true,
    specialities: ['criminal_defence', 'minors'],
    languages: ['zh', 'bo'],
    divisions: ['540100', '540500'],
  };
  const content = base64(
    await writeSheet('xlsx', LAWYER_IMPORT, [
      { ...row, firmLicence: licence },
      { ...row, firmLicence: 'none' },
    ]),
  );
  const { body: checked } = await administrator.post<Checked>(`${IMPORTS}/lawyers/check`, { format: 'xlsx', content });
  expect(checked.errors).toEqual([expect.objectContaining({ row: 3, column: '律所许可证号', code: 'law_firm.unknown' })]);

  const sound = base64(await writeSheet('xlsx', LAWYER_IMPORT, [{ ...row, firmLicence: licence }]));
  const { body: again } = await administrator.post<Checked>(`${IMPORTS}/lawyers/check`, { format: 'xlsx', content: sound });
  const done = await administrator.post<Imported>(`${IMPORTS}/lawyers`, { format: 'xlsx', content: sound, digest: again.digest });
  expect(done.body).toMatchObject({ rows: 1, imported: 1 });
  const { body } = await administrator.get<{ items: { firm: string; specialities: string[]; divisions: string[] }[] }>(
    '/api/directory/lawyers?division=540500&limit=500',
  );
  expect(body.items.find(({ firm }) => firm === '雪域律师事务所')).toMatchObject({
    specialities: ['criminal_defence', 'minors'],
    divisions: ['540100', '540500'],
  });
});

it('imports visiting volunteers by their two columns, names the one that is missing, and exports both', async () => {
  const head = '姓名,电话,律师事务所,执业年限,刑事辩护年限,熟悉未成年人案件,语言,服务区划,志愿服务截止日,派出省份';
  const row = (visit: string): string => `${TIBETAN},13900000010,援藏律师服务团,6,4,是,汉语、藏语,日喀则市,${visit}`;
  const file = (...visits: string[]): string => [head, ...visits.map(row)].join('\n');
  const checked = await check('lawyers', file('2027-06-30,广东省', '2027-06-30,', ',广东省', '2027-06-31,广东省', ','));
  expect(checked.errors.map(({ cell, column, code }) => [cell, column, code])).toEqual([
    ['J3', '派出省份', 'required'],
    ['I4', '志愿服务截止日', 'required'],
    ['I5', '志愿服务截止日', 'date.not_a_date'],
  ]);
  expect(checked).toMatchObject({ rows: 5, sound: 2 });

  const sound = file('2027-06-30,广东省', ',');
  const done = await commit('lawyers', sound, (await check('lawyers', sound)).digest);
  expect([done.status, done.body]).toEqual([200, expect.objectContaining({ rows: 2, imported: 2 })]);
  const [header, ...rows] = await exported('lawyers', `format=csv&q=${encodeURIComponent('援藏律师服务团')}`);
  const [until, from] = ['志愿服务截止日', '派出省份'].map((title) => header!.indexOf(title)) as [number, number];
  expect(rows.map((cells) => [cells[until], cells[from]]).toSorted()).toEqual([
    ['', ''],
    ['2027-06-30', '广东省'],
  ]);
});

it('sees what rows of one file are to each other: a shift that overlaps, an agency twice', async () => {
  const { body } = await administrator.get<{ items: { id: string; status: string }[] }>('/api/directory/lawyers?limit=500');
  const lawyerId = body.items.find(({ status }) => status === 'active')!.id;
  const rota = [
    '机构代码,值班类别,值班地点,日期,开始,结束,律师编号',
    `institution-540100,看守所,某看守所,2026-12-01,9:30,12:30,${lawyerId}`,
    `institution-540100,法院,某法院,2026-12-01,12:00,14:00,${lawyerId}`,
  ].join('\n');
  expect((await check('duty-rota', rota)).errors).toEqual([
    expect.objectContaining({ row: 3, column: '开始', code: 'duty_shift.overlaps' }),
  ]);
  const twice = '单位代码,单位类别,行政区划,单位名称,英文名称\npolice-x,公安,城关区,某所,X\npolice-x,公安,城关区,某所二,X\n';
  expect((await check('agencies', twice)).errors).toEqual([expect.objectContaining({ row: 3, code: 'import.row_twice' })]);
});

it('imports law firms and stations, and takes its own export back: a row with a number changes what has it', async () => {
  const licence = `31540000${randomUUID().slice(0, 8)}`;
  const firms = `律师事务所,行政区划,律所许可证号\n${TIBETAN}律师事务所,城关区,${licence}\n同证的,城关区,${licence}\n`;
  expect((await check('law-firms', firms)).errors).toEqual([
    expect.objectContaining({ row: 3, cell: 'C3', code: 'law_firm.licence_taken' }),
  ]);
  const one = firms.split('\n').slice(0, 2).join('\n');
  expect((await commit('law-firms', one, (await check('law-firms', one)).digest)).body).toMatchObject({ imported: 1, changed: 1 });
  const [header, row] = await exported('law-firms', `format=csv&q=${licence}`);
  expect(row!.slice(1)).toEqual([`${TIBETAN}律师事务所`, '城关区', licence, '是']);
  const renamed = [header!.join(','), row!.join(',').replace('律师事务所', '律所')].join('\n');
  expect((await commit('law-firms', renamed, (await check('law-firms', renamed)).digest)).body).toMatchObject({ imported: 1, changed: 1 });
  expect((await exported('law-firms', `format=csv&q=${licence}`)).map((cells) => cells[1])).toEqual(['律师事务所', `${TIBETAN}律所`]);

  const stations = '工作站,机构代码,行政区划,乡镇(街道),地址,起始日期\n某站,institution-540102,城关区,某街道,1号,2026/1/5\n';
  expect((await commit('stations', stations, (await check('stations', stations)).digest)).body).toMatchObject({ imported: 1, changed: 1 });
  const unknown = `${stations.trim()}\n他站,court-540102,城关区,某街道,1号,2026/1/5\n`;
  expect((await check('stations', unknown)).errors).toEqual([
    expect.objectContaining({ cell: 'B3', column: '机构代码', code: 'institution.unknown' }),
  ]);
  const foreign = `编号,${header!.slice(1).join(',')}\n${randomUUID()},甲,城关区,x-${licence},是\n`;
  expect((await check('law-firms', foreign)).errors.map(({ code }) => code)).toEqual(['law_firm.not_found']);
});

it('exports a rota with who is on it, masked, of the days asked for', async () => {
  const { body } = await administrator.get<{ items: { id: string; status: string }[] }>('/api/directory/lawyers?limit=500&status=active');
  const lawyerId = body.items[0]!.id;
  const shift = { institution: 'institution-540100', placeKind: 'window', place: '=一楼', starts: '09:00', ends: '12:00', lawyerId };
  for (const day of ['2026-11-02', '2026-11-03']) await administrator.post('/api/directory/duty-rota', { ...shift, day });
  const rows = await exported('duty-rota', 'format=csv&institution=institution-540100&from=2026-11-02&to=2026-11-02');
  expect(rows.map((cells) => cells.slice(2, 7))).toEqual([
    ['值班类别', '值班地点', '日期', '开始', '结束'],
    ['窗口', "'=一楼", '2026-11-02', '09:00', '12:00'],
  ]);
  expect(rows[1]![8]).toContain('×');
  expect((await administrator.get<ProblemBody>('/api/directory/exports/duty-rota')).status).toBe(422);
});

it('keeps an administrator to the own divisions', async () => {
  const shigatse = await platform.as({
    account: 'z',
    agency: 'administration-540200',
    agencyKind: 'administration',
    role: 'administrator',
    division: '540200',
  });
  const checked = await check('aid-workers', liaisons(2), shigatse);
  expect(checked.errors.map(({ row, column, code }) => [row, column, code])).toEqual([
    [2, '行政区划', 'directory.division.forbidden'],
    [3, '行政区划', 'directory.division.forbidden'],
  ]);
});

it('exports lists as they are shown: names masked, formulas disarmed, Tibetan whole', async () => {
  const agency = { code: 'police-formula', kind: 'police', division: '540102', name: `=1+1 ${TIBETAN}`, nameEn: 'X' };
  await administrator.post('/api/directory/agencies', agency);
  const [header, ...rows] = await exported('agencies', 'format=csv&division=540102');
  expect(header).toEqual(['单位代码', '单位类别', '行政区划', '单位名称', '英文名称', '文件所用名称', '有效']);
  expect(rows.find(([code]) => code === 'police-formula')).toEqual(['police-formula', '公安', '城关区', `'=1+1 ${TIBETAN}`, 'X', '', '是']);
  const institutions = await exported('institutions', 'format=csv&division=540102');
  expect(institutions.map(([code]) => code)).toEqual(['机构代码', 'institution-540102']);
  const workers = await exported('aid-workers');
  expect(workers.length).toBe((await count('directory.aid_workers')) + 1);
  expect(workers.flat().some((cell) => cell.includes(TIBETAN))).toBe(false);
  expect(workers.flat().some((cell) => cell.includes('×'))).toBe(true);
  // The export of agencies is an import again, and changes nothing.
  const text = rows.filter(([code]) => code === 'police-formula').map((row) => row.map((cell) => `"${cell}"`).join(','));
  const whole = [header!.join(','), ...text].join('\n');
  const { digest, errors } = await check('agencies', whole);
  expect(errors).toEqual([]);
  expect((await commit('agencies', whole, digest)).body).toMatchObject({ rows: 1, imported: 1, changed: 0 });
});
