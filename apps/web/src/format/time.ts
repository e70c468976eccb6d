import type { Language } from '../i18n/languages.ts';

/** The region's civil time, whatever the clock of the reader's machine says. */
const TIME_ZONE = 'Asia/Shanghai';

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: TIME_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  weekday: 'short',
  hourCycle: 'h23',
});

const WEEKDAYS_ZH: Readonly<Record<string, string>> = {
  Mon: '周一',
  Tue: '周二',
  Wed: '周三',
  Thu: '周四',
  Fri: '周五',
  Sat: '周六',
  Sun: '周日',
};
const DAY_MS = 86_400_000;

interface Civil {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly weekday: string;
}

function civil(at: number): Civil {
  const found = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]));
  return found as unknown as Civil;
}

/** The end of a day is written as 24:00 of that day (二十四时), never as 00:00 of the next. */
const endOfDayAware = (iso: string, end: boolean): { civil: Civil; time: string } => {
  const at = Date.parse(iso);
  const now = civil(at);
  if (!end || now.hour !== '00' || now.minute !== '00') return { civil: now, time: `${now.hour}:${now.minute}` };
  return { civil: civil(at - DAY_MS), time: '24:00' };
};

/** The calendar day of an instant, `2026-02-11`. */
export const dayOf = (iso: string): string => {
  const { year, month, day } = civil(Date.parse(iso));
  return `${year}-${month}-${day}`;
};

/** `2026年2月11日 周三 09:00`; `Wed 11 Feb 2026, 09:00`. `end`: the instant ends a period. */
export function longTime(iso: string, language: Language, end = false): string {
  const { civil: at, time } = endOfDayAware(iso, end);
  if (language === 'zh') return `${longDay(`${at.year}-${at.month}-${at.day}`, language)} ${WEEKDAYS_ZH[at.weekday] ?? ''} ${time}`;
  return `${at.weekday} ${longDay(`${at.year}-${at.month}-${at.day}`, language)}, ${time}`;
}

/** `02-11 09:00`, with the year when it is not `now`'s. */
export function shortTime(iso: string, now: number, end = false): string {
  const { civil: at, time } = endOfDayAware(iso, end);
  const year = at.year === civil(now).year ? '' : `${at.year}-`;
  return `${year}${at.month}-${at.day} ${time}`;
}

const MONTHS_EN = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A calendar day: `2026年2月11日`; `11 Feb 2026`. */
export function longDay(day: string, language: Language): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return language === 'zh'
    ? `${year}年${Number(month)}月${Number(date)}日`
    : `${Number(date)} ${MONTHS_EN[Number(month) - 1] ?? month} ${year}`;
}

/** The calendar day before. */
export const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);

/** The weekday of a calendar day: `周三`; `Wed`. */
export function weekdayName(day: string, language: Language): string {
  const { weekday } = civil(Date.parse(`${day}T12:00:00+08:00`));
  return language === 'zh' ? (WEEKDAYS_ZH[weekday] ?? '') : weekday;
}

const MINUTE_MS = 60_000;

/** A length of time in days, hours and minutes: its two largest parts. */
export function span(ms: number): { readonly days: number; readonly hours: number; readonly minutes: number } {
  const minutes = Math.floor(Math.abs(ms) / MINUTE_MS);
  return { days: Math.floor(minutes / 1_440), hours: Math.floor((minutes % 1_440) / 60), minutes: minutes % 60 };
}

/** `1 天 4 小时`, `5 小时 12 分`, `3 分`; `1 d 4 h`, … */
export function duration(ms: number, language: Language): string {
  const { days, hours, minutes } = span(ms);
  const [d, h, m] = language === 'zh' ? [' 天', ' 小时', ' 分'] : [' d', ' h', ' min'];
  if (days > 0) return hours === 0 ? `${days}${d}` : `${days}${d} ${hours}${h}`;
  if (hours > 0) return minutes === 0 ? `${hours}${h}` : `${hours}${h} ${minutes}${m}`;
  return `${minutes}${m}`;
}

/** The instant of a day and a time as they are written in the region, for a form. */
export const instantOf = (day: string, time: string): string => `${day}T${time}:00+08:00`;

/** The instant at which a day ends in the region: its 24:00. */
export const endOfDay = (day: string): string => new Date(Date.parse(`${day}T00:00:00+08:00`) + DAY_MS).toISOString();

/** An instant as the day and time a form shows. */
export const dayAndTime = (iso: string): { readonly day: string; readonly time: string } => {
  const at = civil(Date.parse(iso));
  return { day: `${at.year}-${at.month}-${at.day}`, time: `${at.hour}:${at.minute}` };
};

/** The instant at which `now`'s day ends in the region. */
export function endOfToday(now: number): number {
  const { year, month, day } = civil(now);
  return Date.parse(`${year}-${month}-${day}T00:00:00+08:00`) + DAY_MS;
}
