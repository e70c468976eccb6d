import type { CalendarBody } from '../../api/calendars.ts';

/** A row of the form: days in succession that are arranged alike. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
  readonly rest: 'rest' | 'work';
  readonly name: string;
}

/** As many days as a calendar may hold. */
export const MAX_DAYS = 150;
const DAY_MS = 86_400_000;

const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);

/** The days of rows, in their order, and which row each is of. More than {@link MAX_DAYS} are not told apart: it is too many. */
export function expanded(rows: readonly DayRange[]): {
  readonly days: CalendarBody['days'];
  readonly rowOf: readonly number[];
} {
  const days: CalendarBody['days'][number][] = [];
  const rowOf: number[] = [];
  for (const [row, { from, to, rest, name }] of rows.entries()) {
    for (let day = from; day <= to && days.length <= MAX_DAYS; day = dayAfter(day)) {
      days.push({ day, rest: rest === 'rest', name });
      rowOf.push(row);
    }
  }
  return { days, rowOf };
}

/** Days as rows: neighbours of the same name and arrangement are one. */
export function ranges(days: CalendarBody['days']): readonly DayRange[] {
  const rows: DayRange[] = [];
  for (const { day, rest, name } of days.toSorted((a, b) => a.day.localeCompare(b.day))) {
    const last = rows.at(-1);
    const kind = rest ? 'rest' : 'work';
    if (last !== undefined && last.name === name && last.rest === kind && dayAfter(last.to) === day)
      rows[rows.length - 1] = { ...last, to: day };
    else rows.push({ from: day, to: day, rest: kind, name });
  }
  return rows;
}
