import { DUTY_HELP_CANCELLATIONS, DUTY_HELP_PLACES, type DutyHelpCancellation, type DutyHelpPlace } from '../duty-help.js';
import { clock, objectOf, part, type Contract, type PublicClock } from './contract.js';

/** What every event about a duty lawyer's help (值班律师法律帮助) says of it. No person is named. */
export interface DutyHelpRef {
  readonly helpId: string;
  /** Agency code of the case agency or custody place through which the person asked. */
  readonly organ: string;
  readonly organKind: 'court' | 'procuratorate' | 'police';
  readonly institution: string;
  readonly division: string;
}

const ref = {
  helpId: part.id,
  organ: part.code,
  organKind: { type: 'string', enum: ['court', 'procuratorate', 'police'] },
  institution: part.code,
  division: part.division,
} as const;

export interface DutyHelpRequestedV1 extends DutyHelpRef {
  readonly stage: string;
  readonly placeKind: DutyHelpPlace;
  /** When the person asked, and when the platform heard of it. */
  readonly requestedAt: string;
  readonly receivedAt: string;
}

export interface DutyLawyerNotifiedV1 extends DutyHelpRef {
  readonly lawyerId: string;
  readonly notifiedAt: string;
  /** By the rota of that hour, or by an officer. */
  readonly chosenBy: 'rota' | 'officer';
}

export interface DutyHelpClockBreachedV1 extends DutyHelpRef {
  readonly clock: PublicClock;
  readonly breachedAt: string;
}

export interface AidApplicationPassedOnV1 extends DutyHelpRef {
  readonly lawyerId: string;
  readonly passedOnAt: string;
}

export interface DutyHelpEndedV1 extends DutyHelpRef {
  readonly outcome: 'concluded' | 'cancelled';
  readonly endedAt: string;
  /** Records of help given. */
  readonly helps: number;
  /** Who helped. */
  readonly lawyerId?: string;
  /** Why it was cancelled. */
  readonly reason?: DutyHelpCancellation;
}

const exampleRef: DutyHelpRef = {
  helpId: '0192f3c4-5a6b-8c7d-9e0f-112233445588',
  organ: 'police-540100',
  organKind: 'police',
  institution: 'institution-540100',
  division: '540100',
};
const LAWYER = '0192f3c4-5a6b-7c7d-9e0f-112233445566';
const places = { type: 'string', enum: DUTY_HELP_PLACES.map(({ code }) => code) } as const;

export const dutyHelpRequested: Contract<DutyHelpRequestedV1> = {
  type: 'assignment.duty-help-requested.v1',
  description: { zh: '已申请值班律师法律帮助', en: 'An undefended person asked for a duty lawyer’s help.' },
  schema: objectOf({ ...ref, stage: part.text, placeKind: places, requestedAt: part.instant, receivedAt: part.instant }),
  example: {
    ...exampleRef,
    stage: 'investigation',
    placeKind: 'detention_centre',
    requestedAt: '2026-11-24T01:30:00.000Z',
    receivedAt: '2026-11-24T02:00:00.000Z',
  },
};

export const dutyLawyerNotified: Contract<DutyLawyerNotifiedV1> = {
  type: 'assignment.duty-lawyer-notified.v1',
  description: { zh: '已通知值班律师', en: 'The duty lawyer was told of the request; clock C16 stops.' },
  schema: objectOf({ ...ref, lawyerId: part.id, notifiedAt: part.instant, chosenBy: { type: 'string', enum: ['rota', 'officer'] } }),
  example: { ...exampleRef, lawyerId: LAWYER, notifiedAt: '2026-11-24T02:00:00.000Z', chosenBy: 'rota' },
};

export const dutyHelpClockBreached: Contract<DutyHelpClockBreachedV1> = {
  type: 'assignment.duty-help-clock-breached.v1',
  description: { zh: '法律帮助时限已过', en: 'A statutory clock of a duty lawyer’s help ran out before its duty was done.' },
  schema: objectOf({ ...ref, clock, breachedAt: part.instant }),
  example: {
    ...exampleRef,
    clock: {
      id: 'C16',
      startedAt: '2026-11-24T01:30:00.000Z',
      dueAt: '2026-11-25T01:30:00.000Z',
      provisional: false,
      basis: '《公安机关办理刑事案件程序规定（2020修正）》第49条',
    },
    breachedAt: '2026-11-25T01:30:00.000Z',
  },
};

export const aidApplicationPassedOn: Contract<AidApplicationPassedOnV1> = {
  type: 'assignment.aid-application-passed-on.v1',
  description: {
    zh: '值班律师已转交法律援助申请',
    en: 'The duty lawyer passed the person’s application for aid on to the institution; clock C04 stops.',
  },
  schema: objectOf({ ...ref, lawyerId: part.id, passedOnAt: part.instant }),
  example: { ...exampleRef, lawyerId: LAWYER, passedOnAt: '2026-11-24T09:00:00.000Z' },
};

export const dutyHelpEnded: Contract<DutyHelpEndedV1> = {
  type: 'assignment.duty-help-ended.v1',
  description: { zh: '值班律师法律帮助已办结或者取消', en: 'The duty lawyer’s help was concluded, or is not needed any more.' },
  schema: objectOf(
    {
      ...ref,
      outcome: { type: 'string', enum: ['concluded', 'cancelled'] },
      endedAt: part.instant,
      helps: { type: 'integer' },
      lawyerId: part.id,
      reason: { type: 'string', enum: DUTY_HELP_CANCELLATIONS.map(({ code }) => code) },
    },
    ['lawyerId', 'reason'],
  ),
  example: { ...exampleRef, outcome: 'concluded', endedAt: '2026-11-24T10:00:00.000Z', helps: 2, lawyerId: LAWYER },
};
