import type { CodeEntry } from './procedure.js';

/** What makes matters one group (群体性案件类型). */
export const GROUP_REASONS = [
  { code: 'wages', nameZh: '拖欠劳动报酬', nameEn: 'Unpaid wages' },
  { code: 'land', nameZh: '土地、房屋征收补偿', nameEn: 'Compensation for land or housing' },
  { code: 'environment', nameZh: '环境污染损害', nameEn: 'Pollution damage' },
  { code: 'consumer', nameZh: '产品质量、消费者权益', nameEn: 'Defective goods, consumer rights' },
  { code: 'accident', nameZh: '安全事故、灾害', nameEn: 'Accident or disaster' },
  { code: 'many_victims', nameZh: '涉众型经济犯罪', nameEn: 'Economic crime with many victims' },
  { code: 'many_accused', nameZh: '同案多人', nameEn: 'Many accused in one case' },
  { code: 'other', nameZh: '其他', nameEn: 'Other' },
] as const satisfies readonly CodeEntry[];
export type GroupReason = (typeof GROUP_REASONS)[number]['code'];

/** Why a matter belongs to its group (并入理由). */
export const GROUP_JOIN_BASES = [
  { code: 'same_case', nameZh: '同一案件', nameEn: 'The same case' },
  { code: 'same_opponent', nameZh: '对方当事人相同', nameEn: 'The same opposing party' },
  { code: 'same_event', nameZh: '同一事件引起', nameEn: 'The same event' },
  { code: 'same_claim', nameZh: '诉求相同', nameEn: 'The same claim' },
] as const satisfies readonly CodeEntry[];
export type GroupJoinBasis = (typeof GROUP_JOIN_BASES)[number]['code'];

/** Why a matter leaves its group (移出理由). */
export const GROUP_REMOVALS = [
  { code: 'other_facts', nameZh: '案情不同', nameEn: 'The facts differ' },
  { code: 'settled_apart', nameZh: '已单独解决', nameEn: 'Settled by itself' },
  { code: 'person_asked', nameZh: '当事人要求单独办理', nameEn: 'The person asked for it' },
  { code: 'joined_by_mistake', nameZh: '并入有误', nameEn: 'Joined by mistake' },
] as const satisfies readonly CodeEntry[];
export type GroupRemoval = (typeof GROUP_REMOVALS)[number]['code'];

/** Why a group is closed (结束理由). */
export const GROUP_CLOSINGS = [
  { code: 'settled', nameZh: '群体性问题已解决', nameEn: 'What was common is settled' },
  { code: 'all_ended', nameZh: '各案均已办结', nameEn: 'All of its matters have ended' },
  { code: 'divided', nameZh: '改为分别办理', nameEn: 'Its matters are handled one by one' },
  { code: 'opened_by_mistake', nameZh: '设立有误', nameEn: 'Opened by mistake' },
] as const satisfies readonly CodeEntry[];
export type GroupClosing = (typeof GROUP_CLOSINGS)[number]['code'];

/** Matters of one group, at most. */
export const MAX_GROUP_MEMBERS = 500;
