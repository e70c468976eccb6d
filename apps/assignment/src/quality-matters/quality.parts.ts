import type { Principal } from '@xiezhi/service';
import type { QualityMatterRow, QualityStep } from './quality-matters.projection.js';
import type { QualityKind } from './quality-streams.js';

type InstantColumn = 'opened_at' | 'due_at' | 'breached_at';
/** A row as it is read. */
export type StoredMatter = Omit<QualityMatterRow, InstantColumn> & { readonly [Column in InstantColumn]: Date | null };

/** What a lawyer sees of a matter that the lawyer has a part in: its steps, and its facts. */
type Part = (row: StoredMatter, lawyerId: string) => StoredMatter;

const has = (field: string, value: string) => (step: QualityStep) => step.facts[field] === value;

/** A tracker sees the cases one was appointed to, and what one found of them. */
function ofTracker(row: StoredMatter, lawyerId: string): StoredMatter {
  const [planned, ...steps] = row.timeline;
  const mine = steps.filter(has('trackerId', lawyerId));
  const closed = steps.filter(({ event }) => event === 'TrackingClosed');
  const sample = [...new Set(mine.map(({ facts }) => String(facts['caseId'])))];
  const { layers, plannedAt, aidCases = [] } = planned!.facts;
  const granted = (aidCases as readonly string[]).filter((id) => sample.includes(id));
  const facts = { layers: layers!, plannedAt: plannedAt!, sample, ...(granted.length > 0 && { aidCases: granted }) };
  return { ...row, facts, timeline: [{ ...planned!, facts }, ...mine, ...closed.map((step) => ({ ...step, facts: {} }))] };
}

/** A reviewer sees no other's score, and nobody who else reviews, until there is a result; then the result. */
function ofReviewer(row: StoredMatter, lawyerId: string): StoredMatter {
  const [opened, ...steps] = row.timeline;
  const { requestId, matter, criteria, openedAt } = opened!.facts;
  const facts = { requestId: requestId!, ...(matter !== undefined && { matter }), criteria: criteria!, openedAt: openedAt! };
  const mine = steps.filter(has('reviewerId', lawyerId));
  const result = steps.filter(({ event }) => event === 'CaseReviewed');
  const own = Object.assign({}, ...mine.map((step) => step.facts)) as QualityStep['facts'];
  const { score, grade } = (result[0]?.facts ?? {}) as { readonly score?: number; readonly grade?: string };
  return {
    ...row,
    facts: { ...facts, ...own, ...(score !== undefined && { score, grade: grade! }) },
    timeline: [{ ...opened!, facts }, ...mine, ...result],
  };
}

/** Steps of a complaint that the lawyer it is about is told of. */
const TOLD: ReadonlySet<string> = new Set([
  'ComplaintFiled',
  'ComplaintAccepted',
  'ComplaintDecided',
  'ComplaintAnswered',
  'ComplaintWithdrawn',
  'ComplaintClockBreached',
]);

/** The lawyer complained about learns of what, and what was decided; not who complained, nor through whom. */
function ofSubject(row: StoredMatter): StoredMatter {
  const { number = null, subject = null, grounds = [], outcome, measures } = row.facts;
  const told = ({ event, facts }: QualityStep): boolean => TOLD.has(event) || facts['step'] === 'subject_statement';
  const timeline = row.timeline.filter(told).map((step) => ({
    ...step,
    agency: row.institution,
    facts: step.event === 'ComplaintFiled' ? { number, subject, grounds } : step.facts,
  }));
  const decided = outcome === undefined ? {} : { outcome, measures: measures ?? [] };
  return { ...row, filed_by: row.institution, facts: { number, subject, grounds, ...decided }, timeline };
}

const PARTS: Partial<Readonly<Record<QualityKind, Part>>> = { complaint: ofSubject, 'case-tracking': ofTracker, 'peer-review': ofReviewer };

/** The row as somebody sees it: a lawyer who has a part in it, and did not begin it, sees that part alone. */
export function seenBy({ account, lawyerId }: Pick<Principal, 'account' | 'lawyerId'>, row: StoredMatter): StoredMatter {
  if (lawyerId === undefined || row.filer === account || !(row.participants ?? []).includes(lawyerId)) return row;
  return PARTS[row.kind]?.(row, lawyerId) ?? row;
}
