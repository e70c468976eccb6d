import { clockById, formatBasisEn } from '@xiezhi/legal-policy';
import type { ObligationRow } from './obligations.projection.js';

type Instants = 'started_at' | 'due_at' | 'paused_since' | 'warned_at' | 'breached_at' | 'noticed_late_at' | 'ended_at';

/** A row as the database gives it, or as a fold does, with the number of its case. */
export type StoredObligation = Omit<ObligationRow, Instants> & { readonly [Column in Instants]: ObligationRow[Column] | Date } & {
  readonly case_number: string | null;
};

/** A statutory duty as lists and pages show it. */
export interface Obligation extends Pick<ObligationRow, 'id' | 'matter' | 'clock' | 'basis' | 'cause' | 'institution' | 'organ'> {
  readonly matterId: string;
  readonly dutyId: string;
  readonly caseNumber: string | null;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly basisEn: string;
  readonly noHolidayRoll: boolean;
  readonly holderKind: ObligationRow['holder_kind'];
  /** Code of the agency that owes it, where it is one. */
  readonly holder: string | null;
  readonly owedKind: ObligationRow['owed_kind'];
  readonly owedTo: string | null;
  readonly startedAt: string;
  readonly dueAt: string;
  readonly provisional: boolean;
  readonly standstills: ObligationRow['standstills'];
  readonly pausedSince: string | null;
  readonly warnedAt: string | null;
  readonly breachedAt: string | null;
  /** When the platform noticed the breach, where that was noticeably later. */
  readonly noticedLateAt: string | null;
  readonly endedAt: string | null;
  readonly state: ObligationRow['state'];
  /** By how much an ended duty was late, in minutes. */
  readonly lateByMinutes: number | null;
}

const MINUTE_MS = 60_000;

const iso = (value: string | Date | null): string | null => (value instanceof Date ? value.toISOString() : value);

/** A row as it is shown. */
export function shownObligation(row: StoredObligation): Obligation {
  const { id, matter, clock, basis, cause, institution, organ, state, standstills, provisional, holder } = row;
  const definition = clockById(clock);
  const dueAt = iso(row.due_at)!;
  const endedAt = iso(row.ended_at);
  return {
    ...{ id, matter, clock, basis, cause, institution, organ, state, standstills, provisional, holder },
    matterId: row.matter_id,
    dutyId: row.duty_id,
    caseNumber: row.case_number,
    nameZh: definition.nameZh,
    nameEn: definition.nameEn,
    basisEn: formatBasisEn(definition.basis),
    noHolidayRoll: row.no_holiday_roll,
    holderKind: row.holder_kind,
    owedKind: row.owed_kind,
    owedTo: row.owed_to,
    startedAt: iso(row.started_at)!,
    dueAt,
    pausedSince: iso(row.paused_since),
    warnedAt: iso(row.warned_at),
    breachedAt: iso(row.breached_at),
    noticedLateAt: iso(row.noticed_late_at),
    endedAt,
    lateByMinutes: state === 'met_late' ? Math.floor((Date.parse(endedAt!) - Date.parse(dueAt)) / MINUTE_MS) : null,
  };
}
