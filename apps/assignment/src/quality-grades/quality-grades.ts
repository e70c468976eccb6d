import { idOf, type InboxItem, type JsonObject, type RecordedEvent, type Workflow, type WorkflowCommand } from '@xiezhi/eventsourcing';
import { inspection, type InspectionEvent } from '../inspection/inspection.js';
import { peerReview, type PeerReviewEvent } from '../peer-review/peer-review.js';
import { qualityGrade } from '../quality-grade/quality-grade.js';
import { kindWithin } from '../sampling/sampled-matters.js';

/** Grades of an inspection that is not published yet, by case. */
interface Grades extends JsonObject {
  readonly of: JsonObject & Readonly<Record<string, string>>;
  /** Those of them that are granted cases. */
  readonly aidCases?: readonly string[];
}

type InspectedCase = Extract<InspectionEvent, { type: 'CaseInspected' }>['data'];

const isInboxItem = (item: RecordedEvent | InboxItem): item is InboxItem => 'source' in item;

const grading = (
  id: string,
  {
    parties,
    ...found
  }: {
    readonly parties: JsonObject & { readonly division: string };
    readonly at: string;
    readonly grade: string;
    readonly source: string;
    readonly sourceId: string;
    readonly matter?: 'aid-case';
  },
): WorkflowCommand => ({ to: qualityGrade.name, id, type: 'GradeQuality', data: { parties, ...found }, division: parties.division });

function reviewed(sourceId: string, event: PeerReviewEvent): readonly WorkflowCommand[] {
  if (event.type !== 'CaseReviewed') return [];
  const { parties, requestId, matter, grade, concludedAt: at } = event.data;
  const of = matter === undefined ? {} : { matter };
  return [grading(requestId, { at, parties, ...of, grade, source: 'peer_review', sourceId })];
}

function inspected({ of, aidCases = [] }: Grades, { caseId, matter, grade }: InspectedCase): Grades {
  const granted = matter === undefined || aidCases.includes(caseId) ? aidCases : [...aidCases, caseId];
  return { of: { ...of, [caseId]: grade }, ...(granted.length > 0 && { aidCases: granted }) };
}

/** What an inspection found becomes the cases' grade when it is published (质量等级), and not before; what peers found, at once. */
export const qualityGrades: Workflow<Grades, RecordedEvent | InboxItem> = {
  name: 'quality-grades',
  initial: { of: {} },
  keyOf: (item) => (isInboxItem(item) ? null : (idOf(inspection, item.stream) ?? idOf(peerReview, item.stream))),
  react(input, state) {
    if (input.kind !== 'item' || isInboxItem(input.item)) return { state };
    const reviewId = idOf(peerReview, input.item.stream);
    if (reviewId !== null) return { state: null, send: reviewed(reviewId, input.item as unknown as PeerReviewEvent) };
    const inspectionId = idOf(inspection, input.item.stream)!;
    const event = input.item as unknown as InspectionEvent;
    switch (event.type) {
      case 'CaseInspected':
        return { state: inspected(state, event.data) };
      case 'InspectionPublished': {
        const { parties, publishedAt: at } = event.data;
        const found = { at, parties, source: 'inspection', sourceId: inspectionId };
        const send = Object.entries(state.of).map(([id, grade]) => grading(id, { ...found, ...kindWithin(state, id), grade }));
        return { state: null, send };
      }
      default:
        return { state };
    }
  },
};
