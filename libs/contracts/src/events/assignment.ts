import { clock, objectOf, part, type Contract, type PublicClock } from './contract.js';

/** What every event about a defence request (通知辩护) says of it: who is concerned, and where. No person is named. */
export interface DefenceRequestRef {
  readonly requestId: string;
  /** Agency code of the case agency (办案机关) that sent the notice. */
  readonly organ: string;
  readonly organKind: 'court' | 'procuratorate' | 'police';
  /** Agency code of the legal-aid institution (法律援助机构). */
  readonly institution: string;
  readonly division: string;
}

/** The schema of what every event about a request says of it. */
export const requestRef = {
  requestId: part.id,
  organ: part.code,
  organKind: { type: 'string', enum: ['court', 'procuratorate', 'police'] },
  institution: part.code,
  division: part.division,
} as const;

export interface DefenceRequestReceivedV1 extends DefenceRequestRef {
  readonly stage: string;
  readonly ground: string;
  readonly receivedAt: string;
  readonly clock: PublicClock;
}

export interface LawyerAssignedV1 extends DefenceRequestRef {
  readonly assignedAt: string;
  /** Number (文号) of the institution's letter (法律援助公函). */
  readonly letterNumber: string;
  readonly clock: PublicClock;
}

export interface AgencyNotifiedV1 extends DefenceRequestRef {
  readonly notifiedAt: string;
  readonly receivedAt: string;
  /** Whether C02 was kept: assigned and notified back in time. */
  readonly onTime: boolean;
  readonly clock: PublicClock;
  /** True for the letter of a further lawyer: whether C02 was kept was told with the first. */
  readonly further?: boolean;
}

export interface ClockBreachedV1 extends DefenceRequestRef {
  readonly clock: PublicClock;
  readonly breachedAt: string;
}

export interface ClockRecountedV1 extends DefenceRequestRef {
  /** The clock as it runs now. */
  readonly clock: PublicClock;
  readonly previousDueAt: string;
  /** The calendar it was counted by. */
  readonly calendar: string;
  readonly recountedAt: string;
}

/** How a request ended. */
export const CLOSED_REASONS = [
  'withdrawn',
  'transferred',
  'not_needed',
  'duplicate',
  'superseded',
  'own_lawyer',
  'completed',
  'terminated',
] as const;
export type ClosedReason = (typeof CLOSED_REASONS)[number];

export interface DefenceRequestClosedV1 extends DefenceRequestRef {
  readonly closedAt: string;
  readonly reason: ClosedReason;
  /** True when the case agency had been told of a lawyer before. */
  readonly lawyerTold?: boolean;
}

/** The request of the examples. */
export const EXAMPLE_REQUEST: DefenceRequestRef = {
  requestId: '0192f3c4-5a6b-8c7d-9e0f-112233445566',
  organ: 'court-540100',
  organKind: 'court',
  institution: 'institution-540100',
  division: '540100',
};
const exampleClock: PublicClock = {
  id: 'C02',
  startedAt: '2026-11-23T02:00:00.000Z',
  dueAt: '2026-11-26T16:00:00.000Z',
  provisional: false,
  basis: '法律援助法 第36条',
};

export const defenceRequestReceived: Contract<DefenceRequestReceivedV1> = {
  type: 'assignment.defence-request-received.v1',
  description: { zh: '通知辩护已送达法律援助机构', en: 'A notice for defence reached the institution’s worklist; clock C02 runs.' },
  schema: objectOf({ ...requestRef, stage: part.text, ground: part.text, receivedAt: part.instant, clock }),
  example: { ...EXAMPLE_REQUEST, stage: 'first_instance', ground: 'minor', receivedAt: exampleClock.startedAt, clock: exampleClock },
};

export const lawyerAssigned: Contract<LawyerAssignedV1> = {
  type: 'assignment.lawyer-assigned.v1',
  description: { zh: '已指派律师', en: 'The institution assigned a lawyer; the case agency is to be notified.' },
  schema: objectOf({ ...requestRef, assignedAt: part.instant, letterNumber: part.text, clock }),
  example: { ...EXAMPLE_REQUEST, assignedAt: '2026-11-24T03:00:00.000Z', letterNumber: '拉援刑援函字〔2026〕第1号', clock: exampleClock },
};

export const agencyNotified: Contract<AgencyNotifiedV1> = {
  type: 'assignment.agency-notified.v1',
  description: { zh: '已函告办案机关', en: 'The case agency was told of the lawyer; clock C02 stops.' },
  schema: objectOf(
    { ...requestRef, notifiedAt: part.instant, receivedAt: part.instant, onTime: { type: 'boolean' }, clock, further: { type: 'boolean' } },
    ['further'],
  ),
  example: {
    ...EXAMPLE_REQUEST,
    notifiedAt: '2026-11-24T03:00:01.000Z',
    receivedAt: exampleClock.startedAt,
    onTime: true,
    clock: exampleClock,
  },
};

export const clockBreached: Contract<ClockBreachedV1> = {
  type: 'assignment.clock-breached.v1',
  description: { zh: '时限已过', en: 'A statutory clock ran out before its duty was done.' },
  schema: objectOf({ ...requestRef, clock, breachedAt: part.instant }),
  example: { ...EXAMPLE_REQUEST, clock: exampleClock, breachedAt: exampleClock.dueAt },
};

export const clockRecounted: Contract<ClockRecountedV1> = {
  type: 'assignment.clock-recounted.v1',
  description: {
    zh: '时限已按公布的放假安排重新计算',
    en: 'A running clock was counted again, for a calendar of working days was published.',
  },
  schema: objectOf({ ...requestRef, clock, previousDueAt: part.instant, calendar: part.text, recountedAt: part.instant }),
  example: {
    ...EXAMPLE_REQUEST,
    clock: exampleClock,
    previousDueAt: '2026-11-25T16:00:00.000Z',
    calendar: 'national-2026.2',
    recountedAt: '2026-11-24T03:00:00.000Z',
  },
};

export const defenceRequestClosed: Contract<DefenceRequestClosedV1> = {
  type: 'assignment.defence-request-closed.v1',
  description: {
    zh: '通知辩护已办结:撤回、移送、无需指派、重复、被取代、自行委托、案卷审查合格或者终止',
    en: 'The request ended: without a lawyer, with the file accepted, or with the aid terminated.',
  },
  schema: objectOf(
    { ...requestRef, closedAt: part.instant, reason: { type: 'string', enum: CLOSED_REASONS }, lawyerTold: { type: 'boolean' } },
    ['lawyerTold'],
  ),
  example: { ...EXAMPLE_REQUEST, closedAt: '2026-11-24T03:00:00.000Z', reason: 'withdrawn' },
};
