import type { Pool, PoolClient } from 'pg';
import type { JsonObject } from '../message.js';
import type { KeptCommand } from '../workflow-fold.js';
import { qualified } from './identifiers.js';
import { prepared, type Prepared } from './prepared.js';

/** A command that is waiting to be carried out. */
export interface PendingCommand extends KeptCommand {
  /** Its row: the order in which commands were sent. */
  readonly row: string;
  readonly attempts: number;
}

/** A command that needs no further try. */
export interface SettledCommand {
  readonly row: string;
  readonly state: 'done' | 'refused';
  /** The code of the refusal. */
  readonly code: string | null;
}

interface CommandRow {
  readonly row: string;
  readonly command_id: string;
  readonly key: string;
  readonly stream_type: string;
  readonly stream_id: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly division: string;
  readonly causation_id: string;
  readonly correlation_id: string;
  readonly attempts: number;
}

/** What a workflow has sent and not seen settled. */
export interface QueueFigures {
  readonly pending: number;
  /** Tries the most stubborn command has had. */
  readonly mostAttempts: number;
}

/** The commands of one workflow. Instants are given by the caller, never read from the database's clock. */
export class CommandQueue {
  private readonly insert: Prepared;
  private readonly select: Prepared;
  private readonly next: Prepared;
  private readonly settling: Prepared;
  private readonly postponing: Prepared;
  private readonly counting: Prepared;

  constructor(
    schema: string,
    private readonly workflow: string,
  ) {
    const table = qualified(schema, 'workflow_commands');
    this.insert = prepared(
      `INSERT INTO ${table} (command_id, workflow, key, stream_type, stream_id, type, data, division, causation_id, correlation_id)
       SELECT r."commandId", $1, r.key, r."to", r.id, r.type, r.data, r.division, r."causationId", r."correlationId"
       FROM ROWS FROM (json_to_recordset($2::json) AS ("commandId" uuid, key text, "to" text, id text, type text, data jsonb, division text,
         "causationId" text, "correlationId" text)) WITH ORDINALITY AS r
       ORDER BY r.ordinality ON CONFLICT (command_id) DO NOTHING`,
    );
    this.select = prepared(
      `SELECT c.id::text AS row, c.* FROM ${table} c WHERE c.workflow = $1 AND c.state = 'pending' AND NOT EXISTS (
         SELECT 1 FROM ${table} b WHERE b.workflow = c.workflow AND b.key = c.key AND b.state = 'pending' AND b.id <= c.id AND b.next_attempt_at > $2)
       ORDER BY c.id LIMIT $3`,
    );
    this.next = prepared(
      `SELECT min(next_attempt_at) AS at FROM ${table} WHERE workflow = $1 AND state = 'pending' AND next_attempt_at > $2`,
    );
    this.settling = prepared(
      `UPDATE ${table} c SET state = r.state, outcome = r.code, attempts = c.attempts + 1, settled_at = $2
       FROM json_to_recordset($1::json) AS r("row" bigint, state text, code text) WHERE c.id = r."row" AND c.state = 'pending'`,
    );
    this.postponing = prepared(
      `UPDATE ${table} SET attempts = attempts + 1, outcome = $2, next_attempt_at = $3 WHERE id = $1 AND state = 'pending'`,
    );
    this.counting = prepared(
      `SELECT count(*)::int AS pending, coalesce(max(attempts), 0)::int AS "mostAttempts" FROM ${table} WHERE workflow = $1 AND state = 'pending'`,
    );
  }

  /** Adds commands in order; one that was added before stays as it is. */
  async add(client: PoolClient, commands: readonly KeptCommand[]): Promise<void> {
    await client.query({ ...this.insert, values: [this.workflow, JSON.stringify(commands)] });
  }

  /** At most `max` commands that may be tried at `now` (ms), in order; none of an instance whose earlier command waits for another try. */
  async ready(pool: Pool, now: number, max: number): Promise<readonly PendingCommand[]> {
    const { rows } = await pool.query<CommandRow>({ ...this.select, values: [this.workflow, new Date(now), max] });
    return rows.map((row) => ({
      row: row.row,
      commandId: row.command_id,
      key: row.key,
      to: row.stream_type,
      id: row.stream_id,
      type: row.type,
      data: row.data,
      division: row.division,
      causationId: row.causation_id,
      correlationId: row.correlation_id,
      attempts: row.attempts,
    }));
  }

  /** When the next postponed command may be tried (ms), `null` when there is none. */
  async nextTry(pool: Pool, now: number): Promise<number | null> {
    const { rows } = await pool.query<{ at: Date | null }>({ ...this.next, values: [this.workflow, new Date(now)] });
    return rows[0]?.at?.getTime() ?? null;
  }

  /** Records what needs no further try. */
  async settle(client: Pool | PoolClient, settled: readonly SettledCommand[], now: number): Promise<void> {
    if (settled.length > 0) await client.query({ ...this.settling, values: [JSON.stringify(settled), new Date(now)] });
  }

  /** Lets a command, and with it the later ones of its instance, wait until `at` (ms). */
  async postpone(pool: Pool, row: string, error: string, at: number): Promise<void> {
    await pool.query({ ...this.postponing, values: [row, error, new Date(at)] });
  }

  async figures(pool: Pool): Promise<QueueFigures> {
    const { rows } = await pool.query<QueueFigures>({ ...this.counting, values: [this.workflow] });
    return rows[0]!;
  }
}
