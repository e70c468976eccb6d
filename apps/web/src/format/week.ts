const DAY_MS = 86_400_000;
const DAYS = 7;

/** The day that comes `days` behind another. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** The days of the week that a day is in, from Monday on. */
export function weekOf(day: string): readonly string[] {
  const behindMonday = (new Date(`${day}T00:00:00Z`).getUTCDay() + DAYS - 1) % DAYS;
  return Array.from({ length: DAYS }, (_, place) => dayAfter(day, place - behindMonday));
}

/** True for a day that exists, as an address may hold one. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
