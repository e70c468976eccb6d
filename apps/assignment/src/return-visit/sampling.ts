import type { VisitReason } from '@xiezhi/contracts';

/** What of a closed case decides whether its recipient is visited. */
export interface ClosedCase {
  readonly requestId: string;
  readonly minor: boolean;
  readonly lifeOrDeath: boolean;
  readonly terminated: boolean;
}

/** Digits of the request's id that the draw counts with: the last twelve, which follow from a hash. */
const DIGITS = 12;

/** Whether a request is drawn when one in `every` is: from its id alone, so that anyone can draw again and find the same. */
export const isDrawn = (requestId: string, every: number): boolean => Number.parseInt(requestId.slice(-DIGITS), 16) % every === 0;

/** Why a closed case is visited (回访抽样): all of some kinds, and of the rest one in `every`; `null`: it is not. */
export function visitReason({ requestId, minor, lifeOrDeath, terminated }: ClosedCase, every: number): VisitReason | null {
  if (terminated) return 'terminated';
  if (minor) return 'minor';
  if (lifeOrDeath) return 'life_or_death';
  return isDrawn(requestId, every) ? 'sampled' : null;
}
