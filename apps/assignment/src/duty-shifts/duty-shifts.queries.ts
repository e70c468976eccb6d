import type { DutyHelpPlace } from '@xiezhi/contracts';
import type { ReadModels } from '@xiezhi/eventsourcing/postgres';
import { shanghaiDay, type Instant } from '@xiezhi/legal-policy';
import type { Pool } from 'pg';
import { dutyShifts } from './duty-shifts.projection.js';

/** Places one institution's rota names, at most; and how many days around today are looked at for them. */
const MAX_PLACES = 200;
const DAYS_AROUND = 60;
const MAX_ON_DUTY = 100;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const TIME_OF_DAY = { from: 11, to: 16 } as const;

/** A place where an institution's duty lawyers sit. */
export interface KnownPlace {
  readonly placeKind: DutyHelpPlace;
  readonly place: string;
}

/** A lawyer who is on duty now, and where. */
export interface OnDuty {
  readonly shiftId: string;
  readonly lawyerId: string;
  readonly placeKind: DutyHelpPlace;
  readonly place: string;
}

/** The hour of an instant in Asia/Shanghai, `HH:MM`. */
const timeOf = (at: Instant): string => new Date(Date.parse(at) + SHANGHAI_OFFSET_MS).toISOString().slice(TIME_OF_DAY.from, TIME_OF_DAY.to);

/** The duty rota (值班表) as the directory last told of it. It names lawyers by their ids alone. */
export class DutyShifts {
  constructor(
    private readonly pool: Pool,
    private readonly readModels: ReadModels,
  ) {}

  /** Lawyers of an institution's rota who are on duty at `at`, by place; those whose shift began first come first. */
  async onDuty(institution: string, at: Instant): Promise<readonly OnDuty[]> {
    const { rows } = await this.pool.query<OnDuty>(
      `SELECT id AS "shiftId", lawyer_id AS "lawyerId", place_kind AS "placeKind", place FROM ${this.#table}
       WHERE institution = $1 AND day = $2 AND starts <= $3 AND ends > $3 ORDER BY place_kind, place, starts, id LIMIT $4`,
      [institution, shanghaiDay(at), timeOf(at), MAX_ON_DUTY],
    );
    return rows;
  }

  /** Who is on duty at this very place at `at`; `null`: nobody, or the place is not one of the rota. */
  async at(institution: string, { placeKind, place }: KnownPlace, at: Instant): Promise<OnDuty | null> {
    const onDuty = await this.onDuty(institution, at);
    return onDuty.find((shift) => shift.placeKind === placeKind && shift.place === place) ?? null;
  }

  /** Places of an institution's rota from which help is asked, of these weeks. */
  async places(institution: string, placeKinds: readonly DutyHelpPlace[], at: Instant): Promise<readonly KnownPlace[]> {
    const { rows } = await this.pool.query<KnownPlace>(
      `SELECT DISTINCT place_kind AS "placeKind", place FROM ${this.#table}
       WHERE institution = $1 AND place_kind = ANY ($2) AND day BETWEEN $3::date - $4::int AND $3::date + $4::int ORDER BY place_kind, place LIMIT $5`,
      [institution, placeKinds, shanghaiDay(at), DAYS_AROUND, MAX_PLACES],
    );
    return rows;
  }

  get #table(): string {
    return this.readModels.table(dutyShifts);
  }
}
