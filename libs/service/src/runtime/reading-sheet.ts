import { ACCESS_PURPOSES, ROLES } from '@xiezhi/contracts';
import type { Column } from '../sheets/write-sheet.js';

const named = (list: readonly { readonly code: string; readonly nameZh: string }[]): Readonly<Record<string, string>> =>
  Object.fromEntries(list.map(({ code, nameZh }) => [nameZh, code]));

/** Readings as a file has them (查阅记录). */
export const READING_COLUMNS: readonly Column[] = [
  { field: 'id', title: '编号', kind: 'text' },
  { field: 'readAt', title: '时间', kind: 'text' },
  { field: 'account', title: '账号', kind: 'text' },
  { field: 'agency', title: '单位', kind: 'text' },
  { field: 'role', title: '角色', kind: 'text', labels: named(ROLES) },
  { field: 'subjectId', title: '案件或人员编号', kind: 'text' },
  {
    field: 'what',
    title: '查阅内容',
    kind: 'text',
    labels: { 当事人和承办人: 'people', 律师: 'lawyer', 经过中的文字: 'text', 材料: 'paper', 文书: 'letter', 联络员或志愿者: 'aid_worker' },
  },
  { field: 'paperId', title: '材料编号', kind: 'text' },
  { field: 'purpose', title: '目的', kind: 'text', labels: named(ACCESS_PURPOSES) },
  {
    field: 'relation',
    title: '身份',
    kind: 'text',
    labels: { 办案机关: 'organ', 法律援助机构: 'institution', 律师: 'lawyer', 司法行政机关: 'oversight', 评估人: 'reviewer' },
  },
  { field: 'assigned', title: '承办人', kind: 'boolean' },
];
