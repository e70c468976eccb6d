import type { CalendarDayV1 } from '@xiezhi/contracts';
import type { FieldError } from '@xiezhi/eventsourcing';
import { weekdayOf } from '@xiezhi/legal-policy';

/** A calendar as it is entered: one year of one government. */
export interface CalendarEntry {
  readonly scope: 'national' | 'regional';
  readonly division: string;
  readonly year: number;
  readonly basis: string;
  readonly issuedOn: string;
  readonly days: readonly CalendarDayV1[];
}

/** Days that every arrangement of the State Council names: without them a list is a part of one. */
const ALWAYS_NAMED = ['01-01', '10-01'];

/** What is wrong with the days of a calendar, by place; nothing when it is sound. */
export function faultsOf({ scope, year, days }: CalendarEntry): readonly FieldError[] {
  const seen = new Set<string>();
  const faults: FieldError[] = [];
  for (const [index, { day, rest }] of days.entries()) {
    const path = `days.${index}.day`;
    if (Number(day.slice(0, 4)) !== year) {
      faults.push({ path, code: 'calendar.other_year', detail: `${day} 不在${year}年内。The day is not of the year ${year}.` });
    } else if (seen.has(day)) {
      faults.push({ path, code: 'calendar.day_twice', detail: `${day} 重复。The day is listed twice.` });
    } else if (scope === 'national' && !rest && !isWeekend(day)) {
      faults.push({ path, code: 'calendar.no_weekend', detail: `${day} 不是周末,不能调休上班。A make-up workday lies on a weekend.` });
    }
    seen.add(day);
  }
  if (scope === 'national') {
    for (const named of ALWAYS_NAMED) {
      if (days.some(({ day, rest }) => rest && day === `${year}-${named}`)) continue;
      const detail = `缺少 ${year}-${named},请录入全年安排。The arrangement must hold the whole year; this day is missing.`;
      faults.push({ path: 'days', code: 'calendar.incomplete', detail });
    }
  }
  return faults;
}

const isWeekend = (day: string): boolean => weekdayOf(day) === 0 || weekdayOf(day) === 6;
