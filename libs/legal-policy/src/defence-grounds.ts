import type { ProcedureStage } from '@xiezhi/contracts';
import { type Citation, cite } from './citations.js';

/** Organ that may ask for a defender: court (人民法院), procuratorate (人民检察院), police (公安机关). */
export type CaseAgencyKind = 'court' | 'procuratorate' | 'police';

/** True for the kinds of agency that may ask for a defender. */
export const isCaseAgencyKind = (kind: string): kind is CaseAgencyKind => kind === 'court' || kind === 'procuratorate' || kind === 'police';

/** Article 25(1) has seven grounds, article 28 one, article 25(2) the court's discretion; full coverage adds two where it holds. */
export type DefenceGroundCode =
  | 'minor'
  | 'sight_hearing_speech_disability'
  | 'limited_capacity_adult'
  | 'life_or_death'
  | 'death_review_applicant'
  | 'in_absentia'
  | 'other_by_law'
  | 'compulsory_treatment'
  | 'discretionary'
  | 'full_coverage_trial'
  | 'full_coverage_prosecution_review';

export interface DefenceGround {
  readonly code: DefenceGroundCode;
  readonly nameZh: string;
  readonly nameEn: string;
  /** `mandatory`: 应当通知. `discretionary`: 可以通知. */
  readonly force: 'mandatory' | 'discretionary';
  readonly issuers: readonly CaseAgencyKind[];
  readonly stages: readonly ProcedureStage[];
  readonly basis: readonly Citation[];
  /** The part of full coverage (律师辩护全覆盖) that must hold in the division for this ground to be one. */
  readonly coverage?: keyof FullCoverage;
}

/** Where full coverage holds in a division on a day (律师辩护全覆盖). */
export interface FullCoverage {
  readonly trial: boolean;
  readonly prosecutionReview: boolean;
}

/** What holds where nobody set anything: at trial everywhere since the end of 2018, in review for prosecution only where it is tried. */
export const USUAL_COVERAGE: FullCoverage = { trial: true, prosecutionReview: false };

const ANY_ISSUER: readonly CaseAgencyKind[] = ['court', 'procuratorate', 'police'];
const TRIALS: readonly ProcedureStage[] = ['first_instance', 'second_instance', 'retrial'];
const CRIMINAL: readonly ProcedureStage[] = ['investigation', 'prosecution_review', ...TRIALS, 'death_penalty_review'];

/** Grounds of a notice (通知辩护、通知代理的情形). */
export const DEFENCE_GROUNDS: readonly DefenceGround[] = [
  {
    code: 'minor',
    nameZh: '未成年人',
    nameEn: 'Minor',
    force: 'mandatory',
    issuers: ANY_ISSUER,
    stages: CRIMINAL,
    basis: [...cite('legal_aid_law', '25(1)'), ...cite('criminal_procedure_law', '278')],
  },
  {
    code: 'sight_hearing_speech_disability',
    nameZh: '视力、听力、言语残疾人',
    nameEn: 'Person with a sight, hearing or speech disability',
    force: 'mandatory',
    issuers: ANY_ISSUER,
    stages: CRIMINAL,
    basis: [...cite('legal_aid_law', '25(1)'), ...cite('criminal_procedure_law', '35(2)')],
  },
  {
    code: 'limited_capacity_adult',
    nameZh: '不能完全辨认自己行为的成年人',
    nameEn: 'Adult not fully able to understand own conduct',
    force: 'mandatory',
    issuers: ANY_ISSUER,
    stages: CRIMINAL,
    basis: [...cite('legal_aid_law', '25(1)'), ...cite('criminal_procedure_law', '35(2)')],
  },
  {
    code: 'life_or_death',
    nameZh: '可能被判处无期徒刑、死刑的人',
    nameEn: 'Person who may be sentenced to life imprisonment or death',
    force: 'mandatory',
    issuers: ANY_ISSUER,
    stages: CRIMINAL,
    basis: [...cite('legal_aid_law', '25(1)'), ...cite('criminal_procedure_law', '35(3)')],
  },
  {
    code: 'death_review_applicant',
    nameZh: '申请法律援助的死刑复核案件被告人',
    nameEn: 'Defendant under death penalty review who applied for legal aid',
    force: 'mandatory',
    issuers: ['court'],
    stages: ['death_penalty_review'],
    basis: cite('legal_aid_law', '25(1)'),
  },
  {
    code: 'in_absentia',
    nameZh: '缺席审判案件的被告人',
    nameEn: 'Defendant tried in absentia',
    force: 'mandatory',
    issuers: ['court'],
    stages: TRIALS,
    basis: [...cite('legal_aid_law', '25(1)'), ...cite('criminal_procedure_law', '293')],
  },
  {
    code: 'other_by_law',
    nameZh: '法律法规规定的其他人员',
    nameEn: 'Other person named by law or regulation',
    force: 'mandatory',
    issuers: ANY_ISSUER,
    stages: CRIMINAL,
    basis: cite('legal_aid_law', '25(1)'),
  },
  {
    code: 'compulsory_treatment',
    nameZh: '强制医疗案件的被申请人或者被告人',
    nameEn: 'Respondent or defendant in a compulsory treatment case',
    force: 'mandatory',
    issuers: ['court'],
    stages: ['compulsory_treatment'],
    basis: [...cite('legal_aid_law', '28'), ...cite('criminal_procedure_law', '304')],
  },
  {
    code: 'discretionary',
    nameZh: '其他适用普通程序审理的刑事案件被告人',
    nameEn: 'Other defendant tried under ordinary procedure',
    force: 'discretionary',
    issuers: ['court'],
    stages: TRIALS,
    basis: [...cite('legal_aid_law', '25(2)'), ...cite('criminal_interpretation_2021', '48')],
  },
  {
    code: 'full_coverage_trial',
    nameZh: '普通程序一审、二审、再审案件的被告人（律师辩护全覆盖）',
    nameEn: 'Defendant at first instance under ordinary procedure, on appeal or at retrial (full coverage)',
    force: 'mandatory',
    issuers: ['court'],
    stages: TRIALS,
    basis: cite('full_coverage_2017', '2'),
    coverage: 'trial',
  },
  {
    code: 'full_coverage_prosecution_review',
    nameZh: '可能判处三年以上有期徒刑、不认罪、重大复杂或者可能造成重大社会影响的犯罪嫌疑人（审查起诉阶段律师辩护全覆盖）',
    nameEn:
      'Suspect in review for prosecution who may get three years or more, denies guilt, or whose case is major or may have great effect (full coverage)',
    force: 'mandatory',
    issuers: ['procuratorate'],
    stages: ['prosecution_review'],
    basis: cite('full_coverage_2022'),
    coverage: 'prosecutionReview',
  },
];

const byCode: ReadonlyMap<string, DefenceGround> = new Map(DEFENCE_GROUNDS.map((ground) => [ground.code, ground]));

/** The ground of a code, or undefined when the text is none. */
export function defenceGround(code: string): DefenceGround | undefined {
  return byCode.get(code);
}

/** What the ground of a notice asks of the lawyer (法律援助法 第26条; 程序规定2023 第26条; 解释 第564条). */
export interface LawyerRequirements {
  /** Three years' criminal defence (三年以上刑事辩护经历) are needed. */
  readonly lifeOrDeath: boolean;
  /** Familiar with minors (熟悉未成年人身心特点). */
  readonly minor: boolean;
}

/** Several grounds may stand together; each adds what it asks. */
export function lawyerRequirements(grounds: readonly DefenceGroundCode[]): LawyerRequirements {
  return {
    lifeOrDeath: grounds.includes('life_or_death') || grounds.includes('death_review_applicant'),
    minor: grounds.includes('minor'),
  };
}
