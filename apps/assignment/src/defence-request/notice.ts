import type { CustodyKind, ProcedureStage, SpokenLanguage } from '@xiezhi/contracts';
import type { FieldError, JsonObject, Personal } from '@xiezhi/eventsourcing';
import {
  defenceNoticeRefusals,
  isDay,
  isMinorOn,
  lawyerRequirements,
  millisOf,
  shanghaiDay,
  USUAL_COVERAGE,
  type CaseAgencyKind,
  type DefenceGroundCode,
  type FullCoverage,
  type TrialProcedure,
} from '@xiezhi/legal-policy';

/** Kinds of paper a notice comes with (司法解释 第49条; 司发通〔2013〕18号). */
export const PAPERS = ['notice', 'indictment', 'judgment', 'prosecution_opinion', 'compulsory_measure', 'other'] as const;

/** The suspect or defendant (犯罪嫌疑人、被告人). Sealed under the person's own key. */
export interface Person extends JsonObject {
  readonly name: string;
  /** Local date `YYYY-MM-DD`. */
  readonly birthDate?: string;
  readonly gender?: 'male' | 'female';
  readonly idNumber?: string;
  readonly residence?: string;
  /** Place of custody (羁押场所). */
  readonly custodyPlace?: string;
}

/** Who answers for the case at the case agency (承办人). Sealed under a key of their own. */
export interface Contact extends JsonObject {
  readonly name: string;
  readonly phone: string;
}

/** The papers' list (材料清单) and the reason as the agency wrote it. Sealed with the person: titles often carry names. */
export interface Papers extends JsonObject {
  readonly reason?: string;
  readonly list: readonly { readonly kind: (typeof PAPERS)[number]; readonly title: string }[];
}

/** What a notice says that names nobody, as the sender gives it. */
export interface WrittenFacts extends JsonObject {
  /** Case number (案号) as the organ writes it. */
  readonly caseNumber: string;
  /** Suspected offence or cause (案由). */
  readonly offence: string;
  readonly ground: DefenceGroundCode;
  /** For the ground "other by law": the provision relied on. */
  readonly otherProvision?: string;
  /** For a death penalty review: the defendant applied for aid. */
  readonly appliedForAid?: boolean;
  readonly stage: ProcedureStage;
  readonly procedure: TrialProcedure;
  readonly custody: CustodyKind;
  readonly hearingAt?: string;
  readonly hearingPlace?: string;
  readonly language: SpokenLanguage;
  readonly interpreterNeeded: boolean;
  /** True when life imprisonment or death may be imposed (可能被判处无期徒刑、死刑). */
  readonly lifeOrDeath: boolean;
  readonly minor: boolean;
  /** When the organ found the situation (发现应当通知辩护情形): C01 starts. */
  readonly discoveredAt: string;
}

export interface NoticeFacts extends WrittenFacts {
  /** Names the case among the organ's co-accused; derived, not the case number. */
  readonly coAccusedGroup: string;
}

/** A notice (通知辩护公函、法律援助通知书) as stored: facts, and people sealed under their keys. */
export interface Notice extends JsonObject {
  readonly facts: NoticeFacts;
  readonly personId: string;
  readonly contactId: string;
  readonly person: Personal<Person>;
  readonly contact: Personal<Contact>;
  readonly papers: Personal<Papers>;
}

/** Where in the request each refusal of the law belongs. */
const FIELD_OF: Readonly<Record<string, string>> = {
  'defence_notice.birth_date_missing': 'person.birthDate',
  'defence_notice.birth_date_invalid': 'person.birthDate',
  'defence_notice.not_a_minor': 'person.birthDate',
  'defence_notice.not_an_adult': 'person.birthDate',
  'defence_notice.stage_not_of_issuer': 'stage',
  'defence_notice.not_ordinary_procedure': 'procedure',
  'defence_notice.application_missing': 'appliedForAid',
  'defence_notice.provision_missing': 'otherProvision',
};

/** What the person's age and the ground ask of the lawyer, known once and kept with the facts. */
export function needsOf(
  ground: DefenceGroundCode,
  birthDate: string | undefined,
  discoveredAt: string,
): { readonly minor: boolean; readonly lifeOrDeath: boolean } {
  const { minor, lifeOrDeath } = lawyerRequirements([ground]);
  const young = birthDate !== undefined && isDay(birthDate) && isMinorOn(birthDate, shanghaiDay(discoveredAt));
  return { minor: minor || young, lifeOrDeath };
}

/**
 * What is wrong with a notice in itself, field by field; what is merely late is accepted and recorded. `before`: the facts that a correction
 * replaces, whose hearing may have passed meanwhile.
 */
export function faultsOf(
  facts: NoticeFacts,
  person: Person,
  organKind: CaseAgencyKind,
  now: string,
  coverage: FullCoverage = USUAL_COVERAGE,
  before?: NoticeFacts,
): readonly FieldError[] {
  const faults: FieldError[] = defenceNoticeRefusals({
    issuer: organKind,
    stage: facts.stage,
    grounds: [facts.ground],
    relevantDay: shanghaiDay(facts.discoveredAt),
    hasOwnDefender: false,
    procedure: facts.procedure,
    coverage,
    ...(person.birthDate !== undefined && { birthDate: person.birthDate }),
    ...(facts.appliedForAid !== undefined && { appliedForAid: facts.appliedForAid }),
    ...(facts.otherProvision !== undefined && { otherProvision: facts.otherProvision }),
  }).map(({ code, text, basis }) => ({ path: FIELD_OF[code] ?? 'ground', code, detail: `${text}(${basis})` }));
  if (facts.hearingAt !== undefined && facts.hearingAt !== before?.hearingAt && millisOf(facts.hearingAt) <= millisOf(now)) {
    faults.push({
      path: 'hearingAt',
      code: 'defence_notice.hearing_in_the_past',
      detail: '开庭时间早于现在,请核对年份和日期。The hearing lies in the past; check year and date.',
    });
  }
  if (millisOf(facts.discoveredAt) > millisOf(now)) {
    faults.push({
      path: 'discoveredAt',
      code: 'defence_notice.discovered_in_the_future',
      detail: '发现时间晚于现在,请核对。The time of discovery lies in the future; check it.',
    });
  }
  return faults;
}
