import type { RequestEvent, TimelineStep } from '../api/types.ts';
import { dutyStretches, dutyTotals } from './duty-ledger.ts';

const HOUR_MS = 3_600_000;
const DAY = Date.parse('2026-02-11T00:00:00.000Z');
const step = (event: RequestEvent, hour: number): TimelineStep => ({
  event,
  at: new Date(DAY + hour * HOUR_MS).toISOString(),
  agency: 'x',
});
const hours = (timeline: readonly TimelineStep[], now: number): Readonly<Record<string, number>> => {
  const { organ, institution } = dutyTotals(dutyStretches({ timeline }, DAY + now * HOUR_MS));
  return { organ: organ / HOUR_MS, institution: institution / HOUR_MS };
};

describe('whose time it was', () => {
  it('given a notice that waits, is the organ’s until it came and the institution’s since', () => {
    const timeline = [step('DefenceNeedDiscovered', 0), step('DefenceNotificationSent', 19), step('DefenceNotificationReceived', 19)];
    expect(hours(timeline, 60)).toEqual({ organ: 19, institution: 41 });
  });

  it('given a notice that was returned, is the organ’s again until it is corrected', () => {
    const timeline = [
      step('DefenceNotificationReceived', 0),
      step('NotificationReturnedIncomplete', 10),
      step('PaperAttached', 12),
      step('NotificationCorrected', 16),
      step('LawyerAssigned', 20),
      step('AssignmentNotifiedToAgency', 21),
    ];
    expect(hours(timeline, 100)).toEqual({ organ: 6, institution: 15 });
    expect(dutyStretches({ timeline }, DAY).map(({ holder }) => holder)).toEqual(['institution', 'organ', 'institution']);
  });

  it.each(['NotificationWithdrawn', 'DefendantEngagedOwnLawyer', 'JurisdictionTransferred'] as const)('given %s, ends', (event) => {
    expect(hours([step('DefenceNotificationReceived', 0), step(event, 5)], 50)).toEqual({ organ: 0, institution: 5 });
  });

  it('given a breach or a new calendar, goes on as it was', () => {
    const timeline = [step('DefenceNotificationReceived', 0), step('ClockRecounted', 5), step('ClockBreached', 72)];
    expect(hours(timeline, 80)).toEqual({ organ: 0, institution: 80 });
  });
});
