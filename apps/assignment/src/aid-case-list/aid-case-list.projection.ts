import { idOf, isSealed, type JsonObject, type Projection, type RecordedEvent } from '@xiezhi/eventsourcing';
import { aidCase, type AidCaseEvent, type AidCaseState } from '../aid-case/aid-case.js';
import type { AidCaseFacts } from '../aid-case/facts.js';
import type { Mediation } from '../aid-case/state.js';
import { stepOf, type CaseStep } from './aid-case-list.steps.js';

export type CaseStatus = Exclude<AidCaseState['status'], 'none'>;

/** A clock of the case, running or stopped. */
export interface CaseClockRow extends JsonObject {
  readonly dutyId: string;
  readonly id: string;
  readonly startedAt: string;
  readonly dueAt: string;
  readonly provisional: boolean;
  readonly basis: string;
  readonly holder: string;
  readonly breachedAt: string | null;
  readonly stoppedAt: string | null;
  readonly outcome: 'met' | 'lapsed' | null;
  readonly onTime: boolean | null;
}

/** A granted case as its institution and its lawyer see it. People are sealed; the reader opens what it may show. */
export interface AidCaseRow {
  readonly id: string;
  readonly institution: string;
  readonly division: string;
  readonly status: CaseStatus;
  readonly open: boolean;
  readonly revision: number;
  readonly facts: AidCaseFacts;
  readonly source: string;
  readonly received_at: string;
  readonly granted_at: string;
  /** The end of the clock that runs out first; `null` while none runs. */
  readonly due_at: string | null;
  /** Who handles it now; who ever did. */
  readonly lawyer_now: string | null;
  readonly lawyers: readonly string[];
  readonly letter_number: string | null;
  readonly assigned_at: string | null;
  readonly recipient_told_at: string | null;
  readonly change_requested: boolean;
  readonly hearing_at: string | null;
  readonly hearing_place: string | null;
  readonly mediation: Mediation;
  /** The last report of progress to the recipient. */
  readonly reported_at: string | null;
  readonly ended_at: string | null;
  readonly reason: string | null;
  readonly own_digests: readonly string[];
  readonly opponent_digests: readonly string[];
  readonly clocks: readonly CaseClockRow[];
  readonly person: JsonObject | null;
  readonly particulars: JsonObject | null;
  readonly timeline: readonly CaseStep[];
  readonly handlers: readonly string[];
  readonly erased: readonly string[];
}

type Row = AidCaseRow;

function begun(id: string, { type, data }: AidCaseEvent): Row | null {
  if (type !== 'AidCaseReceived') return null;
  const { parties, facts, recipient, particulars, source, receivedAt } = data;
  const { ownDigests, opponentDigests } = facts;
  return {
    id,
    institution: parties.institution,
    division: parties.division,
    status: 'received',
    open: true,
    revision: -1,
    facts,
    source,
    received_at: receivedAt,
    granted_at: facts.grantedAt,
    due_at: null,
    lawyer_now: null,
    lawyers: [],
    letter_number: null,
    assigned_at: null,
    recipient_told_at: null,
    change_requested: false,
    hearing_at: null,
    hearing_place: null,
    mediation: 'none',
    reported_at: null,
    ended_at: null,
    reason: null,
    own_digests: ownDigests,
    opponent_digests: opponentDigests,
    clocks: [],
    person: recipient as JsonObject,
    particulars: particulars as JsonObject,
    timeline: [],
    handlers: [],
    erased: [],
  };
}

function withClocks(clocks: readonly CaseClockRow[]): Pick<Row, 'clocks' | 'due_at'> {
  const ends = clocks.filter(({ stoppedAt }) => stoppedAt === null).map(({ dueAt }) => dueAt);
  return { clocks, due_at: ends.toSorted()[0] ?? null };
}

const changed = (row: Row, dutyId: string, change: Partial<CaseClockRow>): Pick<Row, 'clocks' | 'due_at'> =>
  withClocks(row.clocks.map((clock) => (clock.dutyId === dutyId ? ({ ...clock, ...change } as CaseClockRow) : clock)));

const withLawyer = (row: Row, lawyerId: string, letterNumber: string, at: string): Partial<Row> => ({
  status: 'assigned',
  lawyer_now: lawyerId,
  lawyers: row.lawyers.includes(lawyerId) ? row.lawyers : [...row.lawyers, lawyerId],
  letter_number: letterNumber,
  assigned_at: at,
  recipient_told_at: null,
  change_requested: false,
});

/** What an event changes of a row. */
function changeOf(row: Row, { type, data }: AidCaseEvent): Partial<Row> {
  switch (type) {
    case 'PersonnelAssigned':
      return withLawyer(row, data.lawyerId, data.letterNumber, data.assignedAt);
    case 'LawyerReplaced':
      return withLawyer(row, data.lawyerId, data.letterNumber, data.replacedAt);
    case 'RecipientTold':
      return { recipient_told_at: data.toldAt };
    case 'EngagementSigned':
      return { status: 'engaged' };
    case 'LawyerChangeRequested':
      return { change_requested: true };
    case 'LawyerChangeDeclined':
      return { change_requested: false };
    case 'ProgressReported':
      return { reported_at: data.toldAt };
    case 'HearingSet':
      return { hearing_at: data.hearingAt, hearing_place: data.hearingPlace ?? null };
    case 'MediationOffered':
      return { mediation: 'offered' };
    case 'MediationAgreed':
      return { mediation: 'agreed' };
    case 'MediationRefused':
      return { mediation: 'refused' };
    case 'MediationEnded':
      return { mediation: data.result };
    case 'MatterConcluded':
    case 'CaseFileReturned':
      return { status: 'closing' };
    case 'CaseFileSubmitted':
      return { status: 'filed' };
    case 'AidTerminated':
      return { status: 'terminated', lawyer_now: null, reason: data.ground };
    case 'TerminationServed':
      return { status: 'objectable' };
    case 'ObjectionFiled':
      return { status: 'objected' };
    case 'TerminationOverturned':
      return { status: data.resumed, lawyer_now: data.lawyerId ?? null, reason: null };
    case 'AidCaseClosed':
      return { status: 'closed', open: false, lawyer_now: null, ended_at: data.closedAt, reason: row.reason ?? data.reason };
    case 'ClockStarted': {
      const { dutyId, clock, holder } = data;
      const none = { breachedAt: null, stoppedAt: null, outcome: null, onTime: null };
      return withClocks([...row.clocks, { dutyId, ...clock, holder: holder.kind, ...none }]);
    }
    case 'ClockStopped':
      return changed(row, data.dutyId, { stoppedAt: data.stoppedAt, outcome: data.outcome, onTime: data.onTime });
    case 'ClockRecounted': {
      const { dueAt, provisional } = data.clock;
      return changed(row, data.dutyId, { dueAt, provisional, ...(!data.over && { breachedAt: null }) });
    }
    case 'ClockBreached':
      return changed(row, data.dutyId, { breachedAt: data.breachedAt });
    case 'PersonErased':
      return without(row, data.personId);
    default:
      return {};
  }
}

/** What is left of the row without what was sealed for an erased person, and without what the person was recognised by. */
function without(row: Row, personId: string): Partial<Row> {
  const kept = (value: JsonObject | null): JsonObject | null => (isSealed(value) && value.$sealed.person === personId ? null : value);
  return {
    person: kept(row.person),
    particulars: kept(row.particulars),
    own_digests: [],
    opponent_digests: [],
    timeline: row.timeline.map((step) => ({ ...step, text: kept(step.text) })),
    erased: row.erased.includes(personId) ? row.erased : [...row.erased, personId],
  };
}

/** Granted cases, for the lists and pages of institutions and lawyers (受援案件台账). */
export const aidCaseList: Projection<AidCaseRow, RecordedEvent> = {
  name: 'aid_cases',
  version: 1,
  key: 'id',
  ofOneStream: true,
  columns: {
    id: 'uuid',
    institution: 'text',
    division: 'text',
    status: 'text',
    open: 'boolean',
    revision: 'integer',
    facts: 'jsonb',
    source: 'text',
    received_at: 'timestamptz',
    granted_at: 'timestamptz',
    due_at: 'timestamptz',
    lawyer_now: 'uuid',
    lawyers: 'text[]',
    letter_number: 'text',
    assigned_at: 'timestamptz',
    recipient_told_at: 'timestamptz',
    change_requested: 'boolean',
    hearing_at: 'timestamptz',
    hearing_place: 'text',
    mediation: 'text',
    reported_at: 'timestamptz',
    ended_at: 'timestamptz',
    reason: 'text',
    own_digests: 'text[]',
    opponent_digests: 'text[]',
    clocks: 'jsonb',
    person: 'jsonb',
    particulars: 'jsonb',
    timeline: 'jsonb',
    handlers: 'text[]',
    erased: 'text[]',
  },
  indexes: [
    '(institution, open, status, received_at DESC, id DESC)',
    '(institution, open, received_at DESC, id DESC)',
    '(institution, due_at) WHERE open',
    '(lawyer_now, received_at DESC, id DESC) WHERE lawyer_now IS NOT NULL',
    'USING gin (own_digests)',
    'USING gin (opponent_digests)',
    `((person #>> '{$sealed,person}'))`,
    'USING gin (erased) WHERE cardinality(erased) > 0',
  ],
  seenBy: { agencies: ['institution'], lawyers: ['lawyer_now'], matter: 'id' },
  keysOf: ({ stream }) => {
    const id = idOf(aidCase, stream);
    return id === null ? [] : [id];
  },
  evolve(row, item, id) {
    const event = item as unknown as AidCaseEvent;
    const before = row ?? begun(id, event);
    // An event given twice changes nothing the second time.
    if (before === null || item.revision <= before.revision) return row;
    const { agency, person } = item.meta.actor;
    const handlers = person === undefined || before.handlers.includes(person) ? before.handlers : [...before.handlers, person];
    const step = stepOf(event);
    const timeline = step === null ? before.timeline : [...before.timeline, { ...step, revision: item.revision, agency }];
    return { ...before, timeline, handlers, ...changeOf({ ...before, timeline }, event), revision: item.revision };
  },
};
