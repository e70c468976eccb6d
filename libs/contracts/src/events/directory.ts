import { objectOf, part, sealed, type Contract } from './contract.js';

/** The stream type of a lawyer in the directory's log: what a lawyer's sealed `details` are bound to. */
export const LAWYER_STREAM = 'lawyer';

/** Kinds of agency, in the order in which they are named. */
export const AGENCY_KINDS = [
  'court',
  'procuratorate',
  'police',
  'institution',
  'member_department',
  'secretariat',
  'administration',
  'law_firm',
  'audit',
] as const;
export type AgencyKind = (typeof AGENCY_KINDS)[number];

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
  /** The firm in the directory, where it is registered. */
  readonly firmId?: string;
  readonly gender?: 'female' | 'male';
  readonly specialities?: readonly string[];
  /** Why it is not active (coded), and the day its status holds from. */
  readonly statusReason?: string;
  readonly statusSince?: string;
  /** Comes from elsewhere for a time (援藏律师、1+1志愿律师). */
  readonly visiting?: boolean;
  /** … until which day, and of which province. */
  readonly visitingUntil?: string;
  readonly visitingFrom?: string;
  /** Ways the lawyer agreed to be told of offers (`email`, `sms`), and in which language; the addresses are in `details`. */
  readonly toldBy?: readonly string[];
  readonly toldIn?: string;
  readonly details: object;
}

/** One day of a published calendar that is not as its weekday says. */
export interface CalendarDayV1 {
  readonly day: string;
  readonly rest: boolean;
  /** The festival. */
  readonly name: string;
}

/**
 * An edition of a year's calendar (放假安排): the State Council's arrangement for everyone, or what the government of a division fixed for it
 * and the divisions below. The highest edition of a calendar holds; the earlier ones are superseded as a whole.
 */
export interface CalendarPublishedV1 {
  /** `national-2027`, `regional-540100-2027` */
  readonly calendar: string;
  readonly scope: 'national' | 'regional';
  readonly division: string;
  readonly year: number;
  readonly edition: number;
  /** The document that fixed it, and its day. */
  readonly basis: string;
  readonly issuedOn: string;
  readonly days: readonly CalendarDayV1[];
}

/** A reference value (基准数值) that two people set: it holds from its day on, until a later one of its kind and division does. */
export interface ReferenceValueApprovedV1 {
  readonly valueId: string;
  /** `dibao_urban_monthly`, `hardship_multiplier`, `subsidy_criminal_case`, … */
  readonly kind: string;
  readonly division: string;
  /** Whole fen, or a number with up to four decimals. */
  readonly value: number;
  readonly unit: 'fen' | 'number';
  readonly validFrom: string;
  /** The document that sets it, and its day. */
  readonly source: string;
  readonly sourceOn: string;
}

export const referenceValueApproved: Contract<ReferenceValueApprovedV1> = {
  type: 'directory.reference-value-approved.v1',
  description: { zh: '基准数值已复核生效', en: 'A dated reference value was approved by a second person.' },
  schema: objectOf({
    valueId: part.id,
    kind: part.text,
    division: part.division,
    value: { type: 'number' },
    unit: { type: 'string', enum: ['fen', 'number'] },
    validFrom: part.day,
    source: part.text,
    sourceOn: part.day,
  }),
  example: {
    valueId: '0192f3c4-5a6b-8c7d-9e0f-112233445577',
    kind: 'dibao_urban_monthly',
    division: '540000',
    value: 75_000,
    unit: 'fen',
    validFrom: '2018-01-01',
    source: '西藏自治区城乡居民最低生活保障标准(示例)',
    sourceOn: '2017-12-20',
  },
};

export const calendarPublished: Contract<CalendarPublishedV1> = {
  type: 'directory.calendar-published.v1',
  description: { zh: '年度放假安排已公布', en: 'An edition of a year’s working-day calendar was published.' },
  schema: objectOf({
    calendar: part.code,
    scope: { type: 'string', enum: ['national', 'regional'] },
    division: part.division,
    year: { type: 'integer' },
    edition: { type: 'integer' },
    basis: part.text,
    issuedOn: part.day,
    days: { type: 'array', items: objectOf({ day: part.day, rest: { type: 'boolean' }, name: part.text }) },
  }),
  example: {
    calendar: 'regional-540000-2027',
    scope: 'regional',
    division: '540000',
    year: 2027,
    edition: 1,
    basis: '西藏自治区人民政府办公厅关于2027年藏历新年放假的通知(示例)',
    issuedOn: '2027-01-10',
    days: [{ day: '2027-02-08', rest: true, name: '藏历新年' }],
  },
};

export const agencyRecorded: Contract<AgencyRecordedV1> = {
  type: 'directory.agency-recorded.v1',
  description: { zh: '单位信息已登记', en: 'An agency was registered or changed.' },
  schema: objectOf({ agency: part.code, kind: part.text, division: part.division, name: part.text, active: { type: 'boolean' } }),
  example: { agency: 'court-540100', kind: 'court', division: '540100', name: '拉萨市中级人民法院', active: true },
};

export const lawyerRecorded: Contract<LawyerRecordedV1> = {
  type: 'directory.lawyer-recorded.v1',
  description: { zh: '律师信息已登记', en: 'A lawyer was registered or changed.' },
  schema: objectOf(
    {
      lawyerId: part.id,
      personId: part.id,
      firm: part.text,
      status: { type: 'string', enum: ['active', 'suspended', 'inactive'] },
      practiceYears: { type: 'integer' },
      criminalDefenceYears: { type: 'integer' },
      minorsTrained: { type: 'boolean' },
      languages: { type: 'array', items: part.text },
      divisions: { type: 'array', items: part.division },
      firmId: part.id,
      gender: { type: 'string', enum: ['female', 'male'] },
      specialities: { type: 'array', items: part.text },
      statusReason: part.text,
      statusSince: part.day,
      visiting: { type: 'boolean' },
      visitingUntil: part.day,
      visitingFrom: part.text,
      toldBy: { type: 'array', items: part.text },
      toldIn: part.text,
      details: sealed,
    },
    ['firmId', 'gender', 'specialities', 'statusReason', 'statusSince', 'visiting', 'visitingUntil', 'visitingFrom', 'toldBy', 'toldIn'],
  ),
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
