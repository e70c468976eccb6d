import { lawyerRecorded, personErased, type LawyerRecordedV1, type PersonErasedV1 } from '@xiezhi/contracts';
import type { InboxItem, JsonObject, Projection } from '@xiezhi/eventsourcing';

/** A lawyer as assignment knows one: what the rules ask, and sealed details. */
export interface LawyerRow {
  readonly id: string;
  readonly firm: string;
  readonly status: 'active' | 'suspended' | 'inactive';
  readonly practice_years: number;
  readonly criminal_defence_years: number;
  readonly minors_trained: boolean;
  readonly languages: readonly string[];
  readonly divisions: readonly string[];
  readonly specialities: readonly string[];
  readonly gender: 'female' | 'male' | null;
  /** Comes from elsewhere for a time (援藏律师、1+1志愿律师). */
  readonly visiting: boolean;
  readonly visiting_until: string | null;
  /** Ways the lawyer agreed to be told of offers, and in which language; the addresses are in the details. */
  readonly told_by: readonly string[];
  readonly told_in: string;
  /** `null`: the person was erased. */
  readonly details: JsonObject | null;
}

/** Lawyers that may be assigned (律师名册), kept from the directory's public events. */
export const lawyerRoster: Projection<LawyerRow, InboxItem> = {
  name: 'lawyer_roster',
  version: 3,
  key: 'id',
  columns: {
    id: 'uuid',
    firm: 'text',
    status: 'text',
    practice_years: 'integer',
    criminal_defence_years: 'integer',
    minors_trained: 'boolean',
    languages: 'text[]',
    divisions: 'text[]',
    specialities: 'text[]',
    gender: 'text',
    visiting: 'boolean',
    visiting_until: 'text',
    told_by: 'text[]',
    told_in: 'text',
    details: 'jsonb',
  },
  keysOf(item) {
    if (item.type === lawyerRecorded.type) return [(item.data as unknown as LawyerRecordedV1).lawyerId];
    const lawyerId = item.type === personErased.type ? (item.data as unknown as PersonErasedV1).lawyerId : undefined;
    return lawyerId === undefined ? [] : [lawyerId];
  },
  evolve(row, item, id) {
    if (item.type === personErased.type) return row === null ? null : { ...row, details: null };
    const { firm, status, practiceYears, criminalDefenceYears, minorsTrained, languages, divisions, details, ...optional } =
      item.data as unknown as LawyerRecordedV1;
    return {
      id,
      firm,
      status,
      practice_years: practiceYears,
      criminal_defence_years: criminalDefenceYears,
      minors_trained: minorsTrained,
      languages,
      divisions,
      specialities: optional.specialities ?? [],
      gender: optional.gender ?? null,
      visiting: optional.visiting ?? false,
      visiting_until: optional.visitingUntil ?? null,
      told_by: optional.toldBy ?? [],
      told_in: optional.toldIn ?? 'zh',
      details: details as JsonObject,
    };
  },
};
