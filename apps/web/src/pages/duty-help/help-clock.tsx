import { clockState } from '../../format/clock-state.ts';
import { longTime, shortTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { clockWords, SHAPE } from '../../parts/clock-chip.tsx';
import { useNow } from '../../parts/now.ts';

/** A clock of a matter, as its page is told of it. */
export interface MatterClock {
  readonly id: string;
  readonly startedAt: string;
  readonly dueAt: string;
  readonly provisional?: boolean;
  readonly basis: string;
  readonly stoppedAt: string | null;
  readonly outcome: 'met' | 'lapsed' | null;
  readonly onTime: boolean | null;
}

/** One clock of a matter: its state as shape and words, and when it ends. */
export function HelpClockChip({ clock, full = false }: { readonly clock: MatterClock; readonly full?: boolean }) {
  const { t, language } = useWords();
  const now = useNow();
  const { startedAt, dueAt, provisional = false, stoppedAt, onTime, outcome } = clock;
  const lapsed = outcome === 'lapsed';
  const state = clockState({ startedAt, dueAt, provisional, stoppedAt: lapsed ? null : stoppedAt, onTime, ended: lapsed }, now);
  return (
    <span className={full ? 'clock clock-full' : 'clock'}>
      <span className={`chip chip-${state.kind}`} title={longTime(dueAt, language, true)}>
        <span aria-hidden>{SHAPE[state.kind]}</span> {lapsed ? t('dutyHelp.lapsed') : clockWords(state, t, language)}
      </span>{' '}
      <time dateTime={dueAt} className="quiet">
        {full ? longTime(dueAt, language, true) : shortTime(dueAt, now, true)}
      </time>
      {full && (
        <span className="clock-basis">
          {clock.id} · {clock.basis}
        </span>
      )}
    </span>
  );
}

/** The clock that a list shows: the one that runs, else the last. */
export const shownClock = <Clock extends MatterClock>(clocks: readonly Clock[]): Clock | undefined =>
  clocks.find(({ stoppedAt }) => stoppedAt === null) ?? clocks.at(-1);
