import type { CodeEntry } from './procedure.js';

/** Why a person's details are opened (查阅目的): given with each reading, and kept with its record. */
export const ACCESS_PURPOSES = [
  { code: 'case_handling', nameZh: '办理案件', nameEn: 'Handling the case' },
  { code: 'assignment', nameZh: '指派律师', nameEn: 'Assigning a lawyer' },
  { code: 'contact', nameZh: '联络当事人、律师或承办人', nameEn: 'Contacting the person, the lawyer or the clerk' },
  { code: 'correction', nameZh: '核对、更正信息', nameEn: 'Checking or correcting data' },
  { code: 'complaint', nameZh: '处理投诉', nameEn: 'Handling a complaint' },
  { code: 'supervision', nameZh: '监督检查', nameEn: 'Supervision' },
  { code: 'subject_request', nameZh: '答复本人查询、复制、更正或者删除的请求', nameEn: 'Answering the person’s own request' },
  { code: 'archiving', nameZh: '归档', nameEn: 'Archiving' },
] as const satisfies readonly CodeEntry[];

export type AccessPurpose = (typeof ACCESS_PURPOSES)[number]['code'];
