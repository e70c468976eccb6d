import {
  ACCOUNTABILITY_FINDINGS,
  ACCOUNTABILITY_GROUNDS,
  ACCOUNTABILITY_MEASURES,
  AID_MATTER_KINDS,
  ANSWER_WAYS,
  COMPLAINANTS,
  COMPLAINT_GROUNDS,
  COMPLAINT_MEASURES,
  COMPLAINT_OUTCOMES,
  COMPLAINT_REFUSALS,
  COMPLAINT_STEPS,
  COMPLAINT_WAYS,
  HEARING_WAYS,
  INSPECTION_DEFECTS,
  MAX_SAMPLE,
  MAX_SUSPENSION_DAYS,
  PROCEDURE_STAGES,
  QUALITY_GRADES,
  QUALITY_TOOLS,
  REVIEW_OUTCOMES,
  SATISFACTION,
  SPOKEN_LANGUAGES,
  TRACKING_LAYERS,
  TRACKING_VERDICTS,
  VISIT_ANSWERS,
  VISIT_FAILURES,
  VISIT_QUESTIONS,
  VISIT_REASONS,
  VISIT_WAYS,
} from '@xiezhi/contracts';

export interface Choice {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

/** How a field of a form is filled in. `several`: any number of choices; `moment`: a day and a time; `case`: one of the matter's sample. */
export interface Field {
  /** As the request names it; its label is `quality.field.<name>`. */
  readonly name: string;
  readonly as:
    'choice' | 'several' | 'text' | 'line' | 'moment' | 'day' | 'number' | 'case' | 'request' | 'institution' | 'lawyer' | 'scores';
  readonly choices?: readonly Choice[];
  readonly optional?: boolean;
  readonly hint?: string;
  /** Of a lawyer: whom this division may call on. */
  readonly division?: string;
  /** Of scores: the review whose table they follow. */
  readonly review?: string;
  /** Of a number. */
  readonly most?: number;
  /** Asked only when another field holds one of these. */
  readonly when?: readonly [field: string, values: readonly string[]];
}

export const ABOUT: readonly Choice[] = [
  { code: 'request', nameZh: '案件办理', nameEn: 'How a case is handled' },
  { code: 'lawyer', nameZh: '法律援助人员', nameEn: 'The lawyer' },
  { code: 'institution', nameZh: '法律援助机构', nameEn: 'The institution' },
];

export const FILE_COMPLAINT: readonly Field[] = [
  { name: 'about', as: 'choice', choices: ABOUT },
  { name: 'requestId', as: 'request', when: ['about', ['request', 'lawyer']] },
  { name: 'institution', as: 'institution', when: ['about', ['institution']] },
  { name: 'complainantKind', as: 'choice', choices: COMPLAINANTS },
  { name: 'complainant.name', as: 'line', hint: 'sealed' },
  { name: 'complainant.phone', as: 'line', optional: true },
  { name: 'complainant.address', as: 'line', optional: true },
  { name: 'way', as: 'choice', choices: COMPLAINT_WAYS },
  { name: 'receivedAt', as: 'moment', optional: true, hint: 'receivedAt' },
  { name: 'grounds', as: 'several', choices: COMPLAINT_GROUNDS },
  { name: 'text', as: 'text', hint: 'sealed' },
];

export const REFUSE_COMPLAINT: readonly Field[] = [
  { name: 'reason', as: 'choice', choices: COMPLAINT_REFUSALS },
  { name: 'explanation', as: 'text', hint: 'sealed' },
];
export const STEP_OF_COMPLAINT: readonly Field[] = [
  { name: 'step', as: 'choice', choices: COMPLAINT_STEPS },
  { name: 'doneAt', as: 'moment' },
  { name: 'note', as: 'text', hint: 'sealed' },
];
export const DECIDE_COMPLAINT: readonly Field[] = [
  { name: 'outcome', as: 'choice', choices: COMPLAINT_OUTCOMES },
  { name: 'measures', as: 'several', choices: COMPLAINT_MEASURES, optional: true },
  { name: 'findings', as: 'text', hint: 'sealed' },
];
export const ANSWER_COMPLAINT: readonly Field[] = [
  { name: 'way', as: 'choice', choices: ANSWER_WAYS },
  { name: 'answeredAt', as: 'moment' },
  { name: 'answer', as: 'text', hint: 'sealed' },
];
export const WITHDRAW: readonly Field[] = [{ name: 'reason', as: 'text', hint: 'sealed' }];

export const PLAN_VISIT: readonly Field[] = [{ name: 'requestId', as: 'request' }];
export const RECORD_VISIT: readonly Field[] = [
  { name: 'way', as: 'choice', choices: VISIT_WAYS },
  { name: 'visitedAt', as: 'moment' },
  { name: 'language', as: 'choice', choices: SPOKEN_LANGUAGES },
  { name: 'satisfaction', as: 'choice', choices: SATISFACTION },
  ...VISIT_QUESTIONS.map(({ code }): Field => ({ name: `answers.${code}`, as: 'choice', choices: VISIT_ANSWERS, optional: true })),
  { name: 'remark', as: 'text', optional: true, hint: 'sealed' },
];
export const NOT_REACHED: readonly Field[] = [
  { name: 'way', as: 'choice', choices: VISIT_WAYS },
  { name: 'triedAt', as: 'moment' },
  { name: 'why', as: 'choice', choices: VISIT_FAILURES },
];

export const PLAN_INSPECTION: readonly Field[] = [
  { name: 'institution', as: 'institution', optional: true, hint: 'ownInstitution' },
  { name: 'from', as: 'day' },
  { name: 'to', as: 'day' },
  { name: 'size', as: 'number', most: MAX_SAMPLE },
];
export const GRADE_CASE: readonly Field[] = [
  { name: 'caseId', as: 'case' },
  { name: 'grade', as: 'choice', choices: QUALITY_GRADES },
  { name: 'defects', as: 'several', choices: INSPECTION_DEFECTS, optional: true },
];

export const PLAN_TRACKING: readonly Field[] = [
  { name: 'institution', as: 'institution', optional: true, hint: 'ownInstitution' },
  { name: 'layers', as: 'choice', choices: TRACKING_LAYERS },
  { name: 'size', as: 'number', most: MAX_SAMPLE, optional: true, hint: 'size' },
  { name: 'percent', as: 'number', most: 100, optional: true, hint: 'percent' },
];
export const APPOINT_TRACKER: readonly Field[] = [
  { name: 'caseId', as: 'case' },
  { name: 'trackerId', as: 'lawyer', hint: 'tracker' },
];
export const RECORD_FINDING: readonly Field[] = [
  { name: 'caseId', as: 'case' },
  { name: 'tool', as: 'choice', choices: QUALITY_TOOLS },
  { name: 'observedAt', as: 'moment' },
  { name: 'verdict', as: 'choice', choices: TRACKING_VERDICTS },
  { name: 'defects', as: 'several', choices: INSPECTION_DEFECTS, optional: true },
];

export const OPEN_REVIEW: readonly Field[] = [
  { name: 'requestId', as: 'request', hint: 'closedCase' },
  { name: 'firstReviewer', as: 'lawyer' },
  { name: 'secondReviewer', as: 'lawyer', hint: 'reviewer' },
];
export const REVIEWER: readonly Field[] = [{ name: 'reviewerId', as: 'lawyer', hint: 'reviewer' }];
export const SCORE_CASE: readonly Field[] = [{ name: 'scores', as: 'scores' }];

export const OWN_STATEMENT: readonly Field[] = [{ name: 'statement', as: 'text', hint: 'sealed' }];
export const OPEN_ACCOUNTABILITY: readonly Field[] = [
  { name: 'kind', as: 'choice', choices: ACCOUNTABILITY_FINDINGS },
  { name: 'findingId', as: 'line', hint: 'findingId' },
  { name: 'caseId', as: 'line', when: ['kind', ['inspection', 'case_tracking']] },
  { name: 'ground', as: 'choice', choices: ACCOUNTABILITY_GROUNDS },
];
export const HEAR_LAWYER: readonly Field[] = [
  { name: 'way', as: 'choice', choices: HEARING_WAYS },
  { name: 'heardAt', as: 'moment' },
  { name: 'statement', as: 'text', hint: 'sealed', when: ['way', ['written', 'oral']] },
];
export const DECIDE_ACCOUNTABILITY: readonly Field[] = [
  { name: 'measure', as: 'choice', choices: ACCOUNTABILITY_MEASURES },
  { name: 'days', as: 'number', most: MAX_SUSPENSION_DAYS, when: ['measure', ['suspended']] },
  { name: 'findings', as: 'text', hint: 'sealed' },
];
export const DECIDE_REVIEW: readonly Field[] = [
  { name: 'outcome', as: 'choice', choices: REVIEW_OUTCOMES },
  { name: 'reasons', as: 'text', hint: 'sealed' },
];

/** Choices of a coded fact, by its field, or by its step and field. */
export const CHOICES: Readonly<Record<string, readonly Choice[]>> = {
  about: ABOUT,
  complainantKind: COMPLAINANTS,
  way: COMPLAINT_WAYS,
  'ComplaintAnswered.way': ANSWER_WAYS,
  'RecipientVisited.way': VISIT_WAYS,
  'RecipientNotReached.way': VISIT_WAYS,
  'VisitPlanned.reason': VISIT_REASONS,
  grade: QUALITY_GRADES,
  grades: QUALITY_GRADES,
  defects: INSPECTION_DEFECTS,
  language: SPOKEN_LANGUAGES,
  satisfaction: SATISFACTION,
  why: VISIT_FAILURES,
  answers: VISIT_ANSWERS,
  grounds: COMPLAINT_GROUNDS,
  reason: COMPLAINT_REFUSALS,
  step: COMPLAINT_STEPS,
  outcome: COMPLAINT_OUTCOMES,
  measures: COMPLAINT_MEASURES,
  kind: ACCOUNTABILITY_FINDINGS,
  finding: ['kind', 'id', 'caseId'].map((code) => ({ code, nameZh: code, nameEn: code })),
  finding_kind: ACCOUNTABILITY_FINDINGS,
  ground: ACCOUNTABILITY_GROUNDS,
  measure: ACCOUNTABILITY_MEASURES,
  'LawyerHeard.way': HEARING_WAYS,
  'ReviewDecided.outcome': REVIEW_OUTCOMES,
  layers: TRACKING_LAYERS,
  // Stages are of defences; granted cases are told apart by what kind of matter they are.
  layer: [...PROCEDURE_STAGES, ...AID_MATTER_KINDS],
  tool: QUALITY_TOOLS,
  tools: QUALITY_TOOLS,
  verdict: TRACKING_VERDICTS,
  verdicts: TRACKING_VERDICTS,
};
