import type { QualityMatter } from '../../api/quality.ts';
import { clockState } from '../../format/clock-state.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { clockWords, SHAPE } from '../../parts/clock-chip.tsx';
import { useNow } from '../../parts/now.ts';
import { useQualityWords } from './quality-words.ts';

/** Where a matter stands, as a word in a frame. */
export function WorkStatus({ matter: { kind, status, open } }: { readonly matter: QualityMatter }) {
  const { status: word } = useQualityWords();
  return <span className={`tag tag-${open ? 'info' : 'quiet'}`}>{word(kind, status)}</span>;
}

/** What is owed by when: its state, the due time and, on a page of its own, what it rests on; or that nobody set a time. */
export function WorkClock({ matter, full = false }: { readonly matter: QualityMatter; readonly full?: boolean }) {
  const { t, language } = useWords();
  const { word } = useQualityWords();
  const now = useNow();
  const { clock: running, dueAt, open } = matter;
  if (!open) return null;
  if (running === null)
    return dueAt === null ? null : <span className="quiet">{t('quality.due', { at: longTime(dueAt, language, true) })}</span>;
  const { duty, clock, stoppedAt, onTime } = running;
  if (stoppedAt !== null) return null;
  if (clock.dueAt === null) {
    return (
      <span className="quality-clock">
        <span className="chip chip-ended">{t('quality.undated', { duty: word('fact', duty) })}</span>
        {full && <span className="clock-basis">{t('quality.undatedWhy', { basis: clock.basis })}</span>}
      </span>
    );
  }
  const state = clockState(
    { startedAt: matter.openedAt, dueAt: clock.dueAt, provisional: clock.provisional, stoppedAt, onTime, ended: false },
    now,
  );
  return (
    <span className="quality-clock">
      <span className={`chip chip-${state.kind}`} title={longTime(clock.dueAt, language, true)}>
        <span aria-hidden>{SHAPE[state.kind]}</span> {word('fact', duty)} · {clockWords(state, t, language)}
      </span>
      {full && (
        <span className="clock-basis">
          {t('quality.due', { at: longTime(clock.dueAt, language, true) })} · {clock.basis}
        </span>
      )}
    </span>
  );
}
