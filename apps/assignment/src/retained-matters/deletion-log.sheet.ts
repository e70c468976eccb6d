import { FORMER_RETENTION_KINDS, RETENTION_KINDS } from '@xiezhi/contracts';
import { Rejected } from '@xiezhi/eventsourcing';
import type { ReadScope } from '@xiezhi/eventsourcing/postgres';
import { writeSheet, type Column, type SheetFormat } from '@xiezhi/service';
import { MAX_PAGE, type RetainedMatter, type RetainedMatters } from './retained-matters.queries.js';

/** Rows of a file: more are asked for by period. */
const MAX_ROWS = 20_000;

const KIND_LABELS = Object.fromEntries([...RETENTION_KINDS, ...FORMER_RETENTION_KINDS].map(({ code, nameZh }) => [nameZh, code]));

/** Columns of the deletion log (销毁清册). Nothing in it says whose the matters were. */
const COLUMNS: readonly Column[] = [
  { field: 'id', title: '案件编号', kind: 'text' },
  { field: 'institution', title: '机构代码', kind: 'text' },
  { field: 'division', title: '行政区划代码', kind: 'text' },
  { field: 'kind', title: '终结方式', kind: 'text', labels: KIND_LABELS },
  { field: 'endedAt', title: '终结时间', kind: 'text' },
  { field: 'ruleId', title: '规则编号', kind: 'text' },
  { field: 'months', title: '保存期限(月)', kind: 'integer' },
  { field: 'source', title: '规则依据', kind: 'text' },
  { field: 'dueAt', title: '期限届满时间', kind: 'text' },
  { field: 'announcedAt', title: '公告时间', kind: 'text' },
  { field: 'deleteFrom', title: '可销毁时间', kind: 'text' },
  { field: 'begunAt', title: '开始销毁时间', kind: 'text' },
  { field: 'late', title: '逾期', kind: 'boolean' },
  { field: 'persons', title: '销毁密钥数(人)', kind: 'integer' },
  { field: 'papers', title: '销毁材料数(份)', kind: 'integer' },
  { field: 'deletedAt', title: '销毁完成时间', kind: 'text' },
];

const SHANGHAI = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' });
const local = (at: string | null): string | null => (at === null ? null : SHANGHAI.format(new Date(at)));

const rowOf = ({ rule, ...matter }: RetainedMatter): Readonly<Record<string, unknown>> => ({
  ...matter,
  ruleId: rule?.id,
  months: rule?.months,
  source: rule?.source,
  endedAt: local(matter.endedAt),
  dueAt: local(matter.dueAt),
  announcedAt: local(matter.announcedAt),
  deleteFrom: local(matter.deleteFrom),
  begunAt: local(matter.begunAt),
  deletedAt: local(matter.deletedAt),
});

/**
 * The deletion log of a period as a file, times in Asia/Shanghai.
 * @throws Rejected `export.too_large`
 */
export async function deletionLog(
  matters: RetainedMatters,
  scope: ReadScope,
  period: { readonly from?: string; readonly to?: string },
  format: SheetFormat,
): Promise<Buffer> {
  const rows: Readonly<Record<string, unknown>>[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page = await matters.page(scope, { ...period, stage: 'deleted', limit: MAX_PAGE, ...(cursor !== '' && { cursor }) });
    rows.push(...page.items.map(rowOf));
    if (rows.length > MAX_ROWS) {
      throw new Rejected('export.too_large', `超过 ${MAX_ROWS} 行,请按时间段导出。More than ${MAX_ROWS} rows: export by period.`);
    }
    cursor = page.next;
  }
  return writeSheet(format, COLUMNS, rows, '销毁清册');
}
