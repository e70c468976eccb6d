import { AUTUMN_2026 } from '../script/autumn.js';
import { at, day, written } from './days.js';
import { dutiesOf, type Duty } from './duties.js';
import type { Fact } from './facts.js';

const on = (text: string, hour = 10): number => at(day(text), hour);
const HORIZON = on('2026-12-31');
const duties = (facts: readonly Fact[], announced: Parameters<typeof dutiesOf>[1]['announced'] = []): Duty[] =>
  dutiesOf(facts, { arrangement: AUTUMN_2026, announced, horizon: HORIZON });
/** The last day of a duty: its end is 24:00 of it. */
const lastDay = (of: Duty): string => written(day('1970-01-01') + (of.dueAt + 8 * 3_600_000) / 86_400_000 - 1);
const one = (all: readonly Duty[], clock: string): Duty => all.find((duty) => duty.clock === clock)!;

const noticed = (when: string, changes: Partial<Extract<Fact, { is: 'notice delivered' }>> = {}): Fact[] => [
  { is: 'need discovered', at: on(when), organ: 'court' },
  { is: 'notice delivered', at: on(when, 11), organ: 'court', mandatory: true, ...changes },
];

describe('three days', () => {
  it.each([
    // Day 1 is the day after, weekends in between count, and the last day moves to the next workday (8.1, 3).
    ['2026-09-14', '2026-09-17', 'a Monday'],
    ['2026-09-17', '2026-09-20', 'a Thursday before a Sunday that is worked for National Day'],
    ['2026-09-23', '2026-09-28', 'a Wednesday whose third day is within Mid-Autumn'],
    ['2026-09-28', '2026-10-08', 'a Monday whose third day is National Day'],
    ['2026-10-07', '2026-10-10', 'the last holiday before a Saturday that is worked'],
  ])('from %s end with %s: %s', (from, to) => {
    expect(lastDay(one(duties(noticed(from)), 'C02'))).toBe(to);
  });
});

it('moves an end that is still to come when a holiday is announced, and leaves one that is over', () => {
  const holiday = [{ at: on('2026-09-17'), days: [day('2026-09-18')] }];
  const [early, late] = [duties(noticed('2026-09-13'), holiday), duties(noticed('2026-09-15'), holiday)].map((of) => one(of, 'C02'));
  expect([lastDay(early!), lastDay(late!)]).toEqual(['2026-09-16', '2026-09-20']);
});

it('keeps what is left of the days while a notice that names nobody is away', () => {
  const facts = (personOrOffenceUnknown: boolean): Fact[] => [
    ...noticed('2026-09-14'),
    { is: 'returned', at: on('2026-09-15', 15), personOrOffenceUnknown },
    { is: 'corrected', at: on('2026-09-21', 15) },
  ];
  expect(lastDay(one(duties(facts(true)), 'C02'))).toBe('2026-09-23');
  expect(lastDay(one(duties(facts(false)), 'C02'))).toBe('2026-09-17');
});

it('ends nothing while the clock stands still, also where a lawyer is assigned without the correction', () => {
  const [late] = duties([
    ...noticed('2026-09-14'),
    { is: 'returned', at: on('2026-09-15'), personOrOffenceUnknown: true },
    { is: 'agency told', at: on('2026-09-22') },
  ]).filter(({ clock }) => clock === 'C02');
  expect([late!.outcome, late!.breached]).toEqual(['met', false]);
});

it('judges the sender of a notice once, wherever it is transferred to', () => {
  const [, notice] = noticed('2026-09-25', { hearing: { at: on('2026-10-09'), shortened: false }, transferred: true });
  expect(duties([notice!]).map(({ clock }) => clock)).toEqual(['C02']);
});

it('counts fifteen days back from the hearing without it, and over holidays', () => {
  const near = (hearing: string): Duty => one(duties(noticed('2026-09-25', { hearing: { at: on(hearing), shortened: false } })), 'C10');
  expect([lastDay(near('2026-10-10')), near('2026-10-10').breached]).toEqual(['2026-09-25', false]);
  expect([lastDay(near('2026-10-09')), near('2026-10-09').breached]).toEqual(['2026-09-24', true]);
});

it('gives five days for an own lawyer and then the court three, in a mandatory case alone', () => {
  const refused = (mandatory: boolean): Fact[] => [
    ...noticed('2026-09-14', { mandatory }),
    { is: 'lawyer assigned', at: on('2026-09-15') },
    { is: 'agency told', at: on('2026-09-15') },
    { is: 'lawyer refused', at: on('2026-09-16') },
    { is: 'reason accepted', at: on('2026-09-16', 16) },
  ];
  const all = duties(refused(true));
  // 21 September is a Monday; three days after it is the day before Mid-Autumn.
  expect([lastDay(one(all, 'C12.own')), lastDay(one(all, 'C12.renotify'))]).toEqual(['2026-09-21', '2026-09-24']);
  expect(duties(refused(false)).filter(({ clock }) => clock.startsWith('C12'))).toEqual([]);
});

it('owes nothing any more when the request has ended', () => {
  const all = duties([...noticed('2026-09-14'), { is: 'ended', at: on('2026-09-16') }]);
  expect(all.map(({ clock, outcome, breached }) => [clock, outcome, breached])).toEqual([
    ['C01', 'met', false],
    ['C02', 'lapsed', false],
  ]);
});
