import type { CodeEntry } from './procedure.js';

/** The four tools of quality supervision (庭审旁听、案卷检查、征询司法机关意见、回访受援人, 法律援助法 第59条). */
export const QUALITY_TOOLS = [
  { code: 'hearing_attended', nameZh: '庭审旁听', nameEn: 'Hearing attended' },
  { code: 'file_checked', nameZh: '案卷检查', nameEn: 'Case file checked' },
  { code: 'organ_asked', nameZh: '征询司法机关意见', nameEn: 'Judicial organ asked' },
  { code: 'recipient_visited', nameZh: '回访受援人', nameEn: 'Recipient visited' },
] as const satisfies readonly CodeEntry[];
export type QualityTool = (typeof QUALITY_TOOLS)[number]['code'];

/** By what the cases to be tracked are layered before they are drawn (分层方式). */
export const TRACKING_LAYERS = [
  { code: 'none', nameZh: '不分层', nameEn: 'Not layered' },
  { code: 'stage', nameZh: '按诉讼阶段', nameEn: 'By stage' },
  { code: 'lawyer', nameZh: '按承办律师', nameEn: 'By lawyer' },
  { code: 'division', nameZh: '按行政区划', nameEn: 'By division' },
] as const satisfies readonly CodeEntry[];
export type TrackingLayer = (typeof TRACKING_LAYERS)[number]['code'];

/** What a tracker finds of a case that is under way (跟踪意见). */
export const TRACKING_VERDICTS = [
  { code: 'in_order', nameZh: '办理正常', nameEn: 'In order' },
  { code: 'reminded', nameZh: '提醒改进', nameEn: 'Lawyer reminded' },
  { code: 'wanting', nameZh: '存在问题', nameEn: 'Wanting' },
] as const satisfies readonly CodeEntry[];
export type TrackingVerdict = (typeof TRACKING_VERDICTS)[number]['code'];

/** Scores of a peer review differ by more than so many points of a hundred: a third reviewer is asked, while a division sets no figure. */
export const PEER_REVIEW_BOUND = 15;

/** What accountability proceedings follow from (线索来源). */
export const ACCOUNTABILITY_FINDINGS = [
  { code: 'complaint', nameZh: '投诉属实', nameEn: 'Complaint upheld' },
  { code: 'inspection', nameZh: '质量检查不合格', nameEn: 'Inspection: unqualified' },
  { code: 'peer_review', nameZh: '同行评估不合格', nameEn: 'Peer review: unqualified' },
  { code: 'case_tracking', nameZh: '案件跟踪发现问题', nameEn: 'Tracking: wanting' },
  { code: 'breach', nameZh: '逾期未履行法定责任', nameEn: 'Statutory duty breached' },
] as const satisfies readonly CodeEntry[];
export type AccountabilityFinding = (typeof ACCOUNTABILITY_FINDINGS)[number]['code'];

/** What a lawyer is to answer for (追究事由, 法律援助法 第63条). */
export const ACCOUNTABILITY_GROUNDS = [
  {
    code: 'refused_or_neglected',
    nameZh: '无正当理由拒绝履行或者怠于履行法律援助义务',
    nameEn: 'Duties refused without good reason, or neglected',
  },
  { code: 'stopped', nameZh: '擅自终止提供法律援助', nameEn: 'Aid stopped without leave' },
  { code: 'property', nameZh: '收取受援人财物', nameEn: 'Property of the recipient taken' },
  { code: 'confidence', nameZh: '泄露国家秘密、商业秘密或者个人隐私', nameEn: 'Confidence broken' },
  { code: 'quality', nameZh: '案件质量不合格', nameEn: 'Quality of the case wanting' },
  { code: 'other', nameZh: '法律、法规规定的其他情形', nameEn: 'Another case named by law' },
] as const satisfies readonly CodeEntry[];
export type AccountabilityGround = (typeof ACCOUNTABILITY_GROUNDS)[number]['code'];

/** What is decided (处理措施). `suspended` and `removed` keep a lawyer from being assigned. */
export const ACCOUNTABILITY_MEASURES = [
  { code: 'none', nameZh: '不予追究', nameEn: 'No measure' },
  { code: 'warning', nameZh: '警告', nameEn: 'Warning' },
  { code: 'suspended', nameZh: '暂停指派', nameEn: 'Assignment suspended' },
  { code: 'removed', nameZh: '移出指派名册', nameEn: 'Removed from the roster' },
  { code: 'justice_bureau', nameZh: '移送司法行政机关处理', nameEn: 'Passed to the justice bureau' },
  { code: 'bar_association', nameZh: '移送律师协会处理', nameEn: 'Passed to the lawyers’ association' },
] as const satisfies readonly CodeEntry[];
export type AccountabilityMeasure = (typeof ACCOUNTABILITY_MEASURES)[number]['code'];
/** Days for which assignment may be suspended, at most. */
export const MAX_SUSPENSION_DAYS = 365;

/** How the lawyer was heard (听取陈述、申辩). */
export const HEARING_WAYS = [
  { code: 'written', nameZh: '书面陈述、申辩', nameEn: 'In writing' },
  { code: 'oral', nameZh: '当面听取', nameEn: 'In person' },
  { code: 'waived', nameZh: '放弃陈述、申辩', nameEn: 'Waived' },
] as const satisfies readonly CodeEntry[];
export type HearingWay = (typeof HEARING_WAYS)[number]['code'];

/** What a review of the decision finds (复核结果). */
export const REVIEW_OUTCOMES = [
  { code: 'upheld', nameZh: '维持', nameEn: 'Upheld' },
  { code: 'revoked', nameZh: '撤销', nameEn: 'Revoked' },
] as const satisfies readonly CodeEntry[];
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number]['code'];
