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
