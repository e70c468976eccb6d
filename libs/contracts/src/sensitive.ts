import type { CodeEntry } from './procedure.js';

/** Why a matter is flagged sensitive (敏感案件标注事由). `reports`: such a matter is reported to the judicial administration above. */
export interface SensitiveReasonEntry extends CodeEntry {
  readonly reports: boolean;
}

export const SENSITIVE_REASONS = [
  { code: 'mass_matter', nameZh: '社会敏感性群体性案件', nameEn: 'Sensitive mass matter', reports: true },
  { code: 'petition', nameZh: '涉法涉诉信访案件', nameEn: 'Petition about law or litigation', reports: true },
  { code: 'major_case', nameZh: '重大、疑难、复杂案件', nameEn: 'Major, difficult or complex case', reports: true },
  { code: 'public_attention', nameZh: '社会广泛关注', nameEn: 'Wide public attention', reports: true },
  { code: 'foreign_related', nameZh: '涉外、涉港澳台', nameEn: 'Foreign, Hong Kong, Macao or Taiwan related', reports: true },
  { code: 'minor_victim', nameZh: '未成年人被侵害', nameEn: 'Offence against a minor', reports: false },
  { code: 'privacy', nameZh: '涉及个人隐私', nameEn: 'Personal privacy', reports: false },
  { code: 'safety', nameZh: '当事人人身安全', nameEn: 'Safety of a party', reports: false },
] as const satisfies readonly SensitiveReasonEntry[];
export type SensitiveReason = (typeof SENSITIVE_REASONS)[number]['code'];

/** Where a petition (信访事项) stands. */
export const PETITION_STATES = [
  { code: 'registered', nameZh: '已登记', nameEn: 'Registered' },
  { code: 'transferred', nameZh: '已转送、交办', nameEn: 'Passed on' },
  { code: 'accepted', nameZh: '已受理', nameEn: 'Accepted' },
  { code: 'answered', nameZh: '已答复', nameEn: 'Answered' },
  { code: 'reviewing', nameZh: '复查、复核中', nameEn: 'Under review' },
  { code: 'ended', nameZh: '已终结', nameEn: 'Ended' },
] as const satisfies readonly CodeEntry[];
export type PetitionState = (typeof PETITION_STATES)[number]['code'];

/** Petitions that one matter is linked with, at most, and officers of a circle (知悉范围) besides the head. */
export const MAX_PETITIONS = 20;
export const MAX_CIRCLE = 10;
