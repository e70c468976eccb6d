import { type Citation, INSTRUMENTS } from '../citations.js';

/** `none`: the law gives no number; `at_once`: in the same act; `day` is the bare 日 of the texts, `working_day` is 工作日. */
export type ClockUnit = 'h' | 'day' | 'working_day' | 'month' | 'year' | 'at_once' | 'none';

/** C: read in a primary text. C2: seen only through a secondary page. U: not confirmed, therefore configuration and never law. */
export type ClockStatus = 'C' | 'C2' | 'U';

export type DutyHolder =
  | 'case_agency'
  | 'court'
  | 'procuratorate'
  | 'police'
  | 'custody_place'
  | 'institution'
  | 'justice_department'
  | 'duty_lawyer'
  | 'lawyer'
  | 'unit'
  | 'personnel'
  | 'applicant'
  | 'recipient'
  | 'defendant'
  | 'consultant'
  | 'commission';

/** Why a clock may stop, and how sure that is. */
export interface PauseGround {
  readonly reason: string;
  readonly status: ClockStatus;
  readonly basis: readonly Citation[];
}

/** One statutory clock (法定期限) as data. */
export interface ClockDefinition {
  /** Unique, e.g. `C11.papers`. */
  readonly id: string;
  /** The row of the master table, e.g. `C11`. */
  readonly row: string;
  /** What {@link clockFor} is asked for; a current clock and the one it superseded share it. */
  readonly family: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** What starts it, as an identifier. For a `before` clock the trigger is the day counted back from. */
  readonly trigger: string;
  /** Null where the law gives no number. */
  readonly amount: number | null;
  readonly unit: ClockUnit;
  readonly direction: 'after' | 'before';
  readonly dutyHolder: readonly DutyHolder[];
  readonly pauseOn: readonly PauseGround[];
  /** True only for a clock that runs out a period of detention itself (刑事诉讼法 第105条). */
  readonly noHolidayRoll: boolean;
  /** First day of validity, null where no earlier bound is claimed. */
  readonly validFrom: string | null;
  /** First day on which it no longer holds. */
  readonly validTo: string | null;
  readonly basis: readonly Citation[];
  readonly status: ClockStatus;
  /** Tells members of one family valid at the same time apart, e.g. `civil` and `criminal` in the 2012 rules. */
  readonly variant?: string;
  /** The clock to ask when this one's validity has ended and its family has no other. */
  readonly supersededBy?: string;
  readonly note?: string;
  /** Set by an override: who or what set the figure. */
  readonly configuredBasis?: string;
}

type Row = Pick<ClockDefinition, 'id' | 'nameZh' | 'nameEn' | 'trigger' | 'amount' | 'unit' | 'dutyHolder' | 'basis' | 'status'> &
  Partial<ClockDefinition>;

/** Fills in what most rows share; validity begins with the first instrument cited unless the row says otherwise. */
export function clock(row: Row): ClockDefinition {
  const main = row.basis[0];
  return {
    row: row.id.split('.')[0] ?? row.id,
    family: row.id,
    direction: 'after',
    pauseOn: [],
    noHolidayRoll: false,
    validFrom: main === undefined ? null : INSTRUMENTS[main.instrument].inForceFrom,
    validTo: null,
    ...row,
  };
}
