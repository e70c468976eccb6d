import { idOf, isSealed, type JsonObject, type Projection, type RecordedEvent } from '@xiezhi/eventsourcing';
import { defenceRequest, type DefenceRequestEvent } from '../defence-request/defence-request.js';
import { changeOf, codedIn, otherClock, phaseOf } from './worklist.changes.js';
import type { TimelineEntry, WorklistRow } from './worklist.row.js';

export type { TimelineEntry, WorklistPhase, WorklistRow, WorklistStatus } from './worklist.row.js';

const EMPTY: Omit<WorklistRow, 'id' | 'organ' | 'organ_kind' | 'institution' | 'division'> = {
  status: 'detected',
  open: false,
  phase: 'discovered',
  revision: 0,
  facts: null,
  first_facts: null,
  case_number: null,
  language: null,
  received_at: null,
  due_at: null,
  provisional: false,
  basis: null,
  sent_late: false,
  hearing_too_near: false,
  breached_at: null,
  confirmed_at: null,
  on_time: null,
  lawyer_id: null,
  lawyer_now: null,
  hearing_at: null,
  hearing_conflict: false,
  closed_at: null,
  assigned_at: null,
  letter_number: null,
  person: null,
  contact: null,
  papers: null,
  missing: null,
  begun_at: null,
  step_at: null,
  timeline: [],
  handlers: [],
  erased: [],
};

/** What is no step of the matter, and not told in its history. */
const UNTOLD: ReadonlySet<DefenceRequestEvent['type']> = new Set([
  'ClockStarted',
  'ClockJudged',
  'ClockStopped',
  'ClockWarned',
  'ClockPaused',
  'ClockResumed',
]);

/** True for what stands in the history. */
export const isStep = ({ type }: Pick<DefenceRequestEvent, 'type'>): boolean => !UNTOLD.has(type);

/** For finding the matters of a person who is to be erased. */
const PERSON_INDEX = `((person #>> '{$sealed,person}'))`;
const CONTACT_INDEX = `((contact #>> '{$sealed,person}'))`;

/** The row without what was sealed for an erased person. */
function without(row: WorklistRow, personId: string): WorklistRow {
  const kept = (value: JsonObject | null): JsonObject | null => (isSealed(value) && value.$sealed.person === personId ? null : value);
  const erased = row.erased.includes(personId) ? row.erased : [...row.erased, personId];
  const { person, contact, papers, missing } = row;
  return { ...row, person: kept(person), contact: kept(contact), papers: kept(papers), missing: kept(missing), erased };
}

/** All that a list is narrowed by, and what says who sees a row. */
const NARROWING = ['organ', 'institution', 'open', 'phase', 'due_at', 'received_at', 'lawyer_now', 'status', 'division', 'language'];
const NUMBERS = ['case_number', 'letter_number'];

/** The index of a list in an order: with all that it is narrowed by, so that rows are counted and passed over unseen, for they are wide. */
function listIndex(...keys: readonly string[]): string {
  const rest = [...NARROWING, ...NUMBERS].filter((column) => !keys.some((key) => key.split(' ')[0] === column));
  return `(${[...keys, 'id'].join(', ')}) INCLUDE (${rest.join(', ')})`;
}

/** Every defence request, for the worklists and pages of its parties (待办与详情). */
export const worklist: Projection<WorklistRow, RecordedEvent> = {
  name: 'worklist',
  version: 11,
  key: 'id',
  ofOneStream: true,
  columns: {
    id: 'uuid',
    organ: 'text',
    organ_kind: 'text',
    institution: 'text',
    division: 'text',
    status: 'text',
    open: 'boolean',
    phase: 'text',
    revision: 'integer',
    facts: 'jsonb',
    first_facts: 'jsonb',
    case_number: 'text',
    language: 'text',
    received_at: 'timestamptz',
    due_at: 'timestamptz',
    provisional: 'boolean',
    basis: 'text',
    sent_late: 'boolean',
    hearing_too_near: 'boolean',
    breached_at: 'timestamptz',
    confirmed_at: 'timestamptz',
    on_time: 'boolean',
    lawyer_id: 'uuid',
    lawyer_now: 'uuid',
    hearing_at: 'timestamptz',
    hearing_conflict: 'boolean',
    closed_at: 'timestamptz',
    assigned_at: 'timestamptz',
    letter_number: 'text',
    person: 'jsonb',
    contact: 'jsonb',
    papers: 'jsonb',
    missing: 'jsonb',
    begun_at: 'timestamptz',
    step_at: 'timestamptz',
    timeline: 'jsonb',
    handlers: 'text[]',
    erased: 'text[]',
  },
  indexes: [
    ...['institution', 'organ'].flatMap((side) => [
      listIndex(side, 'open', 'due_at'),
      listIndex(side, 'phase', 'due_at'),
      listIndex(side, 'open', 'received_at'),
      listIndex(side, 'open', 'case_number text_pattern_ops'),
      // For a language that few speak.
      `(${side}, open, language, due_at, id)`,
    ]),
    '(institution, due_at, id) WHERE hearing_conflict',
    '(lawyer_id, assigned_at) WHERE lawyer_id IS NOT NULL',
    '(id) WHERE closed_at IS NULL',
    '(lawyer_now, hearing_at, id) WHERE lawyer_now IS NOT NULL',
    '(institution, case_number text_pattern_ops)',
    '(organ, case_number text_pattern_ops)',
    '(institution, letter_number text_pattern_ops) WHERE letter_number IS NOT NULL',
    '(organ, letter_number text_pattern_ops) WHERE letter_number IS NOT NULL',
    PERSON_INDEX,
    CONTACT_INDEX,
    'USING gin (erased) WHERE cardinality(erased) > 0',
  ],
  seenBy: { agencies: ['organ', 'institution'], lawyers: ['lawyer_now'], matter: 'id' },
  keysOf: ({ stream }) => {
    const id = idOf(defenceRequest, stream);
    return id === null ? [] : [id];
  },
  evolve(row, item, id) {
    const event = item as unknown as DefenceRequestEvent;
    const { organ, organKind, institution, division } = event.data.parties;
    const before = row ?? { id, organ, organ_kind: organKind, institution, division, ...EMPTY };
    // An event given twice changes nothing the second time.
    if (row !== null && item.revision <= row.revision) return row;
    const { at, paper, ...change } = changeOf(event);
    const { agency, person } = item.meta.actor;
    const clock = otherClock(event);
    const entry: TimelineEntry = {
      event: event.type,
      at,
      agency,
      ...(paper !== undefined && { paper }),
      ...(clock !== undefined && { clock }),
      ...codedIn(event),
    };
    const handlers = person === undefined || before.handlers.includes(person) ? before.handlers : [...before.handlers, person];
    const first = event.type === 'NotificationCorrected' ? { first_facts: before.first_facts ?? before.facts } : {};
    const step = isStep(event) ? { begun_at: before.begun_at ?? at, step_at: at, timeline: [...before.timeline, entry] } : {};
    const after = { ...before, ...change, ...first, revision: item.revision, ...step, handlers };
    const told = { ...after, phase: phaseOf(after) };
    return event.type === 'PersonErased' ? without(told, event.data.personId) : told;
  },
};
