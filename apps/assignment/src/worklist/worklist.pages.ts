import { isSealed, open, streamOf, type JsonObject, type Personal, type PersonKeys } from '@xiezhi/eventsourcing';
import { maskName } from '@xiezhi/service';
import { defenceRequest } from '../defence-request/defence-request.js';
import type { Person } from '../defence-request/notice.js';
import type { TimelineEntry, WorklistRow } from './worklist.projection.js';

/** A row as `pg` gives it: instants are dates. */
export type StoredRequest = Omit<WorklistRow, InstantColumn> & { readonly [Column in InstantColumn]: Date | null };
/** What of a row a list shows; its history only when that was asked for. */
export type ListedRequest = Omit<StoredRequest, (typeof UNLISTED)[number]> & Partial<Pick<StoredRequest, 'timeline'>>;
/** What no list shows. */
export const UNLISTED = ['timeline', 'contact', 'papers', 'handlers', 'erased'] as const;
type InstantColumn =
  'received_at' | 'due_at' | 'breached_at' | 'confirmed_at' | 'assigned_at' | 'hearing_at' | 'closed_at' | 'begun_at' | 'step_at';

/** A request as its parties' pages show it. No person in full: that is opened, and recorded, on its own. */
export interface RequestPage {
  readonly id: string;
  readonly status: WorklistRow['status'];
  readonly open: boolean;
  readonly revision: number;
  readonly organ: string;
  readonly organKind: string;
  readonly institution: string;
  readonly division: string;
  /** Masked. */
  readonly personName: string | null;
  /** 案号: of what is discovered too, which has no facts yet. */
  readonly caseNumber: string | null;
  readonly facts: WorklistRow['facts'];
  /** The facts as they were first given, when they were corrected since (更正前). */
  readonly firstFacts: WorklistRow['facts'];
  readonly receivedAt: string | null;
  readonly clock: {
    /** C01 until there is a notice. */
    readonly id: 'C01' | 'C02';
    readonly dueAt: string;
    readonly provisional: boolean;
    readonly basis: string | null;
    readonly breachedAt: string | null;
    readonly stoppedAt: string | null;
    readonly onTime: boolean | null;
  } | null;
  /** C01 breached by the sender; C10 breached: the hearing was fewer than 15 days away. */
  readonly sentLate: boolean;
  readonly hearingTooNear: boolean;
  /** 庭期冲突: the lawyer has another hearing in the half-day of this one. */
  readonly hearingConflict: boolean;
  readonly lawyerId: string | null;
  readonly assignedAt: string | null;
  readonly letterNumber: string | null;
  /** 开庭时间 as it is fixed now. */
  readonly hearingAt: string | null;
  readonly closedAt: string | null;
  /** What the institution asks for, while the notice waits to be completed. */
  readonly missing: string | null;
  /** When its first step was, and its newest. */
  readonly begunAt: string | null;
  readonly stepAt: string | null;
  /** Empty in a list that was asked for without it. */
  readonly timeline: readonly TimelineEntry[];
}

export const iso = (value: Date | null): string | null => (value === null ? null : value.toISOString());

/** A folded row as the table would give it. */
export const asStored = (row: WorklistRow): StoredRequest => {
  const date = (value: string | null): Date | null => (value === null ? null : new Date(value));
  return {
    ...row,
    received_at: date(row.received_at),
    due_at: date(row.due_at),
    breached_at: date(row.breached_at),
    confirmed_at: date(row.confirmed_at),
    assigned_at: date(row.assigned_at),
    hearing_at: date(row.hearing_at),
    closed_at: date(row.closed_at),
    begun_at: date(row.begun_at),
    step_at: date(row.step_at),
  };
};

/** The id of the person a value is sealed for. */
export const personOf = (value: JsonObject | null): string | null => (isSealed(value) ? value.$sealed.person : null);

/** Opens a text of a request, `null` when the person was erased. */
export const opened = <T>(keys: PersonKeys, id: string, value: JsonObject | null, field: string): Promise<T | null> =>
  value === null ? Promise.resolve(null) : open<T>(value as unknown as Personal<T>, keys, streamOf(defenceRequest, id), field);

/** Requests as pages show them, names masked. The keys of all persons are fetched at once. */
export async function shownRequests(rows: readonly ListedRequest[], keys: PersonKeys): Promise<readonly RequestPage[]> {
  await keys.find(rows.map(({ person }) => personOf(person)).filter((id) => id !== null));
  return Promise.all(rows.map((row) => shownRequest(row, keys)));
}

export async function shownRequest(row: ListedRequest, keys: PersonKeys): Promise<RequestPage> {
  const dueAt = iso(row.due_at);
  const person = await opened<Person>(keys, row.id, row.person, 'person');
  return {
    id: row.id,
    status: row.status,
    open: row.open,
    revision: row.revision,
    organ: row.organ,
    organKind: row.organ_kind,
    institution: row.institution,
    division: row.division,
    personName: person === null ? null : maskName(person.name),
    missing: await opened<string>(keys, row.id, row.missing, 'missing'),
    caseNumber: row.case_number ?? row.facts?.caseNumber ?? null,
    facts: row.facts,
    // An older version of the read model, still queried while this one is built, does not have it.
    firstFacts: row.first_facts ?? null,
    receivedAt: iso(row.received_at),
    clock:
      dueAt === null
        ? null
        : {
            id: row.received_at === null ? 'C01' : 'C02',
            dueAt,
            provisional: row.provisional,
            basis: row.basis,
            breachedAt: iso(row.breached_at),
            stoppedAt: iso(row.confirmed_at),
            onTime: row.on_time,
          },
    sentLate: row.sent_late,
    hearingTooNear: row.hearing_too_near,
    // An older version of the read model does not have it.
    hearingConflict: row.hearing_conflict ?? false,
    lawyerId: row.lawyer_id,
    assignedAt: iso(row.assigned_at ?? null),
    letterNumber: row.letter_number,
    // An older version of the read model does not have them.
    hearingAt: iso(row.hearing_at ?? null),
    closedAt: iso(row.closed_at ?? null),
    begunAt: iso(row.begun_at ?? null) ?? row.timeline?.[0]?.at ?? null,
    stepAt: iso(row.step_at ?? null) ?? row.timeline?.at(-1)?.at ?? null,
    timeline: row.timeline ?? [],
  };
}
