import { randomUUID } from 'node:crypto';
import type { Api, ProblemBody } from '../../apps/platform/src/demo/api.js';
import { describedThroughout } from '../support/described-answers.js';
import { startTestPlatform, type TestPlatform } from '../support/platform.js';

const VALUES = '/api/directory/reference-values';
interface Value {
  readonly id: string;
  readonly reason: string | null;
  readonly enteredAt: string;
  readonly decidedAt: string | null;
  readonly decidedBy: string | null;
  readonly kind: string;
  readonly division: string;
  readonly value: number;
  readonly unit: string;
  readonly status: string;
}

let platform: TestPlatform;
let first: Api;
let second: Api;
beforeAll(async () => {
  platform = await startTestPlatform();
  first = platform.api.administrator;
  second = await administratorOf('540000');
});
afterAll(() => platform.stop());
describedThroughout(() => platform);

const administratorOf = (division: string): Promise<Api> =>
  platform.as({
    account: `second-administrator-${division}`,
    agency: `administration-${division}`,
    agencyKind: 'administration',
    role: 'administrator',
    division,
  });
const value = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  kind: 'dibao_urban_monthly',
  division: '540000',
  value: 75_000,
  validFrom: '2018-01-01',
  source: '藏政发〔2017〕1号(示例)',
  sourceOn: '2017-12-20',
  ...changes,
});
const enter = async (changes: Record<string, unknown> = {}): Promise<string> => {
  const { status, body } = await first.post<{ id: string }>(VALUES, value(changes));
  expect(status).toBe(201);
  return body.id;
};
const decide = (id: string, by: Api, decision = 'approved', reason = decision === 'rejected' ? '与文件不符' : undefined) =>
  by.post<ProblemBody>(`${VALUES}/${id}/decide`, { decision, reason });
const approved = async (changes: Record<string, unknown> = {}): Promise<void> => {
  expect((await decide(await enter(changes), second)).status).toBe(200);
};
const inForce = async (day: string, division: string, kind = 'dibao_urban_monthly'): Promise<number | undefined> => {
  const { body } = await platform.api.secretariat.get<{ items: Value[] }>(`${VALUES}/in-force?day=${day}&division=${division}`);
  return body.items.find((item) => item.kind === kind)?.value;
};

it('holds once another person than the one who entered it has approved it', async () => {
  const id = await enter({ kind: 'subsidy_duty_day', value: 30_000 });
  expect(await inForce('2026-01-01', '540000', 'subsidy_duty_day')).toBeUndefined();
  const own = await decide(id, first);
  expect([own.status, own.body.code]).toEqual([403, 'reference_value.same_person.forbidden']);
  expect((await decide(id, second)).status).toBe(200);
  expect(await inForce('2026-01-01', '540000', 'subsidy_duty_day')).toBe(30_000);
  const later = await decide(id, second, 'rejected');
  expect([later.status, later.body.code]).toEqual([409, 'reference_value.decided']);
});

it('is looked up by day, and a prefecture’s own outranks the region’s', async () => {
  await approved({ value: 70_000, validFrom: '2017-01-01' });
  await approved({ value: 75_000, validFrom: '2018-01-01' });
  await approved({ value: 80_000, validFrom: '2018-07-01', division: '540100' });
  expect(await Promise.all(['2016-12-31', '2017-01-01', '2017-12-31', '2018-01-01'].map((day) => inForce(day, '540000')))).toEqual([
    undefined,
    70_000,
    70_000,
    75_000,
  ]);
  expect([await inForce('2018-06-30', '540102'), await inForce('2018-07-01', '540102'), await inForce('2018-07-01', '540200')]).toEqual([
    75_000, 80_000, 75_000,
  ]);
  // A correction for the same day is entered beside it, and both are kept.
  await approved({ value: 75_500, validFrom: '2018-01-01' });
  expect(await inForce('2018-02-01', '540000')).toBe(75_500);
  const { body } = await first.get<{ items: Value[] }>(`${VALUES}?kind=dibao_urban_monthly&division=540000&status=approved`);
  expect(body.items.map((item) => item.value).sort()).toEqual([70_000, 75_000, 75_500]);
});

it('keeps a decimal as it was entered, and takes money in whole fen only', async () => {
  await approved({ kind: 'hardship_multiplier', value: 2.5 });
  expect(await inForce('2026-01-01', '540000', 'hardship_multiplier')).toBe(2.5);
  const half = await first.post<ProblemBody>(VALUES, value({ value: 700.5 }));
  expect([half.status, half.body.errors?.[0]?.code]).toEqual([422, 'reference_value.not_whole_fen']);
});

it('of a rejected value holds nothing, and of a foreign division there is none', async () => {
  const rejected = await enter({ kind: 'subsidy_document', value: 1 });
  expect((await decide(rejected, second, 'rejected')).status).toBe(200);
  expect(await inForce('2026-01-01', '540000', 'subsidy_document')).toBeUndefined();
  const lhasa = await administratorOf('540100');
  const [foreign, unknown] = [await decide(await enter({ division: '540200' }), lhasa), await decide(randomUUID(), lhasa)];
  expect([foreign.status, foreign.body.code, foreign.body.detail]).toEqual([404, unknown.body.code, unknown.body.detail]);
  expect((await lhasa.post(VALUES, value())).status).toBe(403);
});

it('is refused with a reason, and both people and times are kept', async () => {
  const id = await enter({ kind: 'subsidy_consultation_day', value: 20_000 });
  const silent = await second.post<ProblemBody>(`${VALUES}/${id}/decide`, { decision: 'rejected' });
  expect([silent.status, silent.body.errors?.[0]?.path]).toEqual([400, 'reason']);
  expect((await decide(id, second, 'rejected', '金额与文件第三条不符 དོན་རྐྱེན།')).status).toBe(200);
  const { body } = await first.get<{ items: Value[] }>(`${VALUES}?kind=subsidy_consultation_day`);
  const [kept] = body.items;
  expect(kept).toMatchObject({ id, status: 'rejected', reason: '金额与文件第三条不符 དོན་རྐྱེན།', decidedBy: 'second-administrator-540000' });
  expect(Date.parse(kept!.decidedAt!)).toBeGreaterThanOrEqual(Date.parse(kept!.enteredAt));
});

it('lists the newest first, page by page', async () => {
  for (const amount of [1_000, 2_000, 3_000]) await enter({ kind: 'subsidy_non_litigation_case', value: amount });
  const page = async (cursor: string): Promise<{ items: Value[]; next: string | null }> =>
    (await first.get<{ items: Value[]; next: string | null }>(`${VALUES}?kind=subsidy_non_litigation_case&limit=2${cursor}`)).body;
  const newest = await page('');
  const rest = await page(`&cursor=${newest.next}`);
  expect([newest, rest].map(({ items }) => items.map((item) => item.value))).toEqual([[3_000, 2_000], [1_000]]);
  expect(rest.next).toBeNull();
});
