import { dayOf, endOf, workdayFrom, type Arrangement, type Day } from './days.js';

export type DutyId =
  'C01' | 'C02' | 'C06' | 'C10' | 'C12.own' | 'C12.renotify' | 'C13' | 'C14' | 'C18' | 'C24' | 'C30' | 'C31' | 'C32' | 'C33';
export type Holder = 'agency' | 'institution' | 'firm' | 'lawyer' | 'person';

/** The master table, as far as a request for a defender goes: days given, who has them, and the sentence they come from. */
export const RULES: Record<DutyId, { readonly days: number; readonly holder: Holder; readonly basis: string }> = {
  C01: { days: 3, holder: 'agency', basis: '法律援助法 36' },
  C02: { days: 3, holder: 'institution', basis: '法律援助法 36；办理法律援助案件程序规定（2023）24' },
  C06: { days: 3, holder: 'agency', basis: '公安机关办理刑事案件程序规定 47(2)' },
  C10: { days: -15, holder: 'agency', basis: '刑诉解释 49' },
  'C12.own': { days: 5, holder: 'person', basis: '刑诉解释 50' },
  'C12.renotify': { days: 3, holder: 'agency', basis: '刑诉解释 50' },
  C13: { days: 15, holder: 'lawyer', basis: '刑诉解释 313' },
  C14: { days: 3, holder: 'lawyer', basis: '刑诉解释 52' },
  C18: { days: 5, holder: 'agency', basis: '刑事诉讼法律援助工作的规定（2013）21' },
  C24: { days: 5, holder: 'firm', basis: '办理法律援助案件程序规定（2023）27' },
  C30: { days: 5, holder: 'institution', basis: '办理法律援助案件程序规定（2023）' },
  C31: { days: 3, holder: 'institution', basis: '办理法律援助案件程序规定（2023）' },
  C32: { days: 30, holder: 'lawyer', basis: '办理法律援助案件程序规定（2023）' },
  C33: { days: 30, holder: 'institution', basis: '办理法律援助案件程序规定（2023）' },
};

/**
 * The last day of a number of days (日): day 1 is the day after the trigger, days of rest in between count, and where the last day is one of
 * rest the end moves to the next workday. Days in which the clock stood (`stood`) are not counted: what is left is kept, not begun anew.
 */
export function lastDay(trigger: Day, days: number, stood: readonly { from: Day; to: Day }[], arrangement: Arrangement): Day {
  let left = days;
  let from = trigger;
  for (const pause of stood) {
    left = Math.max(0, left - (pause.from - from));
    from = pause.to;
  }
  return workdayFrom(from + left, arrangement);
}

/** The end of that day, for an act on the day itself is in time. */
export const dueAfter = (
  startedAt: number,
  days: number,
  stood: readonly { from: number; to: number }[],
  arrangement: Arrangement,
): number =>
  endOf(
    lastDay(
      dayOf(startedAt),
      days,
      stood.map(({ from, to }) => ({ from: dayOf(from), to: dayOf(to) })),
      arrangement,
    ),
  );

/** Counted back from a day without that day, and never moved: the last day on which one may still act. */
export const dueBefore = (date: number, days: number): number => endOf(dayOf(date) - days);
