import { CUSTODY_KINDS, PROCEDURE_STAGES, SPOKEN_LANGUAGES } from '@xiezhi/contracts';
import { addDays, shanghaiDay, type Instant } from '@xiezhi/legal-policy';
import type { Column } from '@xiezhi/service';
import type { RequestPage } from './worklist.pages.js';
import type { WorklistRow } from './worklist.projection.js';

const labelsOf = (list: readonly { readonly code: string; readonly nameZh: string }[]): Readonly<Record<string, string>> =>
  Object.fromEntries(list.map(({ code, nameZh }) => [nameZh, code]));

/** Every status has a label, or it does not compile. */
const STATUS: Readonly<Record<WorklistRow['status'], string>> = {
  detected: '已发现',
  received: '待指派律师',
  returned: '待补正',
  assigned: '待函告办案机关',
  confirmed: '已函告',
  engaged: '已签订委托手续',
  defending: '辩护中',
  refused: '当事人拒绝律师',
  awaiting_own_lawyer: '待自行委托',
  closing: '待立卷',
  filed: '案卷待审查',
  terminated: '已终止',
  completed: '已办结',
  own_lawyer: '已另行委托',
  duplicate: '重复',
  superseded: '已被取代',
  withdrawn: '已撤回',
  not_needed: '已自行委托',
  transferred: '已移送',
};

/** The columns of a worklist's file (待办导出): what the list shows, and nobody's name in full. */
export const WORKLIST_COLUMNS: readonly Column[] = [
  { field: 'caseNumber', title: '案号', kind: 'text' },
  { field: 'letterNumber', title: '函号', kind: 'text' },
  { field: 'status', title: '状态', kind: 'text' },
  { field: 'dueAt', title: '期限', kind: 'text' },
  { field: 'overdue', title: '超期', kind: 'boolean' },
  { field: 'organ', title: '办案机关', kind: 'text' },
  { field: 'institution', title: '援助机构', kind: 'text' },
  { field: 'personName', title: '当事人', kind: 'text' },
  { field: 'offence', title: '案由', kind: 'text' },
  { field: 'stage', title: '诉讼阶段', kind: 'text', labels: labelsOf(PROCEDURE_STAGES) },
  { field: 'custody', title: '强制措施', kind: 'text', labels: labelsOf(CUSTODY_KINDS) },
  { field: 'language', title: '使用语言', kind: 'text', labels: labelsOf(SPOKEN_LANGUAGES) },
  { field: 'interpreterNeeded', title: '需要翻译', kind: 'boolean' },
  { field: 'minor', title: '未成年人', kind: 'boolean' },
  { field: 'hearingAt', title: '开庭时间', kind: 'text' },
  { field: 'receivedAt', title: '送达时间', kind: 'text' },
  { field: 'stoppedAt', title: '函告时间', kind: 'text' },
];

const clockTime = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** `2026-02-14 09:00`; the end of a period that ends with the day is `24:00` of it, never `00:00` of the next. */
export function civilTime(at: Instant | null | undefined, end = false): string | null {
  if (at === null || at === undefined) return null;
  const time = clockTime.format(new Date(at));
  const day = shanghaiDay(at);
  return end && time === '00:00' ? `${addDays(day, -1)} 24:00` : `${day} ${time}`;
}

/** A request as a row of the file; agencies by their names. */
export function fileRow(request: RequestPage, nameOf: (agency: string) => string, now: Instant): Readonly<Record<string, unknown>> {
  const { facts, clock, organ, institution, status, open, personName, letterNumber, receivedAt } = request;
  const overdue = clock !== null && (open ? clock.dueAt <= now : clock.onTime === false);
  return {
    caseNumber: facts?.caseNumber,
    letterNumber,
    status: STATUS[status],
    dueAt: civilTime(clock?.dueAt, true),
    overdue,
    organ: nameOf(organ),
    institution: nameOf(institution),
    personName,
    offence: facts?.offence,
    stage: facts?.stage,
    custody: facts?.custody,
    language: facts?.language,
    interpreterNeeded: facts?.interpreterNeeded,
    minor: facts?.minor,
    hearingAt: civilTime(facts?.hearingAt),
    receivedAt: civilTime(receivedAt),
    stoppedAt: civilTime(clock?.stoppedAt),
  };
}
