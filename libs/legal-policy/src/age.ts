import { addDays, addMonths, type Day, daysBetween } from './shanghai-time.js';

const MONTHS_TO_ADULTHOOD = 18 * 12;

/**
 * Whether a person is under 18 (未满十八周岁) on a day. A year of age is full on the day after the birthday (周岁从周岁生日的第二天起算,
 * 法释〔2006〕1号 第2条): on the 18th birthday itself the person is still a minor.
 *
 * @throws RangeError for a day that does not exist
 */
export function isMinorOn(birthDate: Day, day: Day): boolean {
  const adultFrom = addDays(addMonths(birthDate, MONTHS_TO_ADULTHOOD), 1);
  return daysBetween(day, adultFrom) > 0;
}
