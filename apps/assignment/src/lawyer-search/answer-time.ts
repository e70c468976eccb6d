import { instantOf, millisOf, quietUntil, type QuietHours } from '@xiezhi/legal-policy';

/** How long a lawyer has to answer an offer (答复时限). */
export interface AnswerRules {
  readonly minutes: number;
  readonly quiet: QuietHours;
}

const MINUTE_MS = 60_000;
/** However the clock presses, a lawyer has so long. */
const LEAST_MS = 30 * MINUTE_MS;
/** Of what is left of the statutory time one offer takes at most a quarter, so that others can be asked too. */
const SHARE = 4;
/** After the night one reads first. */
const MORNING_MS = 60 * MINUTE_MS;

/**
 * Until when an offer made now is open: the rule's time, shortened where the statutory clock presses. One that would end in the night ends
 * an hour after it, unless the clock ends before.
 */
export function answerUntil(at: string, dueAt: string, { minutes, quiet }: AnswerRules): string {
  const now = millisOf(at);
  const share = Math.max(LEAST_MS, (millisOf(dueAt) - now) / SHARE);
  const until = now + Math.min(minutes * MINUTE_MS, share);
  const night = quietUntil(instantOf(until), quiet);
  if (night === null) return instantOf(until);
  const morning = millisOf(night) + MORNING_MS;
  return instantOf(morning < millisOf(dueAt) ? morning : until);
}
