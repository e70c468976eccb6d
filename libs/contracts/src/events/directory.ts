import { objectOf, part, sealed, type Contract } from './contract.js';

/** The stream type of a lawyer in the directory's log: what a lawyer's sealed `details` are bound to. */
export const LAWYER_STREAM = 'lawyer';

export type AgencyKind =
  'court' | 'procuratorate' | 'police' | 'institution' | 'member_department' | 'secretariat' | 'administration' | 'law_firm' | 'audit';

/** An agency as the directory has it now. The newest event of an agency says all of it. */
export interface AgencyRecordedV1 {
  readonly agency: string;
  readonly kind: AgencyKind;
  readonly division: string;
  readonly name: string;
  readonly active: boolean;
}

/** A lawyer as the directory has it now. `details` (name, telephone) is sealed under the lawyer's own key. */
export interface LawyerRecordedV1 {
  readonly lawyerId: string;
  readonly personId: string;
  readonly firm: string;
  readonly status: 'active' | 'suspended' | 'inactive';
  readonly practiceYears: number;
  readonly criminalDefenceYears: number;
  readonly minorsTrained: boolean;
  readonly languages: readonly string[];
  /** Divisions served; a prefecture stands for its counties, the region for all. */
  readonly divisions: readonly string[];
  readonly details: object;
}

export const agencyRecorded: Contract<AgencyRecordedV1> = {
  type: 'directory.agency-recorded.v1',
  description: { zh: '单位信息已登记', en: 'An agency was registered or changed.' },
  schema: objectOf({ agency: part.code, kind: part.text, division: part.division, name: part.text, active: { type: 'boolean' } }),
  example: { agency: 'court-540100', kind: 'court', division: '540100', name: '拉萨市中级人民法院', active: true },
};

export const lawyerRecorded: Contract<LawyerRecordedV1> = {
  type: 'directory.lawyer-recorded.v1',
  description: { zh: '律师信息已登记', en: 'A lawyer was registered or changed.' },
  schema: objectOf({
    lawyerId: part.id,
    personId: part.id,
    firm: part.text,
    status: { type: 'string', enum: ['active', 'suspended', 'inactive'] },
    practiceYears: { type: 'integer' },
    criminalDefenceYears: { type: 'integer' },
    minorsTrained: { type: 'boolean' },
    languages: { type: 'array', items: part.text },
    divisions: { type: 'array', items: part.division },
    details: sealed,
  }),
  example: {
    lawyerId: '0192f3c4-5a6b-7c7d-9e0f-112233445566',
    personId: '0192f3c4-5a6b-7c7d-9e0f-665544332211',
    firm: '拉萨某某律师事务所',
    status: 'active',
    practiceYears: 8,
    criminalDefenceYears: 5,
    minorsTrained: true,
    languages: ['zh', 'bo'],
    divisions: ['540100'],
    details: { $sealed: { person: '0192f3c4-5a6b-7c7d-9e0f-665544332211', alg: 'A256GCM', value: 'AAAA' } },
  },
};
