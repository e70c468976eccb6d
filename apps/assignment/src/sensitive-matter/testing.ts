import type { SensitiveReason } from '@xiezhi/contracts';
import type { SensitiveMatterEvent } from './events.js';

/** Facts of a sensitive matter, for specs. */
export const MATTER = '0192f3c4-5a6b-7c7d-9e0f-112233445566';
export const PERSON = '0192f3c4-5a6b-7c7d-8e0f-000000000001';
export const OFFICER = 'account-officer';
export const AT = '2026-11-24T02:00:00.000Z';
export const DUE = '2026-11-25T02:00:00.000Z';
export const parties = { organ: 'court-540100', institution: 'institution-540100', division: '540100' } as const;
export const of = { parties, matterKind: 'defence-request' } as const;
const clock = { id: 'C49', startedAt: AT, dueAt: DUE, provisional: false, basis: '《关于加强法律援助工作的意见》' };

export const flagged = (reason: SensitiveReason = 'mass_matter'): SensitiveMatterEvent => ({
  type: 'SensitiveCaseFlagged',
  data: { ...of, personId: PERSON, reason, flaggedBy: OFFICER, flaggedAt: AT, text: '同村二十余人' },
});
export const reportDuty: Extract<SensitiveMatterEvent, { type: 'ClockStarted' }> = {
  type: 'ClockStarted',
  data: {
    ...of,
    dutyId: 'C49',
    clock,
    holder: { kind: 'institution', agency: 'institution-540100' },
    owedTo: { kind: 'justice_department' },
  },
};
export const stopped = (outcome: 'met' | 'lapsed' = 'met', stoppedAt: string = AT): SensitiveMatterEvent => ({
  type: 'ClockStopped',
  data: { ...of, dutyId: 'C49', clock, stoppedAt, outcome, onTime: stoppedAt < DUE },
});
export const linked = (petitionId: string): SensitiveMatterEvent => ({
  type: 'PetitionLinked',
  data: {
    ...of,
    personId: PERSON,
    petition: { petitionId, number: '藏信〔2026〕12号', agency: '拉萨市信访局', receivedOn: '2026-11-20', state: 'registered' },
    linkedAt: AT,
    text: '同一事项',
  },
});
