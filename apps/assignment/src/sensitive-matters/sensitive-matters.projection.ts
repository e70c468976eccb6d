import { idOf, type JsonObject, type Projection, type RecordedEvent } from '@xiezhi/eventsourcing';
import type { Petition } from '../sensitive-matter/commands.js';
import type { SensitiveMatterEvent } from '../sensitive-matter/events.js';
import { sensitiveMatter } from '../sensitive-matter/sensitive-matter.js';
import { circleOf } from '../sensitive-matter/state.js';

/** One step of a sensitive matter; what was written at it stays sealed. */
export interface SensitiveStep extends JsonObject {
  readonly event: SensitiveMatterEvent['type'];
  readonly at: string;
  readonly codes: readonly string[];
  readonly sealed: JsonObject | null;
}

/** A sensitive matter (敏感案件) with its circle, its report and its petitions. */
export interface SensitiveMatterRow {
  /** Of the request or the help. */
  readonly id: string;
  readonly matter_kind: string;
  /** The institution, whose other people do not see the matter while it is restricted. */
  readonly held_by: string;
  readonly organ: string | null;
  readonly division: string;
  readonly restricted: boolean;
  /** Keys of those of the institution who see it all the same. */
  readonly circle: readonly string[];
  readonly officers: readonly string[];
  readonly reason: string | null;
  readonly flagged_at: string | null;
  readonly due_at: string | null;
  readonly reported_at: string | null;
  readonly breached_at: string | null;
  readonly petitions: readonly Petition[];
  readonly steps: readonly SensitiveStep[];
  readonly person: string;
  readonly erased: readonly string[];
  /** What lists are ordered by: when it was flagged last, or a petition first linked. */
  readonly listed_at: string;
  readonly revision: number;
}

function begun(
  id: string,
  item: RecordedEvent,
  { data }: Extract<SensitiveMatterEvent, { type: 'SensitiveCaseFlagged' | 'PetitionLinked' }>,
): SensitiveMatterRow {
  const { parties, matterKind, personId } = data;
  return {
    id,
    matter_kind: matterKind,
    held_by: parties.institution,
    organ: parties.organ,
    division: parties.division,
    restricted: false,
    circle: [],
    officers: [],
    reason: null,
    flagged_at: null,
    due_at: null,
    reported_at: null,
    breached_at: null,
    petitions: [],
    steps: [],
    person: personId,
    erased: [],
    listed_at: item.recordedAt,
    revision: -1,
  };
}

/** What is coded of a step, and when it was. */
function stepOf({ type, data }: SensitiveMatterEvent): SensitiveStep | null {
  const step = (at: string, codes: readonly string[] = []): SensitiveStep => ({
    event: type,
    at,
    codes,
    sealed: 'text' in data ? (data.text as unknown as JsonObject) : null,
  });
  switch (type) {
    case 'SensitiveCaseFlagged':
      return step(data.flaggedAt, [data.reason]);
    case 'SensitiveFlagLifted':
      return step(data.liftedAt);
    case 'CircleSet':
      return step(data.setAt);
    case 'ReportedUpward':
      return step(data.reportedAt, [data.reason]);
    case 'PetitionLinked':
      return step(data.linkedAt, [data.petition.number]);
    case 'PetitionUpdated':
      return step(data.updatedAt, [data.petition.number, data.petition.state]);
    case 'PetitionUnlinked':
      return step(data.unlinkedAt);
    case 'ClockBreached':
      return step(data.breachedAt);
    default:
      return null;
  }
}

function after(row: SensitiveMatterRow, { type, data }: SensitiveMatterEvent): Partial<SensitiveMatterRow> {
  const circled = (officers: readonly string[]) => ({
    officers,
    circle: circleOf({ parties: { organ: row.organ, institution: row.held_by, division: row.division }, officers }),
  });
  switch (type) {
    case 'SensitiveCaseFlagged': {
      const { reason, flaggedAt, flaggedBy } = data;
      const open = { due_at: null, reported_at: null, breached_at: null };
      return { restricted: true, ...circled([flaggedBy]), reason, flagged_at: flaggedAt, listed_at: flaggedAt, ...open };
    }
    case 'SensitiveFlagLifted':
      return { restricted: false, circle: [], officers: [], reason: null, flagged_at: null, due_at: null };
    case 'CircleSet':
      return circled(data.officers);
    case 'ReportedUpward':
      return { reported_at: data.reportedAt };
    case 'PetitionLinked':
      return { petitions: [...row.petitions, data.petition] };
    case 'PetitionUpdated':
      return {
        petitions: row.petitions.map((one) => (one.petitionId === data.petition.petitionId ? data.petition : one)),
      };
    case 'PetitionUnlinked':
      return { petitions: row.petitions.filter(({ petitionId }) => petitionId !== data.petitionId) };
    case 'ClockStarted':
      return { due_at: data.clock.dueAt };
    case 'ClockStopped':
      return { due_at: null };
    case 'ClockWarned':
      return {};
    case 'ClockBreached':
      return { breached_at: data.breachedAt };
    case 'PersonErased':
      return { erased: [...row.erased, data.personId] };
  }
}

/** Sensitive matters: which there are, who may know of them, and how they stand. What else is of them is hidden by this (知悉范围). */
export const sensitiveMatters: Projection<SensitiveMatterRow> = {
  name: 'sensitive_matters',
  version: 1,
  key: 'id',
  ofOneStream: true,
  columns: {
    id: 'uuid',
    matter_kind: 'text',
    held_by: 'text',
    organ: 'text',
    division: 'text',
    restricted: 'boolean',
    circle: 'text[]',
    officers: 'text[]',
    reason: 'text',
    flagged_at: 'timestamptz',
    due_at: 'timestamptz',
    reported_at: 'timestamptz',
    breached_at: 'timestamptz',
    petitions: 'jsonb',
    steps: 'jsonb',
    person: 'text',
    erased: 'text[]',
    listed_at: 'timestamptz',
    revision: 'integer',
  },
  indexes: ['(held_by, restricted, listed_at, id)', '(held_by) WHERE restricted', '(person)', 'USING gin (erased)'],
  seenBy: { agencies: ['held_by'], matter: 'id' },
  keysOf: ({ stream }) => {
    const id = idOf(sensitiveMatter, stream);
    return id === null ? [] : [id];
  },
  evolve(row, item, id) {
    const event = item as unknown as SensitiveMatterEvent;
    if (row !== null && item.revision <= row.revision) return row;
    const first = event.type === 'SensitiveCaseFlagged' || event.type === 'PetitionLinked' ? event : null;
    const before = row ?? (first === null ? null : begun(id, item, first));
    if (before === null) return null;
    const step = stepOf(event);
    const steps = step === null ? before.steps : [...before.steps, step];
    return { ...before, ...after(before, event), steps, revision: item.revision };
  },
};
