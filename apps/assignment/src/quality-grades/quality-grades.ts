import { idOf, type InboxItem, type JsonObject, type RecordedEvent, type Workflow, type WorkflowCommand } from '@xiezhi/eventsourcing';
import { inspection, type InspectionEvent } from '../inspection/inspection.js';
import { qualityGrade } from '../quality-grade/quality-grade.js';

/** Grades of an inspection that is not published yet, by case. */
interface Grades extends JsonObject {
  readonly of: JsonObject & Readonly<Record<string, string>>;
}

const isInboxItem = (item: RecordedEvent | InboxItem): item is InboxItem => 'source' in item;

/** What an inspection found becomes the cases' grade when it is published (质量等级), and not before. */
export const qualityGrades: Workflow<Grades, RecordedEvent | InboxItem> = {
  name: 'quality-grades',
  initial: { of: {} },
  keyOf: (item) => (isInboxItem(item) ? null : idOf(inspection, item.stream)),
  react(input, state) {
    if (input.kind !== 'item' || isInboxItem(input.item)) return { state };
    const inspectionId = idOf(inspection, input.item.stream)!;
    const event = input.item as unknown as InspectionEvent;
    switch (event.type) {
      case 'CaseInspected':
        return { state: { of: { ...state.of, [event.data.caseId]: event.data.grade } } };
      case 'InspectionPublished': {
        const { parties, publishedAt: at } = event.data;
        const send = Object.entries(state.of).map(([id, grade]): WorkflowCommand => ({
          to: qualityGrade.name,
          id,
          type: 'GradeQuality',
          data: { at, parties, grade, source: 'inspection', sourceId: inspectionId },
          division: parties.division,
        }));
        return { state: null, send };
      }
      default:
        return { state };
    }
  },
};
