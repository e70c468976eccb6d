import { jest } from '@jest/globals';
import { SystemClock } from '../../apps/assignment/src/clock.js';
import { until, type Api, type ProblemBody } from '../../apps/platform/src/demo/api.js';
import { describedThroughout } from '../support/described-answers.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const CALENDARS = '/api/directory/calendars';
const REQUESTS = '/api/assignment/defence-requests';
const WAIT_MS = 15_000;

/** Years that no packaged arrangement covers. Monday 2031-12-22 and Monday 2031-12-29, in the morning. */
const BEFORE_CHRISTMAS = '2031-12-22T02:00:00.000Z';
const YEAR_END = '2031-12-29T02:00:00.000Z';

interface Published {
  readonly id: string;
  readonly edition: number;
}
interface Page {
  readonly id: string;
  readonly clock: { readonly dueAt: string; readonly provisional: boolean };
  readonly timeline: readonly { readonly event: string }[];
}
interface News {
  readonly data: { readonly requestId: string; readonly state: string; readonly clock: { readonly dueAt: string } };
}

let platform: TestPlatform;
let court: Api;
let administrator: Api;
const clock = jest.spyOn(SystemClock.prototype, 'now');
beforeAll(async () => {
  platform = await startTestPlatform();
  ({ courtClerk: court, administrator } = platform.api);
});
afterAll(async () => {
  clock.mockRestore();
  await platform.stop();
});
describedThroughout(() => platform);

const sendAt = async (at: string, division = '540100'): Promise<string> => {
  clock.mockReturnValue(at);
  const body = notice({ division, discoveredAt: at, hearingAt: '2032-03-01T02:00:00.000Z' });
  const answer = await court.post<{ id: string }>(REQUESTS, body);
  expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
  return answer.body.id;
};
const pageOf = async (id: string, done: (page: Page) => boolean = () => true): Promise<Page> =>
  (
    await until(
      async () => court.get<Page>(`${REQUESTS}/${id}`),
      ({ status, body }) => status === 200 && done(body),
      WAIT_MS,
    )
  ).value.body;
const recounts = ({ timeline }: Page): number => timeline.filter(({ event }) => event === 'ClockRecounted').length;
const publish = (body: Record<string, unknown>, key?: string) => administrator.post<Published & ProblemBody>(CALENDARS, body, key);

const national = (year: number, rest: readonly string[], more: Record<string, unknown> = {}): Record<string, unknown> => ({
  scope: 'national',
  division: '540000',
  year,
  basis: `国务院办公厅关于${year}年部分节假日安排的通知(示例)`,
  issuedOn: `${year - 1}-11-05`,
  days: [...rest, `${year}-10-01`].map((day) => ({ day, rest: true, name: '节日' })),
  ...more,
});

it('moves a clock over a year end when the year’s calendar arrives, once, and leaves others as they are', async () => {
  const [ended, running] = [await sendAt(BEFORE_CHRISTMAS), await sendAt(YEAR_END)];
  // Day 3 is New Year by law; the Friday behind it works until somebody says otherwise.
  expect((await pageOf(running)).clock).toMatchObject({ dueAt: '2032-01-02T16:00:00.000Z', provisional: true });

  const { status, body } = await publish(national(2032, ['2032-01-01', '2032-01-02', '2032-01-03']), '2032-key');
  expect([status, body]).toEqual([200, expect.objectContaining({ id: 'national-2032', edition: 1 })]);
  const moved = await pageOf(running, ({ clock: { provisional } }) => !provisional);
  expect(moved.clock).toMatchObject({ dueAt: '2032-01-05T16:00:00.000Z', provisional: false });

  // Sent again, it is the same edition; a new clock is counted by it from the start.
  expect((await publish(national(2032, ['2032-01-01', '2032-01-02', '2032-01-03']), '2032-key')).body).toMatchObject({ edition: 1 });
  expect((await pageOf(await sendAt(YEAR_END))).clock).toMatchObject({ dueAt: '2032-01-05T16:00:00.000Z', provisional: false });

  // The earlier one waits for its own year, and is moved by nothing else.
  await publish(national(2031, ['2031-01-01']));
  const final = await pageOf(ended, ({ clock: { provisional } }) => !provisional);
  expect([final.clock.dueAt, recounts(final), recounts(await pageOf(running))]).toEqual(['2031-12-25T16:00:00.000Z', 1, 1]);

  // Both parties are told, and the dashboard counts by the new end.
  const news = await until(
    () => court.get<{ items: News[] }>('/api/referrals/news?limit=100'),
    (answer) => answer.body.items?.some(({ data }) => data.requestId === running && data.state === 'clock_recounted'),
    WAIT_MS,
  );
  const told = news.value.body.items.find(({ data }) => data.requestId === running && data.state === 'clock_recounted');
  expect(told?.data.clock.dueAt).toBe('2032-01-05T16:00:00.000Z');
});

it('holds a regional holiday for the divisions below the government that fixed it', async () => {
  const [inLhasa, inShigatse] = [await sendAt(YEAR_END, '540102'), await sendAt(YEAR_END, '540200')];
  const regional = { ...national(2032, []), scope: 'regional', division: '540100', basis: '拉萨市人民政府通知(示例)' };
  const { body } = await publish({ ...regional, days: [{ day: '2032-01-05', rest: true, name: '藏历新年 ལོ་གསར།' }] });
  expect(body.id).toBe('regional-540100-2032');
  const moved = await pageOf(inLhasa, (page) => recounts(page) === 1);
  expect(moved.clock.dueAt).toBe('2032-01-06T16:00:00.000Z');
  expect((await pageOf(inShigatse)).clock.dueAt).toBe('2032-01-05T16:00:00.000Z');
  const { body: listed } = await court.get<{ items: { id: string; current: boolean; days: { name: string }[] }[] }>(
    `${CALENDARS}?year=2032&division=540102`,
  );
  expect(listed.items.map(({ id, current }) => [id, current])).toEqual([
    ['national-2032', true],
    ['regional-540100-2032', true],
  ]);
  expect(listed.items[1]!.days[0]!.name).toBe('藏历新年 ལོ་གསར།');

  // What counts is shown as it counts: in Lhasa with its holiday, elsewhere without.
  const restDays = async (division: string): Promise<readonly string[]> =>
    (await court.get<{ items: { day: string }[] }>(`${CALENDARS}/days?year=2032&division=${division}`)).body.items.map(({ day }) => day);
  expect(await restDays('540102')).toEqual(['2032-01-01', '2032-01-02', '2032-01-03', '2032-01-05', '2032-10-01']);
  expect(await restDays('540200')).toEqual(['2032-01-01', '2032-01-02', '2032-01-03', '2032-10-01']);
});

it('supersedes an edition only for one who has seen it, keeps the old one, and moves clocks again', async () => {
  const id = await sendAt(YEAR_END, '540300');
  const corrected = national(2032, ['2032-01-01', '2032-01-02']);
  const blind = await publish(corrected);
  expect([blind.status, blind.body.code]).toEqual([409, 'calendar.superseded_meanwhile']);
  expect((await publish({ ...corrected, supersedes: 1 })).body.edition).toBe(2);
  // Saturday and Sunday follow: the end stays Monday, and so nothing is recorded of this request.
  expect((await publish({ ...national(2032, ['2032-01-01']), supersedes: 2 })).body.edition).toBe(3);
  const moved = await pageOf(id, (page) => recounts(page) > 0);
  expect([moved.clock.dueAt, recounts(moved)]).toEqual(['2032-01-02T16:00:00.000Z', 1]);
  const { body } = await administrator.get<{ items: { edition: number; current: boolean }[] }>(`${CALENDARS}?year=2032`);
  expect(body.items.map(({ edition, current }) => [edition, current])).toEqual([
    [3, true],
    [2, false],
    [1, false],
  ]);
});

it('refuses a calendar with faults by field, and one of a foreign division', async () => {
  const faulty = await publish({ ...national(2033, ['2033-01-01']), days: [{ day: '2034-01-01', rest: true, name: '元旦' }] });
  expect([faulty.status, faulty.body.code, faulty.body.errors?.map(({ path }) => path)]).toEqual([
    422,
    'calendar.invalid',
    ['days.0.day', 'days', 'days'],
  ]);
  const lhasa = await platform.as({
    account: 'lhasa-administrator',
    agency: 'administration-540100',
    agencyKind: 'administration',
    role: 'administrator',
    division: '540100',
  });
  const foreign = await lhasa.post<ProblemBody>(CALENDARS, national(2033, ['2033-01-01']));
  expect([foreign.status, foreign.body.code]).toEqual([403, 'directory.division.forbidden']);
});

it('shows what an edition would change before it is published, and changes nothing by that', async () => {
  const proposed = { ...national(2036, ['2036-01-01', '2036-01-02']), supersedes: 0 };
  const { status, body } = await administrator.post<{
    supersedes: number;
    settles: boolean;
    changes: { before: { day: string; kind: string }; after: { kind: string } }[];
  }>(`${CALENDARS}/check`, proposed);
  expect([status, body.supersedes, body.settles]).toEqual([200, 0, true]);
  expect(body.changes.find(({ before }) => before.day === '2036-01-02')).toMatchObject({
    before: { kind: 'workday' },
    after: { kind: 'public_holiday' },
  });
  expect(body.changes.some(({ before }) => before.day === '2036-01-01')).toBe(false);
  const { body: after } = await court.get<{ published: boolean }>(`${CALENDARS}/days?year=2036`);
  expect(after.published).toBe(false);
  const faulty = await administrator.post<ProblemBody>(`${CALENDARS}/check`, { ...proposed, year: 2037 });
  expect([faulty.status, faulty.body.code]).toEqual([422, 'calendar.invalid']);
});

it('gives a year as a file in which no text is a formula', async () => {
  const days = ['2035-01-01', '2035-01-03', '2035-10-01'].map((day) => ({ day, rest: true, name: '=1+1' }));
  const year = national(2035, [], { days });
  expect((await publish(year)).status).toBe(200);
  const file = await court.download(`${CALENDARS}/days/export?year=2035&division=540102&format=csv`);
  expect([file.status, file.headers.get('content-disposition')]).toEqual([200, 'attachment; filename="calendar-540102-2035.csv"']);
  const lines = (await file.text()).split('\r\n');
  expect(lines.find((line) => line.startsWith('2035-01-03'))).toBe("2035-01-03,星期三,法定节假日,'=1+1,是,否");
});
