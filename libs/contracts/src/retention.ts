import type { CodeEntry } from './procedure.js';

/**
 * How a matter ends (案件的终结), as rules of retention tell them apart: a request for defence, a granted case, a duty lawyer's help, a notice
 * that came early. A request that was transferred has not ended: it goes on at another institution, and its personal data with it.
 */
export const RETENTION_KINDS = [
  { code: 'completed', nameZh: '已办结并审查归档', nameEn: 'The stage ended and the file was accepted' },
  { code: 'terminated', nameZh: '已终止法律援助', nameEn: 'Aid was terminated' },
  { code: 'own_lawyer', nameZh: '拒绝指派后另行委托', nameEn: 'The person refused the lawyer and engaged an own one' },
  { code: 'withdrawn', nameZh: '通知已撤回', nameEn: 'The notice was withdrawn' },
  { code: 'not_needed', nameZh: '当事人已自行委托', nameEn: 'The person engaged a lawyer' },
  { code: 'duplicate', nameZh: '重复通知已并入另一件', nameEn: 'A duplicate, which another request goes on for' },
  { code: 'superseded', nameZh: '已被新的通知取代', nameEn: 'A newer notice took its place' },
  { code: 'help_concluded', nameZh: '值班律师法律帮助已办结', nameEn: 'The help of a duty lawyer was concluded' },
  { code: 'help_cancelled', nameZh: '值班律师法律帮助已取消', nameEn: 'The help of a duty lawyer was cancelled' },
  { code: 'unmatched', nameZh: '先到通知未能送达机构', nameEn: 'A notice that came early reached no institution' },
] as const satisfies readonly CodeEntry[];

export type RetentionKind = (typeof RETENTION_KINDS)[number]['code'];

/**
 * What was an end while requests were followed only to the lawyer's name at the case agency. Such a request goes on now; rules for it were
 * approved, and some were deleted by them.
 */
export const FORMER_RETENTION_KINDS = [
  { code: 'notified', nameZh: '已指派律师并函告办案机关', nameEn: 'A lawyer was assigned and the case agency told' },
] as const satisfies readonly CodeEntry[];

/** How a matter ended, as what is stored has it. */
export type StoredRetentionKind = RetentionKind | (typeof FORMER_RETENTION_KINDS)[number]['code'];

/** Reasons for keeping a matter longer than its rule says (保存例外), each until a day. */
export const RETENTION_EXEMPTIONS = [
  { code: 'law_keeps_longer', nameZh: '法律、行政法规规定的保存期限未届满', nameEn: 'A law or regulation asks for longer keeping' },
  { code: 'proceedings', nameZh: '诉讼、仲裁或者国家赔偿程序需要', nameEn: 'Needed in court, arbitration or state compensation' },
  { code: 'person_asked', nameZh: '本人或者近亲属请求继续保存', nameEn: 'The person, or next of kin, asked for it' },
  { code: 'archive_transfer', nameZh: '等待向档案馆移交', nameEn: 'To be handed to the archive first' },
] as const satisfies readonly CodeEntry[];

export type RetentionExemption = (typeof RETENTION_EXEMPTIONS)[number]['code'];

/** What keeps a matter for as long as it is under way (暂停销毁). */
export const RETENTION_HOLDS = [
  { code: 'complaint', nameZh: '投诉处理中', nameEn: 'A complaint is being handled' },
  { code: 'appeal', nameZh: '异议、复议或者诉讼中', nameEn: 'An objection, review or appeal is under way' },
  { code: 'inspection', nameZh: '监督检查或者审计中', nameEn: 'An inspection or audit is under way' },
] as const satisfies readonly CodeEntry[];

export type RetentionHold = (typeof RETENTION_HOLDS)[number]['code'];

/** The kind of reference value (基准数值) that says for how many months a matter that ended so is kept. */
export const retentionValueKind = <Kind extends RetentionKind>(kind: Kind): `retention_${Kind}` => `retention_${kind}`;
