import type { ProcedureStage } from '@xiezhi/contracts';
import { isMinorOn } from './age.js';
import { cite } from './citations.js';
import {
  type CaseAgencyKind,
  type DefenceGround,
  type DefenceGroundCode,
  defenceGround,
  type FullCoverage,
  USUAL_COVERAGE,
} from './defence-grounds.js';
import { type Refusal, refusal } from './refusal.js';
import { type Day, daysBetween, isDay } from './shanghai-time.js';

/** Trial procedure (审判程序): ordinary 普通, summary 简易, fast-track 速裁. */
export type TrialProcedure = 'ordinary' | 'summary' | 'fast_track';

/** What a notice says, as far as its lawfulness depends on it. */
export interface DefenceNoticeFacts {
  readonly issuer: CaseAgencyKind;
  readonly stage: ProcedureStage;
  readonly grounds: readonly DefenceGroundCode[];
  /** The day on which the grounds must hold: that of the notice. */
  readonly relevantDay: Day;
  readonly hasOwnDefender: boolean;
  readonly birthDate?: Day;
  readonly procedure?: TrialProcedure;
  /** For `death_review_applicant`: whether the defendant applied. */
  readonly appliedForAid?: boolean;
  /** For `other_by_law`: the provision meant. */
  readonly otherProvision?: string;
  /** Where full coverage holds; the usual when it is not said. */
  readonly coverage?: FullCoverage;
}

const LAW_25 = cite('legal_aid_law', '25(1)');

/** Stages an organ conducts; the procuratorate investigates some cases itself (刑事诉讼法 第19条). */
const STAGES_OF: Readonly<Record<CaseAgencyKind, readonly ProcedureStage[]>> = {
  police: ['investigation'],
  procuratorate: ['investigation', 'prosecution_review'],
  court: ['first_instance', 'second_instance', 'retrial', 'death_penalty_review', 'compulsory_treatment'],
};

/** The stages that an organ of this kind conducts. */
export const stagesOf = (issuer: CaseAgencyKind): readonly ProcedureStage[] => STAGES_OF[issuer];

function minorRefusals({ birthDate, relevantDay }: DefenceNoticeFacts): readonly Refusal[] {
  if (birthDate === undefined) {
    return [
      refusal(
        'defence_notice.birth_date_missing',
        LAW_25,
        '以未成年人为由通知的，请填写出生日期。',
        'For the ground "minor", give the birth date.',
      ),
    ];
  }
  if (!isDay(birthDate) || isMinorOn(birthDate, relevantDay)) return [];
  return [
    refusal(
      'defence_notice.not_a_minor',
      LAW_25,
      '该人已满十八周岁，与“未成年人”的理由不符。',
      'The person is 18 or older, which contradicts the ground "minor".',
    ),
  ];
}

function discretionaryRefusals({ procedure }: DefenceNoticeFacts): readonly Refusal[] {
  if (procedure === 'ordinary') return [];
  return [
    refusal(
      'defence_notice.not_ordinary_procedure',
      cite('legal_aid_law', '25(2)'),
      '酌定通知仅适用于普通程序审理的案件。',
      'The discretionary ground is for trials under ordinary procedure only.',
    ),
  ];
}

/** At first instance the ordinary procedure is asked for; in summary and fast-track trials the duty lawyer helps. */
function coverageAtTrialRefusals({ stage, procedure }: DefenceNoticeFacts): readonly Refusal[] {
  if (stage !== 'first_instance' || procedure === 'ordinary') return [];
  return [
    refusal(
      'defence_notice.not_ordinary_procedure',
      cite('full_coverage_2017', '2'),
      '简易程序、速裁程序的一审案件由值班律师提供法律帮助，不适用全覆盖的通知辩护。',
      'In summary and fast-track trials the duty lawyer helps; full coverage asks for no notice.',
    ),
  ];
}

/** What one ground asks beyond the organ and the stage. */
function groundRefusals(code: DefenceGroundCode, facts: DefenceNoticeFacts): readonly Refusal[] {
  switch (code) {
    case 'minor':
      return minorRefusals(facts);
    case 'limited_capacity_adult': {
      const { birthDate, relevantDay } = facts;
      if (birthDate === undefined || !isDay(birthDate) || !isMinorOn(birthDate, relevantDay)) return [];
      return [
        refusal(
          'defence_notice.not_an_adult',
          LAW_25,
          '该人未满十八周岁，请以“未成年人”为由通知。',
          'The person is under 18: use the ground "minor".',
        ),
      ];
    }
    case 'death_review_applicant':
      if (facts.appliedForAid === true) return [];
      return [
        refusal(
          'defence_notice.application_missing',
          LAW_25,
          '死刑复核案件须由被告人申请法律援助。',
          'In a death penalty review the defendant must have applied for aid.',
        ),
      ];
    case 'other_by_law':
      if ((facts.otherProvision ?? '').trim() !== '') return [];
      return [refusal('defence_notice.provision_missing', LAW_25, '请写明所依据的法律法规条文。', 'State the provision of law relied on.')];
    case 'discretionary':
      return discretionaryRefusals(facts);
    case 'full_coverage_trial':
      return coverageAtTrialRefusals(facts);
    default:
      return [];
  }
}

function fitRefusals(ground: DefenceGround, { issuer, stage, coverage = USUAL_COVERAGE }: DefenceNoticeFacts): readonly Refusal[] {
  const found: Refusal[] = [];
  if (ground.coverage !== undefined && !coverage[ground.coverage]) {
    found.push(
      refusal(
        'defence_notice.full_coverage_not_in_force',
        ground.basis,
        '本地当日尚未实行该阶段的律师辩护全覆盖，请另选理由。',
        'Full coverage of this stage does not hold in this division on that day: choose another ground.',
      ),
    );
  }
  if (!ground.issuers.includes(issuer)) {
    found.push(
      refusal(
        'defence_notice.ground_not_of_issuer',
        ground.basis,
        `“${ground.nameZh}”只能由人民法院通知。`,
        `Only a court may notify on the ground "${ground.nameEn}".`,
      ),
    );
  }
  if (!ground.stages.includes(stage)) {
    found.push(
      refusal(
        'defence_notice.ground_not_of_stage',
        ground.basis,
        `“${ground.nameZh}”不适用于本诉讼阶段。`,
        `The ground "${ground.nameEn}" does not belong to this stage.`,
      ),
    );
  }
  return found;
}

/**
 * What is unlawful about a notice to provide a defender (通知辩护), every point named at once; empty when it is sound. Lateness is never among
 * them: a late notice is accepted and its clock breached. Hardship is never asked (法律援助法 第25条).
 */
export function defenceNoticeRefusals(facts: DefenceNoticeFacts): readonly Refusal[] {
  const found: Refusal[] = [];
  if (facts.grounds.length === 0) {
    found.push(refusal('defence_notice.ground_missing', LAW_25, '请选择通知辩护的理由。', 'Choose the ground of the notice.'));
  }
  if (facts.hasOwnDefender) {
    found.push(
      refusal(
        'defence_notice.defender_engaged',
        [...LAW_25, ...cite('legal_aid_law', '27')],
        '该人已委托辩护人，不需通知指派。',
        'The person has engaged a defender; no notice is needed.',
      ),
    );
  }
  if (!STAGES_OF[facts.issuer].includes(facts.stage)) {
    found.push(
      refusal(
        'defence_notice.stage_not_of_issuer',
        cite('legal_aid_law', '36'),
        '该诉讼阶段不由本机关办理。',
        'This stage is not conducted by the notifying organ.',
      ),
    );
  }
  if (facts.birthDate !== undefined && (!isDay(facts.birthDate) || daysBetween(facts.birthDate, facts.relevantDay) < 0)) {
    found.push(refusal('defence_notice.birth_date_invalid', LAW_25, '出生日期有误，请核对。', 'The birth date is not possible; check it.'));
  }
  for (const code of new Set(facts.grounds)) {
    const ground = defenceGround(code);
    if (ground === undefined) {
      found.push(refusal('defence_notice.ground_unknown', LAW_25, '通知理由不在法定情形之内。', 'The ground is none the law knows.'));
    } else {
      found.push(...fitRefusals(ground, facts), ...groundRefusals(code, facts));
    }
  }
  return found;
}
