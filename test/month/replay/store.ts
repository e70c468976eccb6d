import { tableName } from '@xiezhi/eventsourcing';
import type { Pool } from 'pg';
import { assignment } from '../../../apps/assignment/src/assignment.service.js';
import { calendars } from '../../../apps/assignment/src/calendars/calendars.projection.js';
import { lawyerRoster } from '../../../apps/assignment/src/lawyer-roster/lawyer-roster.projection.js';
import { testPool } from '../../support/postgres.js';
import { unlikeRebuilt } from '../../support/rebuilt.js';

/** An event of the log, as far as a comparison asks. */
export interface Logged {
  readonly stream: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const POSITION_DIGITS = 19;
const SHOWN = 5;

/** Looks at what the platform stored, from outside of it. */
export class Store {
  readonly #pool: Pool;

  constructor(url: string) {
    this.#pool = testPool(url, { max: 2 });
  }

  async lawyersKnown(ids: readonly string[]): Promise<number> {
    return this.#number(`SELECT count(*) AS n FROM assignment.${tableName(lawyerRoster)} WHERE id = ANY ($1)`, [ids]);
  }

  /** When the next timer is due that is due at `now` or later; `null` when none is set. */
  async nextTimer(after: number): Promise<number | null> {
    const { rows } = await this.#pool.query<{ at: Date | null }>(
      'SELECT min(due_at) AS at FROM assignment.workflow_timers WHERE due_at > $1',
      [new Date(after)],
    );
    return rows[0]?.at?.getTime() ?? null;
  }

  /** Timers that are due and have not fired, and commands that follow from something and have not been carried out; a few of each. */
  async waiting(now: number): Promise<readonly string[]> {
    const { rows } = await this.#pool.query<{ what: string }>(
      `(SELECT 'timer ' || workflow || ' ' || name || ' due ' || due_at AS what
          FROM assignment.workflow_timers WHERE due_at <= $1 LIMIT ${SHOWN})
       UNION ALL
       (SELECT 'command ' || workflow || ' ' || type || ', ' || attempts || ' attempts, next ' || next_attempt_at
          FROM assignment.workflow_commands WHERE state = 'pending' LIMIT ${SHOWN})`,
      [new Date(now)],
    );
    return rows.map(({ what }) => what);
  }

  /** Requests whose agency is still to be told of the lawyer. */
  async untold(streams: readonly string[], told: ReadonlyMap<string, number>): Promise<number> {
    const { rows } = await this.#pool.query<{ stream: string; n: string }>(
      `SELECT stream, count(*) AS n FROM assignment.events WHERE stream = ANY ($1) AND type = 'AssignmentNotifiedToAgency' GROUP BY stream`,
      [streams],
    );
    const counted = new Map(rows.map(({ stream, n }) => [stream, Number(n)]));
    return streams.filter((stream) => (counted.get(stream) ?? 0) < (told.get(stream) ?? 0)).length;
  }

  async calendarKnown(id: string): Promise<boolean> {
    return (await this.#number(`SELECT count(*) AS n FROM assignment.${tableName(calendars)} WHERE id = $1`, [id])) > 0;
  }

  /** The place of the newest message that was heard from others. */
  async heard(): Promise<string | null> {
    const { rows } = await this.#pool.query<{ at: string | null }>('SELECT max(position) AS at FROM assignment.inbox');
    return rows[0]?.at?.padStart(POSITION_DIGITS, '0') ?? null;
  }

  async eventsOfRequests(): Promise<readonly Logged[]> {
    const { rows } = await this.#pool.query<Logged>(
      `SELECT stream, type, data FROM assignment.events WHERE stream LIKE 'defence-request-%' ORDER BY stream, revision`,
    );
    return rows;
  }

  /** Read models of the service that are not what its log makes of nothing. */
  unlikeRebuilt(): Promise<readonly string[]> {
    return unlikeRebuilt(this.#pool, [assignment]);
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #number(sql: string, values: readonly unknown[]): Promise<number> {
    const { rows } = await this.#pool.query<{ n: string }>(sql, [...values]);
    return Number(rows[0]!.n);
  }
}
