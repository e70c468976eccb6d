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

/**
 * Figures of quality work (质量工作数值) that no confirmed law gives: set by two people as reference values of a division, whole numbers all.
 * Without one a complaint runs without an end date and says so (投诉处理办法 2025, whose figures are not confirmed).
 */
export const QUALITY_FIGURES = ['complaint_accept_days', 'complaint_conclude_days', 'complaint_answer_days', 'return_visit_every'] as const;
export type QualityFigure = (typeof QUALITY_FIGURES)[number];
/** Nothing of quality work counts further than this. */
export const MAX_QUALITY_FIGURE = 365;
