import {
  FULL_COVERAGE_SWITCHES,
  QUALITY_FIGURES,
  RETENTION_KINDS,
  retentionValueKind,
  type FullCoverageSwitch,
  type QualityFigure,
  type RetentionKind,
} from '@xiezhi/contracts';

/** What a reference value counts in: fen of money, or a plain number. */
export type ReferenceUnit = 'fen' | 'number';

/**
 * Values that rules refer to and that governments set from time to time (基准数值). Their unit is fixed: dibao is quoted per person and month in
 * towns, per person and year in the country; subsidies per case, per day or per document.
 */
export const REFERENCE_VALUE_KINDS = {
  /** 城镇低保标准(元/人·月) */
  dibao_urban_monthly: 'fen',
  /** 农村低保标准(元/人·年) */
  dibao_rural_yearly: 'fen',
  /** 经济困难标准倍数(低保标准的几倍以下) */
  hardship_multiplier: 'number',
  /** 刑事辩护与代理办案补贴(元/件) */
  subsidy_criminal_case: 'fen',
  /** 民事、行政、国家赔偿诉讼代理办案补贴(元/件) */
  subsidy_civil_case: 'fen',
  /** 非诉讼代理、调解、仲裁办案补贴(元/件) */
  subsidy_non_litigation_case: 'fen',
  /** 值班律师法律帮助补贴(元/工作日) */
  subsidy_duty_day: 'fen',
  /** 法律咨询补贴(元/工作日) */
  subsidy_consultation_day: 'fen',
  /** 代拟法律文书补贴(元/件) */
  subsidy_document: 'fen',
  /** 已办结归档的通知辩护,个人信息保存期限(月);以下同 */
  retention_completed: 'number',
  /** 已终止法律援助的 */
  retention_terminated: 'number',
  /** 拒绝指派后另行委托的 */
  retention_own_lawyer: 'number',
  /** 重复的 */
  retention_duplicate: 'number',
  /** 已被取代的 */
  retention_superseded: 'number',
  /** 已撤回的通知辩护,个人信息保存期限(月) */
  retention_withdrawn: 'number',
  /** 当事人已自行委托的通知辩护,个人信息保存期限(月) */
  retention_not_needed: 'number',
  /** 已办结的值班律师法律帮助,个人信息保存期限(月) */
  retention_help_concluded: 'number',
  /** 已取消的值班律师法律帮助,个人信息保存期限(月) */
  retention_help_cancelled: 'number',
  /** 未能送达机构的先到通知,个人信息保存期限(月) */
  retention_unmatched: 'number',
  /** 投诉受理决定期限(工作日) */
  complaint_accept_days: 'number',
  /** 投诉办结期限(日) */
  complaint_conclude_days: 'number',
  /** 投诉结果答复期限(工作日) */
  complaint_answer_days: 'number',
  /** 回访抽样:每几件办结案件回访一件 */
  return_visit_every: 'number',
  /** 回访问卷链接有效期(日) */
  return_visit_form_days: 'number',
  /** 同行评估:两名评估人相差几分以上须增加第三名(分) */
  peer_review_bound: 'number',
  /** 责任追究:陈述、申辩期限(日) */
  accountability_statement_days: 'number',
  /** 责任追究:申请复核期限(日) */
  accountability_review_days: 'number',
  /** 审判阶段律师辩护全覆盖(1实行,0不实行) */
  full_coverage_trial: 'number',
  /** 审查起诉阶段律师辩护全覆盖(1实行,0不实行) */
  full_coverage_prosecution_review: 'number',
} as const satisfies Readonly<Record<string, ReferenceUnit>> &
  Readonly<Record<`retention_${RetentionKind}` | QualityFigure | FullCoverageSwitch, 'number'>>;

export type ReferenceValueKind = keyof typeof REFERENCE_VALUE_KINDS;

const COUNTED_IN_MONTHS: ReadonlySet<string> = new Set(RETENTION_KINDS.map(({ code }) => retentionValueKind(code)));
/** A hundred years: what is kept longer is kept without a rule. */
export const MAX_MONTHS = 1_200;

/** Whether values of this kind are whole months, at least one. */
export const isInMonths = (kind: ReferenceValueKind): boolean => COUNTED_IN_MONTHS.has(kind);

const SWITCHES: ReadonlySet<string> = new Set(FULL_COVERAGE_SWITCHES);

/** Whether values of this kind are 1 (on) or 0 (off). */
export const isSwitch = (kind: ReferenceValueKind): boolean => SWITCHES.has(kind);

const QUALITY: ReadonlySet<string> = new Set(QUALITY_FIGURES);

/** Whether values of this kind are whole numbers that quality work counts with, at least one. */
export const isQualityFigure = (kind: ReferenceValueKind): boolean => QUALITY.has(kind);
