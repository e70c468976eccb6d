import { AID_CASE_ENDS, AID_CAUSES, AID_FORMS, AID_MATTER_KINDS, type AidCaseEnd } from '../aid-case.js';
import { clock, objectOf, part, type Contract, type PublicClock } from './contract.js';

/** What every event about a granted case (受援案件) says of it. No person is named. */
export interface AidCaseRef {
  readonly caseId: string;
  readonly institution: string;
  readonly division: string;
}

/** The schema of what every event about a granted case says of it. */
export const aidCaseRef = { caseId: part.id, institution: part.code, division: part.division } as const;
const exampleRef: AidCaseRef = { caseId: '0192f3c4-5a6b-8c7d-9e0f-0000000a1d10', institution: 'institution-540100', division: '540100' };
const LAWYER = '0192f3c4-5a6b-7c7d-9e0f-112233445566';
const codes = (list: readonly { readonly code: string }[]) => ({ type: 'string', enum: list.map(({ code }) => code) }) as const;

/** What a subsidy and a figure are worked out from. */
interface AidCaseKind {
  readonly kind: string;
  readonly cause: string;
  readonly form: string;
}
const kinds = { kind: codes(AID_MATTER_KINDS), cause: codes(AID_CAUSES), form: codes(AID_FORMS) } as const;
const exampleKind: AidCaseKind = { kind: 'civil', cause: 'labour', form: 'litigation' };

export interface AidCaseReceivedV1 extends AidCaseRef, AidCaseKind {
  /** The application that was granted; left out when the grant was recorded from paper. */
  readonly applicationId?: string;
  readonly grantedAt: string;
  readonly receivedAt: string;
}

export interface AidCaseAssignedV1 extends AidCaseRef {
  readonly lawyerId: string;
  readonly letterNumber: string;
  readonly assignedAt: string;
  /** True for a lawyer in another’s place. */
  readonly replacement: boolean;
}

export interface AidCaseEngagedV1 extends AidCaseRef {
  readonly lawyerId: string;
  readonly signedAt: string;
}

export interface AidCaseMediationV1 extends AidCaseRef {
  /** `offered`, `agreed`, `refused`, `settled`, `failed`. */
  readonly step: string;
  readonly at: string;
}

export interface AidCaseConcludedV1 extends AidCaseRef {
  readonly lawyerId: string;
  readonly outcome: string;
  readonly concludedAt: string;
}

export interface AidCaseTerminatedV1 extends AidCaseRef {
  readonly ground: string;
  readonly terminatedAt: string;
  readonly lawyerId?: string;
}

export interface AidCaseClosedV1 extends AidCaseRef, AidCaseKind {
  readonly applicationId?: string;
  readonly reason: AidCaseEnd;
  /** The lawyer whose file was accepted. */
  readonly lawyerId?: string;
  readonly concludedAt?: string;
  readonly closedAt: string;
}

export interface AidCaseDutyV1 extends AidCaseRef {
  readonly clock: PublicClock;
  readonly breachedAt: string;
}

export const aidCaseReceived: Contract<AidCaseReceivedV1> = {
  type: 'assignment.aid-case-received.v1',
  description: { zh: '受援案件待指派', en: 'A granted case waits for a lawyer; clock C23 runs.' },
  schema: objectOf({ ...aidCaseRef, ...kinds, applicationId: part.id, grantedAt: part.instant, receivedAt: part.instant }, [
    'applicationId',
  ]),
  example: { ...exampleRef, ...exampleKind, grantedAt: '2026-11-23T02:00:00.000Z', receivedAt: '2026-11-23T02:00:05.000Z' },
};

export const aidCaseAssigned: Contract<AidCaseAssignedV1> = {
  type: 'assignment.aid-case-assigned.v1',
  description: { zh: '受援案件已指派律师', en: 'A lawyer was assigned to a granted case; clock C23 stops, C24 runs.' },
  schema: objectOf({
    ...aidCaseRef,
    lawyerId: part.id,
    letterNumber: part.text,
    assignedAt: part.instant,
    replacement: { type: 'boolean' },
  }),
  example: {
    ...exampleRef,
    lawyerId: LAWYER,
    letterNumber: '拉萨援指字〔2026〕第3号',
    assignedAt: '2026-11-24T02:00:00.000Z',
    replacement: false,
  },
};

export const aidCaseEngaged: Contract<AidCaseEngagedV1> = {
  type: 'assignment.aid-case-engaged.v1',
  description: { zh: '受援案件已签订委托协议', en: 'The agreement and the power of attorney were signed; clock C24 stops.' },
  schema: objectOf({ ...aidCaseRef, lawyerId: part.id, signedAt: part.instant }),
  example: { ...exampleRef, lawyerId: LAWYER, signedAt: '2026-11-25T02:00:00.000Z' },
};

export const aidCaseMediation: Contract<AidCaseMediationV1> = {
  type: 'assignment.aid-case-mediation.v1',
  description: { zh: '受援案件调解情况', en: 'Mediation in a granted case was offered, agreed to, refused, or ended.' },
  schema: objectOf({
    ...aidCaseRef,
    step: { type: 'string', enum: ['offered', 'agreed', 'refused', 'settled', 'failed'] },
    at: part.instant,
  }),
  example: { ...exampleRef, step: 'agreed', at: '2026-12-01T02:00:00.000Z' },
};

export const aidCaseConcluded: Contract<AidCaseConcludedV1> = {
  type: 'assignment.aid-case-concluded.v1',
  description: { zh: '受援案件已办结', en: 'The matter was concluded; the lawyer has thirty days for the file (C32).' },
  schema: objectOf({ ...aidCaseRef, lawyerId: part.id, outcome: part.text, concludedAt: part.instant }),
  example: { ...exampleRef, lawyerId: LAWYER, outcome: 'judgment', concludedAt: '2027-01-20T02:00:00.000Z' },
};

export const aidCaseTerminated: Contract<AidCaseTerminatedV1> = {
  type: 'assignment.aid-case-terminated.v1',
  description: { zh: '决定终止法律援助', en: 'Aid was terminated under Law Art 48; an objection may follow.' },
  schema: objectOf({ ...aidCaseRef, ground: part.text, terminatedAt: part.instant, lawyerId: part.id }, ['lawyerId']),
  example: { ...exampleRef, ground: 'recipient_asked', terminatedAt: '2026-12-10T02:00:00.000Z', lawyerId: LAWYER },
};

export const aidCaseClosed: Contract<AidCaseClosedV1> = {
  type: 'assignment.aid-case-closed.v1',
  description: { zh: '受援案件已终结', en: 'The file was accepted, or the termination became final. A subsidy may be worked out from it.' },
  schema: objectOf(
    {
      ...aidCaseRef,
      ...kinds,
      applicationId: part.id,
      reason: { type: 'string', enum: AID_CASE_ENDS },
      lawyerId: part.id,
      concludedAt: part.instant,
      closedAt: part.instant,
    },
    ['applicationId', 'lawyerId', 'concludedAt'],
  ),
  example: {
    ...exampleRef,
    ...exampleKind,
    reason: 'completed',
    lawyerId: LAWYER,
    concludedAt: '2027-01-20T02:00:00.000Z',
    closedAt: '2027-02-20T02:00:00.000Z',
  },
};

export const aidCaseDutyBreached: Contract<AidCaseDutyV1> = {
  type: 'assignment.aid-case-duty-breached.v1',
  description: { zh: '受援案件办理时限已过', en: 'A statutory clock of a granted case ran out before its duty was done.' },
  schema: objectOf({ ...aidCaseRef, clock, breachedAt: part.instant }),
  example: {
    ...exampleRef,
    clock: {
      id: 'C23',
      startedAt: '2026-11-23T02:00:00.000Z',
      dueAt: '2026-11-26T16:00:00.000Z',
      provisional: false,
      basis: '《法律援助法》第43条',
    },
    breachedAt: '2026-11-26T16:00:00.000Z',
  },
};
