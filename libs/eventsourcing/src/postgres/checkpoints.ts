import type { Pool, PoolClient } from 'pg';
import type { Checkpoint } from '../message.js';
import { TurnRefused, type Turn } from '../subscription.js';
import { qualified } from './identifiers.js';
import { prepared, type Prepared } from './prepared.js';

/** A checkpoint row as its owner took it over. */
export interface OwnedCheckpoint {
  readonly epoch: string;
  readonly position: Checkpoint | null;
}

/** The rows that say where each subscription stands and who may move it. */
export class Checkpoints {
  /** The guarded move, as text to be built in: `$1` name, `$2` epoch, `$3` from, `$4` to. It changes one row, or none when the turn is refused. */
  readonly move: string;
  /** Whether a subscription that has no place yet is the owner's still, held so until the transaction ends: with `$1` name, `$2` epoch. */
  readonly holdUnplaced: string;
  private readonly moving: Prepared;
  private readonly takingOver: Prepared;
  private readonly reading: Prepared;
  private readonly holding: Prepared;

  constructor(
    private readonly pool: Pool,
    schema: string,
  ) {
    const table = qualified(schema, 'checkpoints');
    this.move = `UPDATE ${table} SET position = $4, updated_at = now() WHERE name = $1 AND epoch = $2::bigint AND position IS NOT DISTINCT FROM $3`;
    this.holdUnplaced = `SELECT 1 FROM ${table} WHERE name = $1 AND epoch = $2::bigint AND position IS NULL FOR UPDATE`;
    this.moving = prepared(this.move);
    this.takingOver = prepared(
      `INSERT INTO ${table} AS c (name, epoch, owner) SELECT n, 1, $2 FROM unnest($1::text[]) AS n ORDER BY n
       ON CONFLICT (name) DO UPDATE SET epoch = c.epoch + 1, owner = excluded.owner, updated_at = now()
       RETURNING name, epoch::text, position`,
    );
    this.reading = prepared(`SELECT epoch::text, position FROM ${table} WHERE name = $1`);
    this.holding = prepared(`SELECT 1 FROM ${table} WHERE name = $1 AND epoch = $2::bigint FOR UPDATE`);
  }

  /** Takes the rows over for `owner`: each epoch rises by one, so that whatever the former owner still tries is refused. */
  async takeOver(client: PoolClient, names: readonly string[], owner: string): Promise<Map<string, OwnedCheckpoint>> {
    const { rows } = await client.query<OwnedCheckpoint & { name: string }>({ ...this.takingOver, values: [[...names], owner] });
    return new Map(rows.map(({ name, epoch, position }) => [name, { epoch, position }]));
  }

  /** Moves a checkpoint on its own, or inside the caller's transaction. @throws TurnRefused */
  async moveTo(turn: Turn, client: Pool | PoolClient = this.pool): Promise<void> {
    const { rowCount } = await client.query({ ...this.moving, values: [turn.name, turn.epoch, turn.from, turn.to] });
    if (rowCount !== 1) throw new TurnRefused('the checkpoint has another owner or place');
  }

  /** Where the subscription stands; `null` when it never began. */
  async read(name: string): Promise<OwnedCheckpoint | null> {
    const { rows } = await this.pool.query<OwnedCheckpoint>({ ...this.reading, values: [name] });
    return rows[0] ?? null;
  }

  /** Locks the checkpoint for the transaction. @throws TurnRefused when the epoch is not the current one */
  async hold(client: PoolClient, name: string, epoch: string): Promise<void> {
    const { rowCount } = await client.query({ ...this.holding, values: [name, epoch] });
    if (rowCount !== 1) throw new TurnRefused('the subscription has another owner');
  }
}
