import type { CodeEntry } from './procedure.js';

/** Who complains (投诉人). */
export const COMPLAINANTS = [
  { code: 'recipient', nameZh: '受援人', nameEn: 'Recipient of aid' },
  { code: 'applicant', nameZh: '申请人', nameEn: 'Applicant' },
  { code: 'relative', nameZh: '法定代理人或者近亲属', nameEn: 'Statutory agent or close relative' },
  { code: 'lawyer', nameZh: '法律援助人员', nameEn: 'Legal aid lawyer' },
  { code: 'organ', nameZh: '办案机关', nameEn: 'Case agency' },
  { code: 'other', nameZh: '其他人', nameEn: 'Somebody else' },
] as const satisfies readonly CodeEntry[];
export type ComplainantKind = (typeof COMPLAINANTS)[number]['code'];

/** How a complaint came (投诉方式). */
export const COMPLAINT_WAYS = [
  { code: 'visit', nameZh: '来访', nameEn: 'In person' },
  { code: 'phone', nameZh: '来电', nameEn: 'By phone' },
  { code: 'letter', nameZh: '来信', nameEn: 'By letter' },
  { code: 'online', nameZh: '网络', nameEn: 'Online' },
  { code: 'transferred', nameZh: '有关机关转送', nameEn: 'Passed on by another organ' },
] as const satisfies readonly CodeEntry[];
export type ComplaintWay = (typeof COMPLAINT_WAYS)[number]['code'];

/** What is complained about (投诉事项). */
export const COMPLAINT_GROUNDS = [
  { code: 'intake', nameZh: '违反规定受理、审查', nameEn: 'Intake or review against the rules' },
  { code: 'assignment', nameZh: '违反规定指派、安排法律援助人员', nameEn: 'Assignment against the rules' },
  { code: 'neglect', nameZh: '懈怠履行或者擅自停止履行职责', nameEn: 'Duties neglected or stopped without leave' },
  { code: 'property', nameZh: '收取财物', nameEn: 'Property or money taken' },
  { code: 'confidence', nameZh: '泄露国家秘密、商业秘密或者个人隐私', nameEn: 'Confidence broken' },
  { code: 'attitude', nameZh: '服务态度', nameEn: 'Conduct towards the person' },
  { code: 'other', nameZh: '其他违反法律援助管理规定的行为', nameEn: 'Another breach of the rules' },
] as const satisfies readonly CodeEntry[];
export type ComplaintGround = (typeof COMPLAINT_GROUNDS)[number]['code'];

/** Why a complaint is not accepted (不予受理的理由). */
export const COMPLAINT_REFUSALS = [
  { code: 'not_aid', nameZh: '不属于法律援助投诉事项', nameEn: 'Not about legal aid' },
  { code: 'no_facts', nameZh: '没有具体的投诉请求、事实或者线索', nameEn: 'No request, facts or leads' },
  { code: 'decided_before', nameZh: '同一事实和理由已有处理结论', nameEn: 'The same facts were decided before' },
  { code: 'other_procedure', nameZh: '已进入复议、诉讼等程序', nameEn: 'Under review or before a court' },
  { code: 'not_competent', nameZh: '不属于本机关管辖', nameEn: 'Another organ is competent' },
] as const satisfies readonly CodeEntry[];
export type ComplaintRefusal = (typeof COMPLAINT_REFUSALS)[number]['code'];

/** What was done to find out (调查措施). */
export const COMPLAINT_STEPS = [
  { code: 'heard_complainant', nameZh: '听取投诉人陈述', nameEn: 'Complainant heard' },
  { code: 'heard_subject', nameZh: '听取被投诉人陈述、申辩', nameEn: 'Person complained about heard' },
  { code: 'subject_statement', nameZh: '被投诉人书面陈述、申辩', nameEn: 'Written statement of the person complained about' },
  { code: 'file_read', nameZh: '查阅案卷', nameEn: 'Case file read' },
  { code: 'organ_asked', nameZh: '向办案机关了解情况', nameEn: 'Case agency asked' },
  { code: 'witness_heard', nameZh: '向其他人员了解情况', nameEn: 'Others heard' },
] as const satisfies readonly CodeEntry[];
export type ComplaintStep = (typeof COMPLAINT_STEPS)[number]['code'];

/** What was found (处理结论). */
export const COMPLAINT_OUTCOMES = [
  { code: 'upheld', nameZh: '投诉属实', nameEn: 'Upheld' },
  { code: 'partly_upheld', nameZh: '部分属实', nameEn: 'Partly upheld' },
  { code: 'not_upheld', nameZh: '不属实', nameEn: 'Not upheld' },
  { code: 'unprovable', nameZh: '无法查实', nameEn: 'Could not be established' },
] as const satisfies readonly CodeEntry[];
export type ComplaintOutcome = (typeof COMPLAINT_OUTCOMES)[number]['code'];

/** What is done about it (处理措施). */
export const COMPLAINT_MEASURES = [
  { code: 'explained', nameZh: '作出说明、解释', nameEn: 'Explained' },
  { code: 'rectify', nameZh: '责令改正', nameEn: 'Ordered to be put right' },
  { code: 'criticism', nameZh: '批评教育', nameEn: 'Criticism' },
  { code: 'lawyer_changed', nameZh: '更换法律援助人员', nameEn: 'Lawyer to be changed' },
  { code: 'accountability', nameZh: '转入责任追究', nameEn: 'Accountability proceedings' },
  { code: 'bar_association', nameZh: '建议律师协会给予行业处分', nameEn: 'Passed to the lawyers’ association' },
] as const satisfies readonly CodeEntry[];
export type ComplaintMeasure = (typeof COMPLAINT_MEASURES)[number]['code'];

/** How the complainant was told (答复方式). */
export const ANSWER_WAYS = [
  { code: 'in_person', nameZh: '当面', nameEn: 'In person' },
  { code: 'phone', nameZh: '电话', nameEn: 'By phone' },
  { code: 'written', nameZh: '书面', nameEn: 'In writing' },
  { code: 'online', nameZh: '网络', nameEn: 'Online' },
] as const satisfies readonly CodeEntry[];
export type AnswerWay = (typeof ANSWER_WAYS)[number]['code'];

/** How a recipient of aid is asked (回访方式). */
export const VISIT_WAYS = [
  { code: 'phone', nameZh: '电话回访', nameEn: 'By phone' },
  { code: 'visit', nameZh: '上门或者到羁押场所回访', nameEn: 'In person, or in custody' },
  { code: 'form', nameZh: '填写问卷', nameEn: 'By form' },
] as const satisfies readonly CodeEntry[];
export type VisitWay = (typeof VISIT_WAYS)[number]['code'];

/** Why a closed case is visited (回访缘由). `sampled` follows from the request's id and the division's figure alone. */
export const VISIT_REASONS = [
  { code: 'sampled', nameZh: '抽样', nameEn: 'Drawn as a sample' },
  { code: 'minor', nameZh: '未成年人案件', nameEn: 'A minor’s case' },
  { code: 'life_or_death', nameZh: '可能判处无期徒刑、死刑的案件', nameEn: 'Life imprisonment or death possible' },
  { code: 'terminated', nameZh: '终止法律援助的案件', nameEn: 'Aid was terminated' },
  { code: 'chosen', nameZh: '机构决定', nameEn: 'Chosen by the institution' },
] as const satisfies readonly CodeEntry[];
export type VisitReason = (typeof VISIT_REASONS)[number]['code'];

/** What the recipient is asked (受援人回访记录表, 文书格式32). */
export const VISIT_QUESTIONS = [
  { code: 'met', nameZh: '律师是否会见、见面', nameEn: 'Did the lawyer meet the person' },
  { code: 'informed', nameZh: '是否告知案件进展', nameEn: 'Was the person told how the case went' },
  { code: 'understood', nameZh: '是否使用听得懂的语言', nameEn: 'In a language the person understands' },
  { code: 'diligent', nameZh: '是否认真负责', nameEn: 'Was the lawyer diligent' },
  { code: 'free', nameZh: '是否没有收取费用、财物', nameEn: 'Was it free of any charge' },
] as const satisfies readonly CodeEntry[];
export type VisitQuestion = (typeof VISIT_QUESTIONS)[number]['code'];

export const VISIT_ANSWERS = [
  { code: 'yes', nameZh: '是', nameEn: 'Yes' },
  { code: 'no', nameZh: '否', nameEn: 'No' },
  { code: 'unknown', nameZh: '不清楚', nameEn: 'Does not know' },
] as const satisfies readonly CodeEntry[];
export type VisitAnswer = (typeof VISIT_ANSWERS)[number]['code'];

/** Satisfaction (满意度), one to five. */
export const SATISFACTION = [
  { code: '5', nameZh: '非常满意', nameEn: 'Very satisfied' },
  { code: '4', nameZh: '满意', nameEn: 'Satisfied' },
  { code: '3', nameZh: '基本满意', nameEn: 'Fairly satisfied' },
  { code: '2', nameZh: '不满意', nameEn: 'Dissatisfied' },
  { code: '1', nameZh: '很不满意', nameEn: 'Very dissatisfied' },
] as const satisfies readonly CodeEntry[];

/** Why nobody was reached (未能回访的原因). */
export const VISIT_FAILURES = [
  { code: 'no_answer', nameZh: '无人接听', nameEn: 'No answer' },
  { code: 'wrong_number', nameZh: '号码错误或者停用', nameEn: 'Wrong number' },
  { code: 'not_there', nameZh: '已离开原住所或者羁押场所', nameEn: 'No longer there' },
  { code: 'declined', nameZh: '本人不愿接受回访', nameEn: 'The person declined' },
] as const satisfies readonly CodeEntry[];
export type VisitFailure = (typeof VISIT_FAILURES)[number]['code'];
/** After so many tries on which nobody was reached a visit may be given up. */
export const VISIT_TRIES = 3;
/** Days for which the link of a form (回访问卷) may be used, while a division sets no figure. */
export const VISIT_FORM_DAYS = 14;

/** Grade of a case's quality (案件质量等级). */
export const QUALITY_GRADES = [
  { code: 'excellent', nameZh: '优秀', nameEn: 'Excellent' },
  { code: 'good', nameZh: '良好', nameEn: 'Good' },
  { code: 'qualified', nameZh: '合格', nameEn: 'Qualified' },
  { code: 'unqualified', nameZh: '不合格', nameEn: 'Unqualified' },
] as const satisfies readonly CodeEntry[];
export type QualityGrade = (typeof QUALITY_GRADES)[number]['code'];

/** Where a grade comes from (等级来源), the weightiest first: a weightier one is never replaced by a lighter one. */
export const GRADE_SOURCES = [
  { code: 'peer_review', nameZh: '同行评估', nameEn: 'Peer review' },
  { code: 'inspection', nameZh: '质量检查', nameEn: 'Quality inspection' },
  { code: 'file_check', nameZh: '案卷检查', nameEn: 'File check' },
] as const satisfies readonly CodeEntry[];
export type GradeSource = (typeof GRADE_SOURCES)[number]['code'];

/** What an inspection finds wanting (检查发现的问题). */
export const INSPECTION_DEFECTS = [
  { code: 'meeting_late', nameZh: '未会见或者会见不及时', nameEn: 'No meeting, or a late one' },
  { code: 'file_not_read', nameZh: '未阅卷', nameEn: 'Case file not read' },
  { code: 'opinion_missing', nameZh: '没有书面辩护意见', nameEn: 'No written opinion' },
  { code: 'hearing_missed', nameZh: '未出庭', nameEn: 'Not at the hearing' },
  { code: 'person_not_told', nameZh: '未向受援人通报', nameEn: 'The person was not told how the case went' },
  { code: 'file_incomplete', nameZh: '归档材料不齐', nameEn: 'Case file incomplete' },
  { code: 'file_late', nameZh: '归档超期', nameEn: 'Case file late' },
  { code: 'charged', nameZh: '收取财物', nameEn: 'Property or money taken' },
] as const satisfies readonly CodeEntry[];
export type InspectionDefect = (typeof INSPECTION_DEFECTS)[number]['code'];
/** Cases that one inspection looks at, at most. */
export const MAX_SAMPLE = 100;

/**
 * Figures of quality work (质量工作数值) that no confirmed law gives: set by two people as reference values of a division, whole numbers all.
 * Without one a complaint runs without an end date and says so (投诉处理办法 2025, whose figures are not confirmed).
 */
export const QUALITY_FIGURES = [
  'complaint_accept_days',
  'complaint_conclude_days',
  'complaint_answer_days',
  'return_visit_every',
  'return_visit_form_days',
  'peer_review_bound',
  'accountability_statement_days',
  'accountability_review_days',
] as const;
export type QualityFigure = (typeof QUALITY_FIGURES)[number];
/** Nothing of quality work counts further than this. */
export const MAX_QUALITY_FIGURE = 365;
