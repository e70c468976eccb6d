import type { DefenceRequest, TimelineStep } from '../api/types.ts';

/** A stretch of a matter's time, and whose it was. */
export interface DutyStretch {
  readonly holder: 'organ' | 'institution';
  readonly from: number;
  readonly until: number;
}

/** Whose the next step is after an event; `undefined`: the event changes nothing of that, `null`: nobody's any more. */
function holderAfter(event: TimelineStep['event']): DutyStretch['holder'] | null | undefined {
  switch (event) {
    case 'DefenceNeedDiscovered':
    case 'NotificationReturnedIncomplete':
      return 'organ';
    case 'DefenceNotificationReceived':
    case 'NotificationCorrected':
    case 'LawyerAssigned':
      return 'institution';
    case 'AssignmentNotifiedToAgency':
    case 'NotificationWithdrawn':
    case 'DefendantEngagedOwnLawyer':
    case 'JurisdictionTransferred':
      return null;
    default:
      return undefined;
  }
}

/** 责任期限: whose time it was, from the discovery to the end or to `now`; one stretch after the other. */
export function dutyStretches({ timeline }: Pick<DefenceRequest, 'timeline'>, now: number): readonly DutyStretch[] {
  const stretches: DutyStretch[] = [];
  let holder: DutyStretch['holder'] | null = null;
  let since = 0;
  const end = (until: number): void => {
    const last = stretches.at(-1);
    if (holder === null || until <= since) return;
    if (last?.holder === holder && last.until === since) stretches[stretches.length - 1] = { ...last, until };
    else stretches.push({ holder, from: since, until });
  };
  for (const { event, at } of timeline) {
    const next = holderAfter(event);
    if (next === undefined) continue;
    const then = Date.parse(at);
    end(then);
    holder = next;
    since = then;
  }
  end(now);
  return stretches;
}

/** How long each had it, in milliseconds. */
export function dutyTotals(stretches: readonly DutyStretch[]): Readonly<Record<DutyStretch['holder'], number>> {
  const total = (of: DutyStretch['holder']): number =>
    stretches.reduce((sum, { holder, from, until }) => (holder === of ? sum + until - from : sum), 0);
  return { organ: total('organ'), institution: total('institution') };
}
