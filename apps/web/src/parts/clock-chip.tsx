import { Modal } from 'antd';
import type { TFunction } from 'i18next';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { DefenceRequest } from '../api/types.ts';
import { clockState, type ClockFacts, type ClockKind, type ClockState } from '../format/clock-state.ts';
import { dayOf, duration, longTime, shortTime } from '../format/time.ts';
import { useWords } from '../i18n/index.ts';
import type { Language } from '../i18n/languages.ts';
import { announce } from './announcer.tsx';
import { useNow } from './now.ts';

const HowCounted = lazy(async () => ({ default: (await import('./how-counted.tsx')).HowCounted }));

/** Every state is a shape and a word before it is a colour. */
export const SHAPE: Readonly<Record<ClockKind, string>> = { calm: '●', warning: '▲', breached: '■', met: '✓', met_late: '■', ended: '–' };

/** The clock of a request as the chip takes it, `null` while none runs. */
export function clockOf({
  clock,
  receivedAt,
  open,
  begunAt,
}: DefenceRequest): (ClockFacts & { readonly id: string; readonly basis: string | null }) | null {
  // Before there is a notice, the time to notify runs from the discovery, which is the first step.
  const startedAt = receivedAt ?? begunAt;
  if (clock === null || startedAt === null) return null;
  const { id, dueAt, provisional, stoppedAt, onTime, basis } = clock;
  return { id, startedAt, dueAt, provisional, stoppedAt, onTime, basis, ended: !open && receivedAt !== null && stoppedAt === null };
}

/** What a clock says in words: `还剩 1 天 4 小时`. */
export function clockWords({ kind, ms }: ClockState, t: TFunction, language: Language): string {
  const time = duration(ms, language);
  switch (kind) {
    case 'calm':
    case 'warning':
      return t('requests.clock.left', { time });
    case 'breached':
      return t('requests.clock.over', { time });
    case 'met':
      return t('requests.clock.met', { time });
    case 'met_late':
      return t('requests.clock.metLate', { time });
    case 'ended':
      return t('requests.clock.ended');
  }
}

interface ClockChipProps {
  readonly request: DefenceRequest;
  /** With the article, and why the due time may move: on a page of its own; lists show the due time alone. */
  readonly full?: boolean;
}

/** The clock of a request, the same everywhere: its state, the due time, and on a click how it was counted. */
export function ClockChip({ request, full = false }: ClockChipProps) {
  const { t, language } = useWords();
  const now = useNow();
  const [open, setOpen] = useState(false);
  const clock = clockOf(request);
  const state = clock === null ? null : clockState(clock, now);
  const words = state === null ? '' : clockWords(state, t, language);
  useAnnouncedChange(state?.kind, () => t('requests.clock.changed', { number: request.facts?.caseNumber ?? '', state: words }));
  if (clock === null || state === null) return null;
  const due = full ? longTime(clock.dueAt, language, true) : shortTime(clock.dueAt, now, true);
  return (
    <span className={full ? 'clock clock-full' : 'clock'}>
      <button
        type="button"
        className={`chip chip-${state.kind}`}
        aria-haspopup="dialog"
        aria-label={t('requests.clock.open', { state: words })}
        title={longTime(clock.dueAt, language, true)}
        onClick={() => setOpen(true)}
      >
        <span aria-hidden>{SHAPE[state.kind]}</span> {words}
      </button>
      {state.provisional && (
        <span className="chip chip-provisional">
          <span aria-hidden>◇</span> {t('requests.clock.provisional')}
        </span>
      )}
      {state.kind !== 'met' && state.kind !== 'met_late' && <span className="clock-due">{t('requests.clock.due', { at: due })}</span>}
      {full && (
        <ClockGround id={clock.id} basis={clock.basis} provisionalYear={state.provisional ? dayOf(clock.dueAt).slice(0, 4) : null} />
      )}
      <Modal open={open} onCancel={() => setOpen(false)} footer={null} title={t('requests.clock.how')} width={640} destroyOnHidden>
        <Suspense fallback={<p role="status">{t('common.loading')}</p>}>
          <HowCounted request={request} />
        </Suspense>
      </Modal>
    </span>
  );
}

function ClockGround({
  id,
  basis,
  provisionalYear,
}: {
  readonly id: string;
  readonly basis: string | null;
  readonly provisionalYear: string | null;
}) {
  const { t } = useWords();
  return (
    <>
      <span className="clock-basis">
        {id}
        {basis !== null && ` · ${basis}`}
      </span>
      {provisionalYear !== null && <span className="clock-basis">{t('requests.clock.provisionalWhy', { year: provisionalYear })}</span>}
    </>
  );
}

/** Tells screen readers when a clock's state changes, and never when it merely ticks. */
function useAnnouncedChange(kind: ClockKind | undefined, words: () => string): void {
  const before = useRef(kind);
  useEffect(() => {
    if (kind !== undefined && before.current !== undefined && before.current !== kind) announce(words());
    before.current = kind;
  });
}
