import { dayAfter, weekOf } from './week.ts';

const MONTH = 'YYYY-MM'.length;

/** The weeks, Monday first, that the month of a day touches, each with all its days. */
export function weeksOfMonth(day: string): readonly (readonly string[])[] {
  const month = day.slice(0, MONTH);
  const weeks: (readonly string[])[] = [];
  for (let week = weekOf(`${month}-01`); week.some((one) => one.startsWith(month)); week = weekOf(dayAfter(week.at(-1)!, 1)))
    weeks.push(week);
  return weeks;
}

/** The first day of the month before or after that of a day. */
export function monthBeside(day: string, steps: 1 | -1): string {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + steps, 1)).toISOString().slice(0, 10);
}
