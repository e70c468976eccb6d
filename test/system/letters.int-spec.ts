import { randomUUID } from 'node:crypto';
import { demonstrationLawyerId } from '../../apps/directory/src/demonstration-data/demonstration-data.js';
import { until, type Api, type ProblemBody } from '../../apps/platform/src/demo/api.js';
import { describedThroughout } from '../support/described-answers.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';
import { testPool } from '../support/postgres.js';

const REQUESTS = '/api/assignment/defence-requests';
const PURPOSE = 'purpose=case_handling';
const NAME = 'བཀྲ་ཤིས། 扎西某某';
const TIMEOUT_MS = 20_000;

interface Listed {
  readonly id: string;
  readonly form: number;
  readonly status: string;
  readonly number: string | null;
  readonly automatic: boolean;
  readonly servedAt: string | null;
  readonly manner: string | null;
  readonly addressee: string | null;
  readonly issuedBy: string | null;
}
interface Full {
  readonly letter: Listed;
  readonly values: Readonly<Record<string, string | null>>;
  readonly missing: readonly string[];
  readonly service: Readonly<Record<string, string>> | null;
  readonly voidReason: string | null;
}
interface Answered extends ProblemBody {
  readonly id: string;
  readonly position: string;
  readonly revision: number;
}
interface Register {
  readonly items: readonly Listed[];
  readonly total: { readonly count: number; readonly exact: boolean };
  readonly next: string | null;
}

let platform: TestPlatform;
let court: Api;
let officer: Api;

beforeAll(async () => {
  platform = await startTestPlatform();
  ({ courtClerk: court, institutionOfficer: officer } = platform.api);
});
afterAll(async () => platform?.stop());
describedThroughout(() => platform);

const lettersOf = (id: string): string => `${REQUESTS}/${id}/letters`;
const listed = async (api: Api, id: string, after?: string): Promise<readonly Listed[]> =>
  (await api.get<{ items: Listed[] }>(`${lettersOf(id)}${after === undefined ? '' : `?after=${after}`}`)).body.items;
const sent = async (): Promise<string> => {
  const { id, position } = (await court.post<Answered>(REQUESTS, notice({ hearingAt: undefined }))).body;
  expect((await court.get(`${REQUESTS}/${id}?after=${position}`)).status).toBe(200);
  return id;
};

async function assigned(): Promise<string> {
  const id = await sent();
  const candidates = await until(
    () => officer.get<{ items: { lawyerId: string; may: boolean }[] }>(`${REQUESTS}/${id}/candidates`),
    ({ status, body }) => status === 200 && body.items.some(({ may }) => may),
    TIMEOUT_MS,
  );
  const { lawyerId } = candidates.value.body.items.find(({ may }) => may)!;
  const { status } = await officer.post(`${REQUESTS}/${id}/assign`, { lawyerId });
  expect(status).toBe(200);
  return id;
}

/** The letter of a form, once it stands as it should. */
async function letterOf(id: string, form: number, status: string, api: Api = officer): Promise<Listed> {
  const { value } = await until(
    () => listed(api, id),
    (items) => items.some((one) => one.form === form && one.status === status),
    TIMEOUT_MS,
  );
  return value.find((one) => one.form === form && one.status === status)!;
}

const drafted = async (api: Api, id: string, form: number, fields: Record<string, string> = {}): Promise<Answered> => {
  const { status, body } = await api.post<Answered>(lettersOf(id), { form, fields });
  expect([status, body.code]).toEqual([201, undefined]);
  return body;
};
const on = (id: string, letterId: string, what: string, body: unknown = {}, api: Api = officer, key: string = randomUUID()) =>
  api.post<Answered>(`${lettersOf(id)}/${letterId}/${what}`, body, key);
const full = async (id: string, letterId: string, api: Api = officer, after = '0'): Promise<Full> =>
  (await api.get<Full>(`${lettersOf(id)}/${letterId}/text?${PURPOSE}&after=${after}`)).body;
const INQUIRY = { answerDays: '10', firm: '第一律师事务所', lawyer: '某律师' };

describe('letters that follow from an assignment', () => {
  it('are drafted by themselves: the one to the organ is issued under the assignment’s number and served with it', async () => {
    const id = await assigned();
    const toOrgan = await letterOf(id, 13, 'served');
    const page = await officer.get<{ letterNumber: string }>(`${REQUESTS}/${id}`);
    expect(toOrgan).toMatchObject({ number: page.body.letterNumber, automatic: true, manner: 'electronic', addressee: 'court-540100' });
    expect(await letterOf(id, 11, 'draft')).toMatchObject({ automatic: true, number: null });
    const { values, missing } = await full(id, toOrgan.id);
    expect(values).toMatchObject({
      person: NAME,
      offence: '故意伤害罪',
      role: '辩护人',
      firm: expect.any(String),
      lawyer: expect.any(String),
    });
    expect(missing).toEqual([]);
  });

  it('are read by whom they concern: the organ has the letter to it, and no draft of the institution', async () => {
    const id = await assigned();
    const toOrgan = await letterOf(id, 13, 'served', court);
    expect((await listed(court, id)).map(({ form }) => form)).toEqual([13]);
    expect((await full(id, toOrgan.id, court)).values['person']).toBe(NAME);
    const toFirm = await letterOf(id, 11, 'draft');
    for (const what of ['text', 'docx', 'print']) {
      const answer = await court.download(`${lettersOf(id)}/${toFirm.id}/${what}?${PURPOSE}`);
      expect([what, answer.status]).toEqual([what, 404]);
    }
  });
});

describe('a letter', () => {
  it('is drafted from the matter, completed, issued, downloaded, printed and served', async () => {
    const id = await assigned();
    const { id: letterId, position } = await drafted(officer, id, 31);
    const open = await full(id, letterId, officer, position);
    expect(open).toMatchObject({ missing: ['answerDays'], values: { person: NAME, organ: expect.stringContaining('拉萨市中级人民法院') } });
    expect((await listed(officer, id, position)).find((one) => one.id === letterId)).toMatchObject({ status: 'draft', number: null });

    const early = await on(id, letterId, 'issue');
    expect([early.status, early.body.code, early.body.errors?.map(({ path }) => path)]).toEqual([
      422,
      'letter.incomplete.invalid',
      ['fields.answerDays'],
    ]);
    expect((await on(id, letterId, 'revise', { fields: { answerDays: '10', clerk: '格桑 སྐལ་བཟང་།' } })).status).toBe(200);
    const issued = await on(id, letterId, 'issue');
    expect(issued.status).toBe(200);
    const there = (await listed(officer, id, issued.body.position)).find((one) => one.id === letterId)!;
    expect(there).toMatchObject({
      status: 'issued',
      number: expect.stringMatching(/^拉萨援征字〔\d{4}〕第\d+号$/),
      issuedBy: expect.any(String),
    });

    const file = await officer.download(`${lettersOf(id)}/${letterId}/docx?${PURPOSE}`);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, expect.stringContaining('wordprocessingml')]);
    expect(decodeURIComponent(file.headers.get('content-disposition')!)).toContain(`征询办案机关意见函${there.number!}.docx`);
    const print = await officer.download(`${lettersOf(id)}/${letterId}/print?${PURPOSE}`);
    const html = await print.text();
    expect(html).toContain(there.number!);
    expect(html).toContain('送达回证');
    expect(html.replaceAll(/<[^>]+>/g, '')).toContain(NAME);

    const servedAt = new Date().toISOString();
    const body = { servedAt, manner: 'in_person', servedBy: '达娃某某', receivedBy: '收件人某某' };
    const served = await on(id, letterId, 'serve', body);
    expect(served.status).toBe(200);
    expect(await full(id, letterId, officer, served.body.position)).toMatchObject({
      letter: { status: 'served', servedAt },
      service: { servedBy: '达娃某某', receivedBy: '收件人某某' },
    });
    expect(await on(id, letterId, 'serve', body)).toMatchObject({ status: 409, body: { code: 'letter.already_served' } });
  });

  it('is carried out once however often the command comes', async () => {
    const id = await assigned();
    const key = randomUUID();
    const { id: letterId } = await drafted(officer, id, 31, INQUIRY);
    const [first, second] = [await on(id, letterId, 'issue', {}, officer, key), await on(id, letterId, 'issue', {}, officer, key)];
    expect([first.status, second.status]).toEqual([200, 200]);
    const items = await listed(officer, id, first.body.position);
    expect(items.filter(({ form }) => form === 31)).toHaveLength(1);
  });

  it('keeps its number when it is voided, with the reason', async () => {
    const id = await assigned();
    const { id: letterId } = await drafted(officer, id, 31, INQUIRY);
    await on(id, letterId, 'issue');
    const { position } = (await on(id, letterId, 'void', { reason: '案号写错' })).body;
    const there = (await listed(officer, id, position)).find((one) => one.id === letterId);
    expect(there).toMatchObject({ status: 'void', number: expect.stringContaining('援征字') });
    expect((await full(id, letterId, officer, position)).voidReason).toBe('案号写错');
    expect(await (await officer.download(`${lettersOf(id)}/${letterId}/print?${PURPOSE}`)).text()).toContain('（本文书已作废）');
  });

  it('says which fields are wrong, and which form is another’s', async () => {
    const id = await assigned();
    const wrong = await officer.post<ProblemBody>(lettersOf(id), { form: 31, fields: { answerDays: 'ten', nothing: 'x', role: '证人' } });
    expect([wrong.status, wrong.body.code, wrong.body.errors?.map(({ path }) => path)]).toEqual([
      422,
      'letter.fields.invalid',
      ['fields.answerDays', 'fields.nothing', 'fields.role'],
    ]);
    expect(await court.post(lettersOf(id), { form: 31 })).toMatchObject({ status: 409, body: { code: 'letter.form.not_yours' } });
    expect(await court.post(lettersOf(id), { form: 24 })).toMatchObject({ status: 409, body: { code: 'letter.form.not_of_organ' } });
    const unknown = await officer.post<ProblemBody>(lettersOf(id), { form: 8 });
    expect([unknown.status, unknown.body.errors?.[0]?.path]).toEqual([400, 'form']);
  });

  it('may be an organ’s own: the court asks for a duty lawyer, and the institution reads it once it is issued', async () => {
    const id = await sent();
    const fields = { help: '法律咨询', helpAt: '2026-12-01T02:00:00Z' };
    const { id: letterId } = await drafted(court, id, 27, fields);
    expect(await officer.get(`${lettersOf(id)}/${letterId}`)).toMatchObject({ status: 404, body: { code: 'letter.not_found' } });
    const { position } = (await on(id, letterId, 'issue', {}, court)).body;
    const seen = await officer.get<Listed>(`${lettersOf(id)}/${letterId}?after=${position}`);
    expect([seen.status, seen.body.number]).toEqual([200, expect.stringMatching(/^拉萨法值字〔\d{4}〕第1号$/)]);
    expect(await on(id, letterId, 'void', { reason: '无' })).toMatchObject({ status: 403, body: { code: 'letter.not_issuer.forbidden' } });
  });

  it('leaves no word of its text and no name in a table, and a row in the access log for each reading', async () => {
    const id = await assigned();
    const { id: letterId, position } = await drafted(officer, id, 31, { ...INQUIRY, clerk: '绝不可见的联系人 གསང་བ།' });
    const read = await full(id, letterId, officer, position);
    expect(read.values['clerk']).toBe('绝不可见的联系人 གསང་བ།');
    const pool = testPool(platform.database.url);
    try {
      const { rows } = await pool.query<{ text: string }>(
        `SELECT data::text AS text FROM assignment.events WHERE stream = $1 UNION ALL SELECT row_to_json(r)::text FROM assignment.letter_register_v2 r WHERE id = $2`,
        [`letter-${letterId}`, letterId],
      );
      expect(rows.length).toBeGreaterThanOrEqual(2);
      expect(rows.filter(({ text }) => /绝不可见|扎西|某律师/.test(text))).toEqual([]);
      const log = await pool.query<{ agency: string }>(
        `SELECT agency FROM assignment.access_log WHERE request_id = $1 AND what = 'letter' AND letter_id = $2`,
        [id, letterId],
      );
      expect(log.rows).toEqual([{ agency: 'institution-540100' }]);
    } finally {
      await pool.end();
    }
  });
});

describe('the register of letters (文书登记簿)', () => {
  it('shows an agency’s numbered letters, also void ones, page by page, by number and by form', async () => {
    const id = await assigned();
    await letterOf(id, 13, 'served');
    const all = (await officer.get<Register>('/api/assignment/letters?limit=100')).body;
    expect(all.items.every(({ number }) => number !== null)).toBe(true);
    expect(all.total).toEqual({ count: all.items.length, exact: true });
    const pages: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const cursor: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
      const page: Register = (await officer.get<Register>(`/api/assignment/letters?limit=2${cursor}`)).body;
      pages.push(...page.items.map((one) => one.id));
      next = page.next;
    }
    expect(pages).toEqual(all.items.map((one) => one.id));
    const byForm = (await officer.get<Register>('/api/assignment/letters?form=13&limit=100')).body;
    expect(new Set(byForm.items.map(({ form }) => form))).toEqual(new Set([13]));
    const { number } = byForm.items[0]!;
    const found = (await officer.get<Register>(`/api/assignment/letters?q=${encodeURIComponent(number!)}`)).body;
    expect(found.items.map((one) => one.number)).toContain(number);
    const voided = (await officer.get<Register>('/api/assignment/letters?state=void')).body;
    expect(new Set(voided.items.map(({ status }) => status))).toEqual(new Set(['void']));
    expect((await platform.api.procuratorateClerk.get<Register>('/api/assignment/letters')).body.items).toEqual([]);
  });

  it('has no hole and no double in any series', async () => {
    const { items } = (await officer.get<Register>('/api/assignment/letters?limit=100')).body;
    const series = Map.groupBy(items, ({ number }) => number!.replace(/第\d+号$/, ''));
    expect(series.size).toBeGreaterThan(1);
    for (const [name, letters] of series) {
      const numbers = letters.map(({ number }) => Number(/第(\d+)号$/.exec(number!)![1])).sort((a, b) => a - b);
      expect([name, numbers]).toEqual([name, numbers.map((_, place) => place + 1)]);
    }
  });
});

describe('forms that may be written for a matter', () => {
  it('are the institution’s for the institution, and the organ’s own for the organ', async () => {
    const id = await sent();
    const forms = async (api: Api) =>
      (await api.get<{ items: { form: number; fields: { id: string }[] }[] }>(`${REQUESTS}/${id}/letter-templates`)).body.items;
    expect((await forms(officer)).map(({ form }) => form)).toEqual([9, 10, 11, 12, 13, 14, 16, 17, 18, 19, 21, 22, 30, 31, 32]);
    expect((await forms(court)).map(({ form }) => form)).toEqual([27]);
    expect((await forms(officer)).every(({ fields }) => fields.length > 0)).toBe(true);
  });
});

describe('the lawyer of a case', () => {
  it('reads and prints the issued letters of the work, and no draft', async () => {
    const id = await sent();
    const { lawyer } = platform.api;
    expect((await lawyer.get(lettersOf(id))).status).toBe(404);
    await until(
      () => officer.post<ProblemBody>(`${REQUESTS}/${id}/assign`, { lawyerId: demonstrationLawyerId(0) }),
      ({ status }) => status === 200,
      TIMEOUT_MS,
    );
    const own = await until(
      () => listed(lawyer, id),
      // Until the case is the lawyer's it is not found.
      (letters) => (letters as typeof letters | undefined)?.some(({ form }) => form === 13) === true,
      TIMEOUT_MS,
    );
    expect(own.value.map(({ form }) => form)).toEqual([13]);
    const all = await listed(officer, id);
    const draft = all.find(({ form }) => form === 11)!;
    expect(draft.status).toBe('draft');
    expect((await lawyer.get(`${lettersOf(id)}/${draft.id}`)).status).toBe(404);
    const [letter] = own.value;
    const text = await lawyer.get<Full>(`${lettersOf(id)}/${letter!.id}/text?${PURPOSE}`);
    expect(text.body.values['person']).toBe(NAME);
    expect((await lawyer.download(`${lettersOf(id)}/${letter!.id}/print?${PURPOSE}`)).status).toBe(200);
    expect((await lawyer.post(`${lettersOf(id)}/${letter!.id}/void`, { reason: '不该' })).status).toBe(403);
  });
});
