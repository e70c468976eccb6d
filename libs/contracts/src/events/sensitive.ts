import { PETITION_STATES, SENSITIVE_REASONS, type PetitionState, type SensitiveReason } from '../sensitive.js';
import { clock, objectOf, part, type Contract, type PublicClock } from './contract.js';

/** What every event about a sensitive matter (敏感案件) says of it. No person is named. */
export interface SensitiveMatterRef {
  /** Of the defence request, of the duty lawyer's help, or of the granted case. */
  readonly matterId: string;
  readonly matterKind: 'defence-request' | 'duty-help' | 'aid-case';
  readonly institution: string;
  readonly division: string;
}

const ref = {
  matterId: part.id,
  matterKind: { type: 'string', enum: ['defence-request', 'duty-help', 'aid-case'] },
  institution: part.code,
  division: part.division,
} as const;
const exampleRef: SensitiveMatterRef = {
  matterId: '0192f3c4-5a6b-8c7d-9e0f-112233445566',
  matterKind: 'defence-request',
  institution: 'institution-540100',
  division: '540100',
};
const codes = (list: readonly { readonly code: string }[]): readonly string[] => list.map(({ code }) => code);

export interface MatterRestrictedV1 extends SensitiveMatterRef {
  /** False: the flag is lifted, and the matter is shown as any other. */
  readonly restricted: boolean;
  /** Who in the institution sees it all the same: accounts, and `<agency>/<role>`. */
  readonly circle: readonly string[];
  readonly changedAt: string;
}

export interface ReportedUpwardV1 extends SensitiveMatterRef {
  /** Agency of the judicial administration that it was made to, where one is known. */
  readonly reportedTo?: string;
  readonly reason: SensitiveReason;
  readonly reportedAt: string;
}

export interface ReportWarnedV1 extends SensitiveMatterRef {
  readonly clock: PublicClock;
  readonly warnedAt: string;
}

export interface ReportOverdueV1 extends SensitiveMatterRef {
  readonly dueAt: string;
  readonly clock?: PublicClock;
}

export interface PetitionLinkedV1 extends SensitiveMatterRef {
  readonly petitionId: string;
  /** 信访件编号 */
  readonly number: string;
  /** 受理机关, as it is called. */
  readonly agency: string;
  readonly receivedOn: string;
  readonly state: PetitionState;
  readonly linkedAt: string;
}

export interface PetitionUnlinkedV1 extends SensitiveMatterRef {
  readonly petitionId: string;
  readonly unlinkedAt: string;
}

export const matterRestricted: Contract<MatterRestrictedV1> = {
  type: 'assignment.matter-restricted.v1',
  description: {
    zh: '案件的知悉范围已限定或者解除',
    en: 'A matter is kept to a circle of its institution, or is so no more. Who lists matters hides it from others of the institution.',
  },
  schema: objectOf({ ...ref, restricted: { type: 'boolean' }, circle: { type: 'array', items: part.text }, changedAt: part.instant }),
  example: {
    ...exampleRef,
    restricted: true,
    circle: ['institution-540100/institution_head', '0192f3c4-5a6b-7c7d-9e0f-00000000aa01'],
    changedAt: '2026-11-24T02:00:00.000Z',
  },
};

export const reportedUpward: Contract<ReportedUpwardV1> = {
  type: 'assignment.reported-upward.v1',
  description: {
    zh: '敏感案件已向司法行政机关报告',
    en: 'A sensitive matter was reported to the judicial administration. What the report says is read through the API.',
  },
  schema: objectOf(
    { ...ref, reason: { type: 'string', enum: codes(SENSITIVE_REASONS) }, reportedAt: part.instant, reportedTo: part.code },
    ['reportedTo'],
  ),
  example: { ...exampleRef, reason: 'mass_matter', reportedAt: '2026-11-24T08:00:00.000Z', reportedTo: 'secretariat-540000' },
};

export const reportWarned: Contract<ReportWarnedV1> = {
  type: 'assignment.report-warned.v1',
  description: { zh: '敏感案件报告期限将至', en: 'The time to report a sensitive matter upward is about to end.' },
  schema: objectOf({ ...ref, clock, warnedAt: part.instant }),
  example: {
    ...exampleRef,
    clock: {
      id: 'C49',
      startedAt: '2026-11-24T02:00:00.000Z',
      dueAt: '2026-11-25T02:00:00.000Z',
      provisional: false,
      basis: 'SENSITIVE_REPORT_HOURS',
    },
    warnedAt: '2026-11-24T14:00:00.000Z',
  },
};

export const reportOverdue: Contract<ReportOverdueV1> = {
  type: 'assignment.report-overdue.v1',
  description: { zh: '敏感案件逾期未报告', en: 'A sensitive matter was not reported in time.' },
  schema: objectOf({ ...ref, dueAt: part.instant, clock }, ['clock']),
  example: { ...exampleRef, dueAt: '2026-11-25T02:00:00.000Z' },
};

export const petitionLinked: Contract<PetitionLinkedV1> = {
  type: 'assignment.petition-linked.v1',
  description: { zh: '案件已关联信访事项', en: 'A petition was linked with a matter, or its state changed.' },
  schema: objectOf({
    ...ref,
    petitionId: part.id,
    number: part.text,
    agency: part.text,
    receivedOn: part.day,
    state: { type: 'string', enum: codes(PETITION_STATES) },
    linkedAt: part.instant,
  }),
  example: {
    ...exampleRef,
    petitionId: '0192f3c4-5a6b-8c7d-9e0f-11223344e001',
    number: '藏信〔2026〕12号',
    agency: '拉萨市信访局',
    receivedOn: '2026-11-20',
    state: 'registered',
    linkedAt: '2026-11-24T02:30:00.000Z',
  },
};

export const petitionUnlinked: Contract<PetitionUnlinkedV1> = {
  type: 'assignment.petition-unlinked.v1',
  description: { zh: '案件与信访事项解除关联', en: 'A petition is linked with a matter no more.' },
  schema: objectOf({ ...ref, petitionId: part.id, unlinkedAt: part.instant }),
  example: { ...exampleRef, petitionId: '0192f3c4-5a6b-8c7d-9e0f-11223344e001', unlinkedAt: '2026-11-26T02:30:00.000Z' },
};
