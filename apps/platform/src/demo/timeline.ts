const SHANGHAI = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** A local time as people read it: `2026年11月27日 周五 24:00` for the end of a due day. */
export function shown(instant: string): string {
  const at = Date.parse(instant);
  const parts = (of: number): Record<string, string> =>
    Object.fromEntries(SHANGHAI.formatToParts(of).map(({ type, value }) => [type, value]));
  const { hour, minute } = parts(at);
  const midnight = hour === '00' && minute === '00';
  const { year, month, day, weekday } = parts(midnight ? at - 1 : at);
  return `${year}年${month}月${day}日 ${weekday} ${midnight ? '24:00' : `${hour}:${minute}`}`;
}

/** Prints the demonstration as a timeline: who did what, what followed, and the article behind it. */
export class Timeline {
  constructor(private readonly write: (line: string) => void) {}

  title(text: string): void {
    this.write('');
    this.write(`━━ ${text} ${'━'.repeat(Math.max(2, 76 - text.length * 2))}`);
  }

  step(who: string, what: string): void {
    this.write(`● ${who}  ${what}`);
  }

  fact(text: string): void {
    this.write(`│   ${text}`);
  }

  refused(text: string, basis?: string): void {
    this.write(`│ ✗ ${text}`);
    if (basis !== undefined) this.write(`│     依据:${basis}`);
  }

  clock(id: string, text: string, basis: string): void {
    this.write(`│ ⏱ ${id}  ${text}`);
    this.write(`│     依据:${basis}`);
  }
}
