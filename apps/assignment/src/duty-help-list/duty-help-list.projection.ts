import type { DutyHelpKind, DutyHelpMode } from '@xiezhi/contracts';
import { idOf, isSealed, type JsonObject, type Projection, type RecordedEvent } from '@xiezhi/eventsourcing';
import { dutyHelp, type DutyHelpEvent, type DutyHelpState } from '../duty-help/duty-help.js';
import type { DutyHelpFacts } from '../duty-help/facts.js';

export type HelpStatus = Exclude<DutyHelpState['status'], 'none'>;

/** One step of the help's history. */
export interface HelpStep extends JsonObject {
  readonly event: DutyHelpEvent['type'];
  readonly at: string;
  readonly agency: string;
}

/** One record of help (值班律师法律帮助情况登记表). What was advised stays sealed. */
export interface GivenHelp extends JsonObject {
  readonly helpId: string;
  readonly kind: DutyHelpKind;
  readonly mode: DutyHelpMode;
  readonly givenAt: string;
  readonly summary: JsonObject | null;
}

/** A clock of the matter, running or stopped. */
export interface HelpClockRow extends JsonObject {
  readonly id: string;
  readonly startedAt: string;
  readonly dueAt: string;
  readonly basis: string;
  readonly breachedAt: string | null;
  readonly stoppedAt: string | null;
  readonly outcome: 'met' | 'lapsed' | null;
  readonly onTime: boolean | null;
}

/** The help to one person as its parties and its lawyer see it. People are sealed; the reader opens what it may show. */
export interface DutyHelpRow {
  readonly id: string;
  readonly organ: string;
  readonly organ_kind: string;
  readonly institution: string;
  readonly division: string;
  readonly status: HelpStatus;
  readonly open: boolean;
  readonly revision: number;
  readonly facts: DutyHelpFacts;
  readonly case_number: string | null;
  readonly received_at: string;
  /** The end of the clock that runs out first; `null` while none runs. */
  readonly due_at: string | null;
  readonly lawyer_id: string | null;
  readonly notified_at: string | null;
  readonly chosen_by: string | null;
  /** The person's application for aid: made, and passed on. */
  readonly applied_at: string | null;
  readonly passed_on_at: string | null;
  readonly ended_at: string | null;
  readonly reason: string | null;
  readonly clocks: readonly HelpClockRow[];
  readonly helps: readonly GivenHelp[];
  readonly person: JsonObject | null;
  readonly contact: JsonObject | null;
  readonly timeline: readonly HelpStep[];
  readonly handlers: readonly string[];
  readonly erased: readonly string[];
}

/** The row of a matter that has just begun. */
function begun(id: string, { type, data }: DutyHelpEvent): DutyHelpRow | null {
  if (type !== 'DutyHelpRequested') return null;
  const { parties, facts, person, contact, receivedAt } = data;
  const { organ, organKind, institution, division } = parties;
  return {
    id,
    organ,
    organ_kind: organKind,
    institution,
    division,
    status: 'requested',
    open: true,
    revision: -1,
    facts,
    case_number: facts.caseNumber ?? null,
    received_at: receivedAt,
    due_at: null,
    lawyer_id: null,
    notified_at: null,
    chosen_by: null,
    applied_at: null,
    passed_on_at: null,
    ended_at: null,
    reason: null,
    clocks: [],
    helps: [],
    person: person as JsonObject,
    contact: contact as JsonObject,
    timeline: [],
    handlers: [],
    erased: [],
  };
}

function withClocks(clocks: readonly HelpClockRow[]): Pick<DutyHelpRow, 'clocks' | 'due_at'> {
  const ends = clocks.filter(({ stoppedAt }) => stoppedAt === null).map(({ dueAt }) => dueAt);
  return { clocks, due_at: ends.toSorted()[0] ?? null };
}

const changed = (row: DutyHelpRow, id: string, change: Partial<HelpClockRow>): Pick<DutyHelpRow, 'clocks' | 'due_at'> =>
  withClocks(row.clocks.map((clock) => (clock.id === id ? ({ ...clock, ...change } as HelpClockRow) : clock)));

const ended = (status: HelpStatus, at: string) => ({ status, open: false, due_at: null, ended_at: at, at });

/** What an event changes of a row, and the instant of the fact. */
function changeOf(row: DutyHelpRow, { type, data }: DutyHelpEvent): Partial<DutyHelpRow> & { readonly at: string } {
  switch (type) {
    case 'DutyHelpRequested':
      return { at: data.receivedAt };
    case 'DutyLawyerNotified':
      return { status: 'notified', lawyer_id: data.lawyerId, notified_at: data.notifiedAt, chosen_by: data.chosenBy, at: data.notifiedAt };
    case 'HelpGiven': {
      const { helpId, kind, mode, givenAt, recordedAt, summary } = data;
      return { status: 'helped', helps: [...row.helps, { helpId, kind, mode, givenAt, summary: summary as JsonObject }], at: recordedAt };
    }
    case 'AidApplicationMade':
      return { applied_at: data.appliedAt, at: data.appliedAt };
    case 'AidApplicationPassedOn':
      return { passed_on_at: data.passedOnAt, at: data.passedOnAt };
    case 'DutyHelpConcluded':
      return ended('concluded', data.concludedAt);
    case 'DutyHelpCancelled':
      return { ...ended('cancelled', data.cancelledAt), reason: data.reason };
    case 'ClockStarted': {
      const { id, startedAt, dueAt, basis } = data.clock;
      const clock: HelpClockRow = { id, startedAt, dueAt, basis, breachedAt: null, stoppedAt: null, outcome: null, onTime: null };
      return { ...withClocks([...row.clocks, clock]), at: startedAt };
    }
    case 'ClockStopped': {
      const { dutyId, stoppedAt, outcome, onTime } = data;
      return { ...changed(row, dutyId, { stoppedAt, outcome, onTime }), at: stoppedAt };
    }
    case 'ClockBreached':
      return { ...changed(row, data.dutyId, { breachedAt: data.breachedAt }), at: data.breachedAt };
    case 'PersonErased':
      return { ...without(row, data.personId), at: data.erasedAt };
    default:
      return { at: '' };
  }
}

/** What is left of the row without what was sealed for an erased person. */
function without(row: DutyHelpRow, personId: string): Partial<DutyHelpRow> {
  const kept = (value: JsonObject | null): JsonObject | null => (isSealed(value) && value.$sealed.person === personId ? null : value);
  return {
    person: kept(row.person),
    contact: kept(row.contact),
    helps: row.helps.map((help) => ({ ...help, summary: kept(help.summary) })),
    erased: row.erased.includes(personId) ? row.erased : [...row.erased, personId],
  };
}

/** The steps of clocks stand with the clocks. */
const SILENT: ReadonlySet<DutyHelpEvent['type']> = new Set(['ClockStarted', 'ClockStopped']);

/** Duty lawyers' help, for the lists and sheets of its parties (值班律师法律帮助台账, 文书格式29). */
export const dutyHelpList: Projection<DutyHelpRow, RecordedEvent> = {
  name: 'duty_helps',
  version: 2,
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
    revision: 'integer',
    facts: 'jsonb',
    case_number: 'text',
    received_at: 'timestamptz',
    due_at: 'timestamptz',
    lawyer_id: 'uuid',
    notified_at: 'timestamptz',
    chosen_by: 'text',
    applied_at: 'timestamptz',
    passed_on_at: 'timestamptz',
    ended_at: 'timestamptz',
    reason: 'text',
    clocks: 'jsonb',
    helps: 'jsonb',
    person: 'jsonb',
    contact: 'jsonb',
    timeline: 'jsonb',
    handlers: 'text[]',
    erased: 'text[]',
  },
  indexes: [
    '(institution, open, received_at DESC, id DESC)',
    '(organ, open, received_at DESC, id DESC)',
    '(lawyer_id, open, received_at DESC, id DESC)',
    '(institution, case_number) WHERE case_number IS NOT NULL',
    `((person #>> '{$sealed,person}'))`,
    `((contact #>> '{$sealed,person}'))`,
    'USING gin (erased) WHERE cardinality(erased) > 0',
  ],
  seenBy: { agencies: ['organ', 'institution'], lawyers: ['lawyer_id'], matter: 'id' },
  keysOf: ({ stream }) => {
    const id = idOf(dutyHelp, stream);
    return id === null ? [] : [id];
  },
  evolve(row, item, id) {
    const event = item as unknown as DutyHelpEvent;
    const before = row ?? begun(id, event);
    // An event given twice changes nothing the second time.
    if (before === null || item.revision <= before.revision) return row;
    const { at, ...change } = changeOf(before, event);
    const { agency, person } = item.meta.actor;
    const handlers = person === undefined || before.handlers.includes(person) ? before.handlers : [...before.handlers, person];
    const timeline = SILENT.has(event.type) ? before.timeline : [...before.timeline, { event: event.type, at, agency }];
    return { ...before, ...change, revision: item.revision, timeline, handlers };
  },
};
