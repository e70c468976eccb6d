import type { Pool, PoolClient } from 'pg';
import type { JsonObject } from '../message.js';
import type { KeptTimer, WorkflowChanges } from '../workflow-fold.js';
import type { CommandQueue } from './command-queue.js';
import { qualified } from './identifiers.js';
import { prepared, type Prepared } from './prepared.js';

interface TimerRow {
  readonly key: string;
  readonly name: string;
  readonly due_at: Date;
  readonly set_by: string;
  readonly correlation_id: string;
}

/** Names a timer within its workflow. */
export type TimerSlot = Pick<KeptTimer, 'key' | 'name'>;

/** States and timers of one workflow. Instants are given by the caller, never read from the database's clock. */
export class WorkflowStore {
  private readonly selectState: Prepared;
  private readonly selectStates: Prepared;
  private readonly selectDue: Prepared;
  private readonly selectNext: Prepared;
  private readonly deleteInstances: Prepared;
  private readonly deleteTimers: Prepared;
  private readonly putStates: Prepared;
  private readonly putTimers: Prepared;

  constructor(
    schema: string,
    private readonly workflow: string,
    private readonly queue: CommandQueue,
  ) {
    const state = qualified(schema, 'workflow_state');
    const timers = qualified(schema, 'workflow_timers');
    // One plan serves any single key: see `ProjectionWriter`.
    this.selectState = prepared(`SELECT key, state FROM ${state} WHERE workflow = $1 AND key = $2`);
    this.selectStates = prepared(`SELECT key, state FROM ${state} WHERE workflow = $1 AND key = ANY($2)`);
    this.selectDue = prepared(
      `SELECT key, name, due_at, set_by, correlation_id FROM ${timers} WHERE workflow = $1 AND due_at <= $2
       AND (key, name) NOT IN (SELECT * FROM unnest($4::text[], $5::text[])) ORDER BY due_at, key, name LIMIT $3`,
    );
    this.selectNext = prepared(
      `SELECT min(due_at) AS at FROM ${timers} WHERE workflow = $1 AND (key, name) NOT IN (SELECT * FROM unnest($2::text[], $3::text[]))`,
    );
    this.deleteInstances = prepared(
      `WITH gone AS (DELETE FROM ${timers} WHERE workflow = $1 AND key = ANY($2)) DELETE FROM ${state} WHERE workflow = $1 AND key = ANY($2)`,
    );
    this.deleteTimers = prepared(
      `DELETE FROM ${timers} WHERE workflow = $1 AND (key, name) IN (SELECT * FROM unnest($2::text[], $3::text[]))`,
    );
    this.putStates = prepared(
      `INSERT INTO ${state} (workflow, key, state) SELECT $1, key, state FROM json_to_recordset($2::json) AS r(key text, state jsonb)
       ON CONFLICT (workflow, key) DO UPDATE SET state = excluded.state, updated_at = now()`,
    );
    this.putTimers = prepared(
      `INSERT INTO ${timers} (workflow, key, name, due_at, set_by, correlation_id)
       SELECT $1, key, name, "dueAt", "setBy", "correlationId"
       FROM json_to_recordset($2::json) AS r(key text, name text, "dueAt" timestamptz, "setBy" text, "correlationId" text)
       ON CONFLICT (workflow, key, name) DO UPDATE
       SET due_at = excluded.due_at, set_by = excluded.set_by, correlation_id = excluded.correlation_id`,
    );
  }

  async states(client: Pool | PoolClient, keys: readonly string[]): Promise<Map<string, JsonObject>> {
    const asked = [...new Set(keys)];
    const statement =
      asked.length === 1
        ? { ...this.selectState, values: [this.workflow, asked[0]] }
        : { ...this.selectStates, values: [this.workflow, asked] };
    const { rows } = await client.query<{ key: string; state: JsonObject }>(statement);
    return new Map(rows.map(({ key, state }) => [key, state]));
  }

  /** Writes what inputs changed; `fired` are the timers that were among the inputs. */
  async write(client: PoolClient, changes: WorkflowChanges, fired: readonly TimerSlot[]): Promise<void> {
    const { states, done, timers, commands } = changes;
    const { workflow } = this;
    const gone = [...fired, ...changes.cancelled];
    if (done.length > 0) await client.query({ ...this.deleteInstances, values: [workflow, done] });
    if (gone.length > 0) {
      const values = [workflow, gone.map(({ key }) => key), gone.map(({ name }) => name)];
      await client.query({ ...this.deleteTimers, values });
    }
    if (states.length > 0) await client.query({ ...this.putStates, values: [workflow, JSON.stringify(states)] });
    if (timers.length > 0) await client.query({ ...this.putTimers, values: [workflow, JSON.stringify(timers)] });
    if (commands.length > 0) await this.queue.add(client, commands);
  }

  /** At most `max` timers that are due at `now` (ms), the longest due first, without those in `apart`. */
  async dueTimers(client: PoolClient, now: number, max: number, apart: readonly TimerSlot[]): Promise<readonly KeptTimer[]> {
    const values = [this.workflow, new Date(now), max, apart.map(({ key }) => key), apart.map(({ name }) => name)];
    const { rows } = await client.query<TimerRow>({ ...this.selectDue, values });
    return rows.map(({ key, name, due_at, set_by, correlation_id }) => ({
      key,
      name,
      dueAt: due_at.toISOString(),
      setBy: set_by,
      correlationId: correlation_id,
    }));
  }

  /** When the next timer without those in `apart` is due (ms), `null` when none is set. */
  async nextTimer(pool: Pool, apart: readonly TimerSlot[]): Promise<number | null> {
    const values = [this.workflow, apart.map(({ key }) => key), apart.map(({ name }) => name)];
    const { rows } = await pool.query<{ at: Date | null }>({ ...this.selectNext, values });
    return rows[0]?.at?.getTime() ?? null;
  }
}
