import type { QualityTool } from '@xiezhi/contracts';
import { idOf, type Projection, type RecordedEvent } from '@xiezhi/eventsourcing';
import { caseTracking, type CaseTrackingEvent } from '../case-tracking/case-tracking.js';
import { inspection, type InspectionEvent } from '../inspection/inspection.js';
import { peerReview, type PeerReviewEvent } from '../peer-review/peer-review.js';
import { qualityGrade, type QualityGradeEvent } from '../quality-grade/quality-grade.js';
import { returnVisit, type ReturnVisitEvent } from '../return-visit/return-visit.js';

/** What was done for the quality of a case: one of the four tools, or its grade. */
export type QualityUse = QualityTool | 'graded';

/** A tool that was used on a case, the last time (四种监督方式, Law Art 59). It names nobody. */
export interface QualityToolUseRow {
  /** `<case>:<what>`. */
  readonly use: string;
  readonly request_id: string;
  readonly what: QualityUse;
  readonly used_at: string;
  /** Satisfaction of a visit (1 to 5), the grade of a case, the verdict of a tracking; `null` where only the doing counts. */
  readonly found: string | null;
}

type Use = Omit<QualityToolUseRow, 'use'>;
type Told = { readonly type: string; readonly data: unknown };

function tracked({ type, data }: CaseTrackingEvent): Use | null {
  if (type !== 'CaseTracked') return null;
  return { request_id: data.caseId, what: data.tool, used_at: data.observedAt, found: data.verdict };
}

function inspected({ type, data }: InspectionEvent): Use | null {
  if (type !== 'CaseInspected') return null;
  // Its grade counts when the inspection is published, as the case's own.
  return { request_id: data.caseId, what: 'file_checked', used_at: data.inspectedAt, found: null };
}

function reviewed({ type, data }: PeerReviewEvent): Use | null {
  if (type !== 'CaseReviewed') return null;
  return { request_id: data.requestId, what: 'file_checked', used_at: data.concludedAt, found: null };
}

function visited({ type, data }: ReturnVisitEvent): Use | null {
  if (type !== 'RecipientVisited') return null;
  return { request_id: data.requestId, what: 'recipient_visited', used_at: data.visitedAt, found: String(data.satisfaction) };
}

/** By stream type what its event says was done. */
const USES: readonly (readonly [type: { readonly name: string }, useOf: (event: never, id: string) => Use | null])[] = [
  [caseTracking, (event: CaseTrackingEvent) => tracked(event)],
  [inspection, (event: InspectionEvent) => inspected(event)],
  [peerReview, (event: PeerReviewEvent) => reviewed(event)],
  [returnVisit, (event: ReturnVisitEvent) => visited(event)],
  [
    qualityGrade,
    ({ data }: QualityGradeEvent, id: string) => ({ request_id: id, what: 'graded', used_at: data.gradedAt, found: data.grade }),
  ],
];

function useOf(event: Told & Pick<RecordedEvent, 'stream'>): Use | null {
  for (const [type, use] of USES) {
    const id = idOf(type, event.stream);
    if (id !== null) return use(event as never, id);
  }
  return null;
}

/** Which tools were used on which case, and when last. */
export const qualityToolUses: Projection<QualityToolUseRow, RecordedEvent> = {
  name: 'quality_tool_uses',
  version: 1,
  key: 'use',
  eventTypes: ['CaseTracked', 'CaseInspected', 'CaseReviewed', 'RecipientVisited', 'QualityGraded'],
  columns: { use: 'text', request_id: 'uuid', what: 'text', used_at: 'timestamptz', found: 'text' },
  indexes: ['(used_at)'],
  seenBy: { matter: 'request_id' },
  keysOf(event) {
    const use = useOf(event);
    return use === null ? [] : [`${use.request_id}:${use.what}`];
  },
  evolve(row, event, key) {
    const use = useOf(event);
    return use === null || (row !== null && row.used_at > use.used_at) ? row : { use: key, ...use };
  },
};
