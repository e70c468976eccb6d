import { millisOf, type Instant } from '@xiezhi/legal-policy';
import type { DutyHolderKind, Standstill } from './duty.js';

/** A duty as the split of a matter's time sees it. */
export interface TimedDuty {
  readonly holderKind: DutyHolderKind;
  readonly owedKind: DutyHolderKind;
  readonly startedAt: Instant;
  /** `null` while it is owed. */
  readonly endedAt: Instant | null;
  readonly standstills: readonly Pick<Standstill, 'from' | 'until'>[];
}

/** From when until when somebody held a duty, in milliseconds since 1970. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
}

/** How long one duty-holder (责任人) held duties of a matter, and when. */
export interface HeldTime {
  readonly holder: DutyHolderKind;
  readonly ms: number;
  readonly stretches: readonly Stretch[];
}

/** The stretches without overlap, in their order. */
function union(stretches: readonly Stretch[]): readonly Stretch[] {
  const merged: Stretch[] = [];
  for (const { from, until } of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last === undefined || from > last.until) merged.push({ from, until });
    else if (until > last.until) merged[merged.length - 1] = { from: last.from, until };
  }
  return merged;
}

/** `whole` without `parts`, which do not overlap and stand in their order. */
function without(whole: Stretch, parts: readonly Stretch[]): readonly Stretch[] {
  const left: Stretch[] = [];
  let from = whole.from;
  for (const part of parts) {
    if (part.from > from) left.push({ from, until: Math.min(part.from, whole.until) });
    from = Math.max(from, part.until);
  }
  if (from < whole.until) left.push({ from, until: whole.until });
  return left.filter((one) => one.from < one.until);
}

const within = ({ from, until }: Stretch, whole: Stretch): Stretch => ({
  from: Math.max(from, whole.from),
  until: Math.min(until, whole.until),
});

/**
 * 责任期限: whose time a matter took, until `now`. A holder has the time in which any of its duties was owed, once, however many there were;
 * several holders may have the same hour. While a clock stands still, the time is of the party to whom the duty is owed: it is waited for.
 */
export function timeSplit(duties: readonly TimedDuty[], now: Instant): readonly HeldTime[] {
  const end = millisOf(now);
  const held = new Map<DutyHolderKind, Stretch[]>();
  const add = (holder: DutyHolderKind, stretches: readonly Stretch[]): void => {
    held.set(holder, [...(held.get(holder) ?? []), ...stretches]);
  };
  for (const { holderKind, owedKind, startedAt, endedAt, standstills } of duties) {
    const whole = { from: millisOf(startedAt), until: endedAt === null ? end : Math.min(millisOf(endedAt), end) };
    if (whole.from >= whole.until) continue;
    const still = union(
      standstills
        .map(({ from, until }) => within({ from: millisOf(from), until: until === null ? end : millisOf(until) }, whole))
        .filter(({ from, until }) => from < until),
    );
    add(holderKind, without(whole, still));
    add(owedKind, still);
  }
  return [...held]
    .map(([holder, all]) => {
      const stretches = union(all);
      return { holder, stretches, ms: stretches.reduce((sum, { from, until }) => sum + until - from, 0) };
    })
    .filter(({ ms }) => ms > 0)
    .toSorted((a, b) => a.stretches[0]!.from - b.stretches[0]!.from || (a.holder < b.holder ? -1 : 1));
}
