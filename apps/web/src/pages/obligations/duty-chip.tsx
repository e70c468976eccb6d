import type { Obligation } from '../../api/obligations.ts';
import { clockState } from '../../format/clock-state.ts';
import { shortTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { clockWords, SHAPE } from '../../parts/clock-chip.tsx';
import { useNow } from '../../parts/now.ts';

/** How a duty stands: its clock, and what became of it. */
export function DutyChip({ duty: { startedAt, dueAt, provisional, endedAt, state, pausedSince } }: { readonly duty: Obligation }) {
  const { t, language } = useWords();
  const now = useNow();
  if (pausedSince !== null) return <span className="chip">{t('obligations.paused', { at: shortTime(pausedSince, now) })}</span>;
  const done = state === 'met' || state === 'met_late';
  const clock = clockState(
    { startedAt, dueAt, provisional, stoppedAt: done ? endedAt : null, onTime: done ? state === 'met' : null, ended: state === 'lapsed' },
    now,
  );
  // A clock that is counted back has no time that was used: it begins with its end.
  const words = clock.kind === 'met' && startedAt > dueAt ? t('obligations.tab.met') : clockWords(clock, t, language);
  return (
    <span className={`chip chip-${clock.kind}`}>
      <span aria-hidden>{SHAPE[clock.kind]}</span> {words}
    </span>
  );
}
