import { idOf, isSealed, type JsonObject, type Projection, type RecordedEvent } from '@xiezhi/eventsourcing';
import { QUALITY_KINDS, QUALITY_STREAMS, type QualityKind, type QualityStream } from './quality-streams.js';

/** One step of quality work as its page shows it. What people wrote stays sealed. */
export interface QualityStep extends JsonObject {
  readonly event: string;
  readonly at: string;
  readonly agency: string;
  readonly facts: JsonObject;
  readonly sealed: JsonObject;
}

/** The clock of a matter as it ran last. */
export interface QualityClock extends JsonObject {
  readonly duty: string;
  readonly clock: JsonObject;
  readonly stoppedAt: string | null;
  readonly onTime: boolean | null;
}

/** A matter of quality work (质量监督事项), whatever kind it is of. */
export interface QualityMatterRow {
  readonly id: string;
  readonly kind: QualityKind;
  readonly institution: string;
  readonly division: string;
  /** The agency, and the account, that began it. */
  readonly filed_by: string;
  readonly filer: string | null;
  readonly status: string;
  readonly open: boolean;
  readonly revision: number;
  readonly number: string | null;
  readonly request_id: string | null;
  readonly lawyer_id: string | null;
  readonly opened_at: string;
  readonly due_at: string | null;
  readonly breached_at: string | null;
  readonly clock: QualityClock | null;
  /** What is known of it and names nobody, the newest of each. */
  readonly facts: JsonObject;
  readonly timeline: readonly QualityStep[];
  readonly handlers: readonly string[];
  /** Lawyers who have a part in it (跟踪人、评估人等): they see what is theirs of it. */
  readonly participants: readonly string[];
  /** The person whose texts it holds; `null` once erased. */
  readonly person: string | null;
  /** Persons it held texts of. */
  readonly erased: readonly string[];
}

const streamOf = (kind: QualityKind): QualityStream => QUALITY_STREAMS[kind];

/** The kind and id of a matter, by its stream. */
function matterOf(stream: string): readonly [QualityKind, string] | null {
  for (const kind of QUALITY_KINDS) {
    const id = idOf(streamOf(kind).type, stream);
    if (id !== null) return [kind, id];
  }
  return null;
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** An event's own fields: those that name nobody, and those that are sealed. */
function parted(kind: QualityKind, { type, data }: RecordedEvent): { readonly facts: JsonObject; readonly sealed: JsonObject } {
  const personal = streamOf(kind).type.personal?.[type] ?? {};
  const { parties: _parties, personId: _personId, ...own } = data;
  const isPersonal = ([field, value]: [string, unknown]): boolean => Object.hasOwn(personal, field) || isSealed(value);
  const fields = Object.entries(own);
  return {
    facts: Object.fromEntries(fields.filter((field) => !isPersonal(field))),
    sealed: Object.fromEntries(fields.filter(isPersonal)),
  };
}

/** What a clock's event changes. */
function clockChange(row: QualityMatterRow, { type, data }: RecordedEvent): Partial<QualityMatterRow> | null {
  const clock = data['clock'] as JsonObject | undefined;
  if (clock === undefined) return null;
  const duty = String(data['duty']);
  if (type.endsWith('ClockStarted') || type.endsWith('ClockRecounted')) {
    return { due_at: text(clock['dueAt']), clock: { duty, clock, stoppedAt: null, onTime: null } };
  }
  if (type.endsWith('ClockStopped')) {
    return { due_at: null, clock: { duty, clock, stoppedAt: text(data['stoppedAt']), onTime: data['onTime'] === true } };
  }
  return type.endsWith('ClockBreached') ? { breached_at: row.breached_at ?? text(data['breachedAt']) } : null;
}

function begun(kind: QualityKind, id: string, { data, meta, recordedAt }: RecordedEvent): QualityMatterRow {
  const parties = data['parties'] as JsonObject;
  const { agency, person } = meta.actor;
  return {
    id,
    kind,
    institution: String(parties['institution']),
    division: String(parties['division']),
    filed_by: text(parties['filedBy']) ?? agency,
    filer: person ?? null,
    status: '',
    open: true,
    revision: -1,
    number: null,
    request_id: null,
    lawyer_id: null,
    opened_at: recordedAt,
    due_at: null,
    breached_at: null,
    clock: null,
    facts: {},
    timeline: [],
    handlers: [],
    participants: [],
    person: null,
    erased: [],
  };
}

/** What stands at a path like `subject.lawyerId`. */
const within = (data: JsonObject, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, name) => (inner as JsonObject | undefined)?.[name], data);

/** The lawyers of the row, and those whom an event gives a part in it. */
function joined({ kind, participants }: QualityMatterRow, { type, data }: RecordedEvent): readonly string[] {
  const field = streamOf(kind).joins?.[type];
  const named = field === undefined ? [] : [within(data, field)].flat().filter((lawyer) => typeof lawyer === 'string');
  return named.every((lawyer) => participants.includes(lawyer)) ? participants : [...new Set([...participants, ...named])];
}

/** The row without what was sealed for its person. */
function without(row: QualityMatterRow): QualityMatterRow {
  const erased = row.person === null || row.erased.includes(row.person) ? row.erased : [...row.erased, row.person];
  return { ...row, erased, person: null, timeline: row.timeline.map((step) => ({ ...step, sealed: {} })) };
}

function after(row: QualityMatterRow, event: RecordedEvent): QualityMatterRow {
  const { type, data, revision, meta, recordedAt } = event;
  const { facts, sealed } = parted(row.kind, event);
  const { agency, person } = meta.actor;
  const changed = clockChange(row, event);
  // Clocks have a place of their own; of the rest the page tells step by step.
  if (changed !== null && !type.endsWith('ClockBreached')) return { ...row, ...changed, revision };
  const stage = streamOf(row.kind).stages[type];
  const subject = (facts['subject'] ?? facts) as JsonObject;
  const next: QualityMatterRow = {
    ...row,
    ...changed,
    ...(stage !== undefined && { status: stage[0], open: stage[1] }),
    revision,
    number: text(facts['number']) ?? row.number,
    request_id: text(subject['requestId']) ?? row.request_id,
    lawyer_id: text(subject['lawyerId']) ?? row.lawyer_id,
    due_at: stage?.[1] === false ? null : (text(facts['dueAt']) ?? row.due_at),
    facts: changed === null ? { ...row.facts, ...facts } : row.facts,
    timeline: [...row.timeline, { event: type, at: recordedAt, agency, facts: changed === null ? facts : {}, sealed }],
    handlers: person === undefined || row.handlers.includes(person) ? row.handlers : [...row.handlers, person],
    participants: joined(row, event),
    person: text(data['personId']) ?? row.person,
  };
  return type.endsWith('PersonErased') ? without(next) : next;
}

/** Every matter of quality work, for the lists and pages of those who handle, oversee or began it. */
export const qualityMatters: Projection<QualityMatterRow, RecordedEvent> = {
  name: 'quality_matters',
  version: 2,
  key: 'id',
  ofOneStream: true,
  columns: {
    id: 'uuid',
    kind: 'text',
    institution: 'text',
    division: 'text',
    filed_by: 'text',
    filer: 'text',
    status: 'text',
    open: 'boolean',
    revision: 'integer',
    number: 'text',
    request_id: 'uuid',
    lawyer_id: 'uuid',
    opened_at: 'timestamptz',
    due_at: 'timestamptz',
    breached_at: 'timestamptz',
    clock: 'jsonb',
    facts: 'jsonb',
    timeline: 'jsonb',
    handlers: 'text[]',
    participants: 'text[]',
    person: 'text',
    erased: 'text[]',
  },
  indexes: [
    '(institution, kind, open, opened_at, id)',
    '(kind, open, opened_at, id)',
    '(filed_by, kind, open, opened_at, id)',
    '(filer, kind, open, opened_at, id)',
    `(opened_at, id) WHERE kind = 'inspection'`,
    '(request_id) WHERE request_id IS NOT NULL',
    '(person) WHERE person IS NOT NULL',
    'USING gin (participants) WHERE cardinality(participants) > 0',
    'USING gin (erased) WHERE cardinality(erased) > 0',
  ],
  seenBy: { agencies: ['institution', 'filed_by'], divisions: ['division'], lawyerLists: ['participants'], matter: 'request_id' },
  keysOf({ stream }) {
    const matter = matterOf(stream);
    return matter === null ? [] : [matter[1]];
  },
  evolve(row, item, id) {
    const matter = matterOf(item.stream);
    // An event given twice changes nothing the second time.
    if (matter === null || (row !== null && item.revision <= row.revision)) return row;
    return after(row ?? begun(matter[0], id, item), item);
  },
};
