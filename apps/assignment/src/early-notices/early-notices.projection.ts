import { idOf, type JsonObject, type Projection, type RecordedEvent } from '@xiezhi/eventsourcing';
import { earlyNotice, type EarlyNoticeEvent, type EarlyStatus } from '../early-notice/early-notice.js';

/** What a notice said at first, of what lists show. */
export interface FirstFacts extends JsonObject {
  readonly caseNumber: string;
  readonly stage: string;
  readonly ground: string;
}

/** A notice that came early. It holds nothing that people wrote, only whom to ask when somebody is erased. */
export interface EarlyNoticeRow {
  readonly id: string;
  readonly organ: string;
  readonly organ_kind: string;
  readonly division: string;
  readonly case_number: string;
  readonly stage: string;
  readonly ground: string;
  /** What of it was first given, once it was corrected (更正前). */
  readonly first_facts: FirstFacts | null;
  readonly corrected_at: string | null;
  readonly status: EarlyStatus;
  readonly kept_at: string;
  readonly lapses_at: string;
  /** Since when it waits for longer than it should. */
  readonly warned_at: string | null;
  readonly ended_at: string | null;
  readonly institution: string | null;
  /** Why it was refused, or its correction: a code. */
  readonly code: string | null;
  readonly person: string;
  readonly contact: string;
  readonly erased: readonly string[];
}

function changeOf(row: EarlyNoticeRow, { type, data }: EarlyNoticeEvent): Partial<EarlyNoticeRow> {
  switch (type) {
    case 'KeptNoticeCorrected': {
      const { caseNumber, stage, ground } = data.facts;
      const first = row.first_facts ?? { caseNumber: row.case_number, stage: row.stage, ground: row.ground };
      return { case_number: caseNumber, stage, ground, first_facts: first, corrected_at: data.correctedAt };
    }
    case 'NoticeWaitedLong':
      return { warned_at: data.warnedAt };
    case 'NoticeMatched':
      return { status: 'matched', ended_at: data.matchedAt, institution: data.institution, code: data.correctionRefused ?? null };
    case 'KeptNoticeWithdrawn':
      return { status: 'withdrawn', ended_at: data.withdrawnAt };
    case 'KeptNoticeLapsed':
      return { status: 'lapsed', ended_at: data.lapsedAt };
    case 'KeptNoticeRefused':
      return { status: 'refused', ended_at: data.refusedAt, code: data.code };
    case 'PersonErased':
      return { erased: row.erased.includes(data.personId) ? row.erased : [...row.erased, data.personId] };
    default:
      return {};
  }
}

/** Notices that wait for their institution, or waited (待送达的通知): for their senders, and for those who keep the directory. */
export const earlyNotices: Projection<EarlyNoticeRow, RecordedEvent> = {
  name: 'early_notices',
  version: 2,
  key: 'id',
  ofOneStream: true,
  columns: {
    id: 'uuid',
    organ: 'text',
    organ_kind: 'text',
    division: 'text',
    case_number: 'text',
    stage: 'text',
    ground: 'text',
    status: 'text',
    first_facts: 'jsonb',
    corrected_at: 'timestamptz',
    kept_at: 'timestamptz',
    lapses_at: 'timestamptz',
    warned_at: 'timestamptz',
    ended_at: 'timestamptz',
    institution: 'text',
    code: 'text',
    person: 'text',
    contact: 'text',
    erased: 'text[]',
  },
  indexes: [
    `(organ, kept_at, id) WHERE status = 'waiting'`,
    `(division text_pattern_ops, kept_at, id) WHERE status = 'waiting'`,
    `(kept_at, id) WHERE status = 'waiting'`,
    `(organ, ended_at, id) WHERE status <> 'waiting'`,
    `(ended_at, id) WHERE status <> 'waiting'`,
    '(person)',
    '(contact)',
    'USING gin (erased) WHERE cardinality(erased) > 0',
  ],
  seenBy: { agencies: ['organ'], divisions: ['division'], matter: 'id' },
  keysOf: ({ stream }) => {
    const id = idOf(earlyNotice, stream);
    return id === null ? [] : [id];
  },
  evolve(row, item, id) {
    const event = item as unknown as EarlyNoticeEvent;
    if (event.type !== 'NoticeKept') return row === null ? null : { ...row, ...changeOf(row, event) };
    const { parties, facts, personId, contactId, keptAt, lapsesAt } = event.data;
    return {
      id,
      organ: parties.organ,
      organ_kind: parties.organKind,
      division: parties.division,
      case_number: facts.caseNumber,
      stage: facts.stage,
      ground: facts.ground,
      first_facts: null,
      corrected_at: null,
      status: 'waiting',
      kept_at: keptAt,
      lapses_at: lapsesAt,
      warned_at: null,
      ended_at: null,
      institution: null,
      code: null,
      person: personId,
      contact: contactId,
      erased: [],
    };
  },
};
