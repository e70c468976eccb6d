/** What a statutory clock looks like from outside at one instant. */
export interface ClockFacts {
  readonly startedAt: string;
  readonly dueAt: string;
  readonly provisional: boolean;
  /** When what it asks for was done; `null` while it is owed. */
  readonly stoppedAt: string | null;
  readonly onTime: boolean | null;
  /** True when nothing is owed any more although nothing was done: withdrawn, transferred, not needed. */
  readonly ended: boolean;
}

export type ClockKind = 'calm' | 'warning' | 'breached' | 'met' | 'met_late' | 'ended';

/** A state and its length: time left, time over, or time used. */
export interface ClockState {
  readonly kind: ClockKind;
  readonly ms: number;
  /** The due time may still move: the calendar of a year it rests on is not published. */
  readonly provisional: boolean;
}

/** Part of the whole period that is left when a clock begins to warn. */
export const WARNING_SHARE = 1 / 3;

/** The state of a clock at `now`. */
export function clockState(clock: ClockFacts, now: number): ClockState {
  const startedAt = Date.parse(clock.startedAt);
  const dueAt = Date.parse(clock.dueAt);
  if (clock.stoppedAt !== null) {
    const stoppedAt = Date.parse(clock.stoppedAt);
    if (clock.onTime === false) return { kind: 'met_late', ms: stoppedAt - dueAt, provisional: false };
    return { kind: 'met', ms: stoppedAt - startedAt, provisional: false };
  }
  if (clock.ended) return { kind: 'ended', ms: 0, provisional: false };
  // The period is half open: at its end it is over.
  if (now >= dueAt) return { kind: 'breached', ms: now - dueAt, provisional: clock.provisional };
  const left = dueAt - now;
  const kind = left <= (dueAt - startedAt) * WARNING_SHARE ? 'warning' : 'calm';
  return { kind, ms: left, provisional: clock.provisional };
}
