import { LAWYER_STREAM, type LawyerRecordedV1 } from '@xiezhi/contracts';
import { Rejected, type JsonObject } from '@xiezhi/eventsourcing';
import type { PoolClient } from 'pg';
import type { Change } from '../audited-change.js';

export type LawyerStatus = 'active' | 'suspended' | 'inactive';

/** Why a lawyer may not be assigned (不可指派原因). Coded: a sentence would be a person's. */
export const STATUS_REASONS = ['on_leave', 'discipline', 'licence_not_renewed', 'moved_away', 'retired', 'left_practice', 'other'] as const;
export type StatusReason = (typeof STATUS_REASONS)[number];

/** What a lawyer is good at (业务专长). */
export const SPECIALITIES = [
  'criminal_defence',
  'minors',
  'civil',
  'marriage_family',
  'labour',
  'traffic_injury',
  'administrative',
  'land_house',
  'agriculture',
  'environment',
] as const;

/** What is known of a lawyer (律师) but who it is. */
export interface LawyerFacts {
  /** The firm's name; `firmId` where the firm is registered. */
  readonly firm: string;
  readonly firmId: string | null;
  readonly status: LawyerStatus;
  readonly statusReason: string | null;
  readonly statusSince: string | null;
  readonly gender: 'female' | 'male' | null;
  /** Whole years in practice (执业年限), and in criminal defence (刑事辩护经历). */
  readonly practiceYears: number;
  readonly criminalDefenceYears: number;
  /** Familiar with minors' cases (熟悉未成年人身心特点). */
  readonly minorsTrained: boolean;
  readonly specialities: readonly string[];
  readonly languages: readonly string[];
  /** Divisions served; a prefecture stands for its counties, the region for all. */
  readonly divisions: readonly string[];
  /** 志愿律师: until which day one from elsewhere serves here, and of which province; `null` for a lawyer of the region. */
  readonly visitingUntil: string | null;
  readonly visitingFrom: string | null;
}

/** Ways a lawyer is told of an offer, beside the browser. */
export const TELLING_CHANNELS = ['email', 'sms'] as const;
export type TellingChannel = (typeof TELLING_CHANNELS)[number];
export const TELLING_LANGUAGES = ['zh', 'bo', 'en'] as const;
export type TellingLanguage = (typeof TELLING_LANGUAGES)[number];

/** The lawyer as a person: sealed before it is stored. */
export interface LawyerDetails {
  readonly name: string;
  readonly phone: string;
  /** Number of the practising licence (执业证号). */
  readonly licenceNumber?: string;
  /** Where the lawyer wants to be told of offers; the lawyer's own to give (本人设置). */
  readonly email?: string;
  readonly mobile?: string;
}

export interface LawyerRow {
  readonly id: string;
  readonly person_id: string;
  readonly firm: string;
  readonly firm_id: string | null;
  readonly status: LawyerStatus;
  readonly status_reason: string | null;
  readonly status_since: string | null;
  readonly gender: 'female' | 'male' | null;
  readonly practice_years: number;
  readonly criminal_defence_years: number;
  readonly minors_trained: boolean;
  readonly specialities: readonly string[];
  readonly languages: readonly string[];
  readonly divisions: readonly string[];
  readonly visiting_until: string | null;
  readonly visiting_from: string | null;
  readonly told_by: readonly TellingChannel[];
  readonly told_in: TellingLanguage;
  /** `null`: the person was erased. */
  readonly details: JsonObject | null;
}

/** As text: `pg` reads a date as an instant of the host's zone. */
export const LAWYER_COLUMNS = `id, person_id, firm, firm_id, status, status_reason, to_char(status_since, 'YYYY-MM-DD') AS status_since, gender,
  practice_years, criminal_defence_years, minors_trained, specialities, languages, divisions,
  to_char(visiting_until, 'YYYY-MM-DD') AS visiting_until, visiting_from, told_by, told_in, details`;

export const lawyerStream = (id: string): string => `${LAWYER_STREAM}-${id}`;

export const factsOf = (row: LawyerRow): LawyerFacts => ({
  firm: row.firm,
  firmId: row.firm_id,
  status: row.status,
  statusReason: row.status_reason,
  statusSince: row.status_since,
  gender: row.gender,
  practiceYears: row.practice_years,
  criminalDefenceYears: row.criminal_defence_years,
  minorsTrained: row.minors_trained,
  specialities: row.specialities,
  languages: row.languages,
  divisions: row.divisions,
  visitingUntil: row.visiting_until,
  visitingFrom: row.visiting_from,
});

/** The change as the log tells it. @throws Rejected `lawyer.erased`: there is nobody to be registered */
export function lawyerRecordedOf(row: LawyerRow): Change {
  if (row.details === null) throw new Rejected('lawyer.erased', '该律师的个人信息已依法删除。This lawyer was erased as a person.');
  const { firmId, gender, statusReason, statusSince, visitingUntil, visitingFrom, ...facts } = factsOf(row);
  const data: LawyerRecordedV1 = {
    lawyerId: row.id,
    personId: row.person_id,
    ...facts,
    ...(firmId !== null && { firmId }),
    ...(gender !== null && { gender }),
    ...(statusReason !== null && { statusReason }),
    ...(statusSince !== null && { statusSince }),
    ...(visitingUntil !== null && visitingFrom !== null && { visiting: true, visitingUntil, visitingFrom }),
    ...(row.told_by.length > 0 && { toldBy: row.told_by }),
    ...(row.told_in !== 'zh' && { toldIn: row.told_in }),
    details: row.details,
  };
  return { stream: lawyerStream(row.id), type: 'LawyerRecorded', data: data as unknown as JsonObject };
}

/** Gives a firm's lawyers its new name. */
export async function renameFirm(tx: PoolClient, firmId: string, name: string): Promise<readonly Change[]> {
  const { rows } = await tx.query<LawyerRow>(
    `UPDATE lawyers SET firm = $2 WHERE firm_id = $1 AND details IS NOT NULL RETURNING ${LAWYER_COLUMNS}`,
    [firmId, name],
  );
  return rows.map(lawyerRecordedOf);
}
