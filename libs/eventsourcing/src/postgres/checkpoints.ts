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

/** A move that waits to be written with others. */
interface Waiting {
  readonly turn: Turn;
  readonly moved: () => void;
  readonly failed: (error: unknown) => void;
}

/** The rows that say where each subscription stands and who may move it. */
export class Checkpoints {
  /** The guarded move, as text to be built in: `$1` name, `$2` epoch, `$3` from, `$4` to. It changes one row, or none when the turn is refused. */
  readonly guardedMove: string;
  /** Whether a subscription that has no place yet is the owner's still, held so until the transaction ends: with `$1` name, `$2` epoch. */
  readonly holdUnplaced: string;
  private readonly moving: Prepared;
  private readonly movingTogether: Prepared;
  private readonly takingOver: Prepared;
  private readonly reading: Prepared;
  private readonly holding: Prepared;
  private waiting: Waiting[] = [];

  constructor(
    private readonly pool: Pool,
    schema: string,
  ) {
    const table = qualified(schema, 'checkpoints');
    this.guardedMove = `UPDATE ${table} SET position = $4, updated_at = now() WHERE name = $1 AND epoch = $2::bigint AND position IS NOT DISTINCT FROM $3`;
    this.holdUnplaced = `SELECT 1 FROM ${table} WHERE name = $1 AND epoch = $2::bigint AND position IS NULL FOR UPDATE`;
    this.moving = prepared(this.guardedMove);
    // Locked by name, as they are taken over: those who write several wait for each other in one order.
    this.movingTogether = prepared(
      `WITH wanted AS (SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[]) AS w (name, epoch, place, next)),
       held AS (SELECT name FROM ${table} WHERE name = ANY ($1::text[]) ORDER BY name FOR UPDATE)
       UPDATE ${table} c SET position = w.next, updated_at = now() FROM wanted w JOIN held USING (name)
        WHERE c.name = w.name AND c.epoch = w.epoch AND c.position IS NOT DISTINCT FROM w.place RETURNING c.name, c.epoch::text`,
    );
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

  /** Moves a checkpoint on its own: all that are asked for in one turn of the event loop by one statement. @throws TurnRefused */
  move(turn: Turn): Promise<void> {
    return new Promise((moved, failed) => {
      if (this.waiting.push({ turn, moved, failed }) === 1) setImmediate(() => void this.moveTogether());
    });
  }

  /** Moves a checkpoint inside the caller's transaction. @throws TurnRefused */
  async moveWithin(client: PoolClient, turn: Turn): Promise<void> {
    const { rowCount } = await client.query({ ...this.moving, values: [turn.name, turn.epoch, turn.from, turn.to] });
    if (rowCount !== 1) throw refused();
  }

  private async moveTogether(): Promise<void> {
    const waiting = this.waiting;
    this.waiting = [];
    const turns = waiting.map(({ turn }) => turn);
    const values = [
      turns.map(({ name }) => name),
      turns.map(({ epoch }) => epoch),
      turns.map(({ from }) => from),
      turns.map(({ to }) => to),
    ];
    try {
      const { rows } = await this.pool.query<Pick<Turn, 'name' | 'epoch'>>({ ...this.movingTogether, values });
      // By owner too: a former one of the same process may ask in the same turn.
      const done = new Set(rows.map(({ name, epoch }) => `${epoch} ${name}`));
      for (const { turn, moved, failed } of waiting) {
        if (done.has(`${turn.epoch} ${turn.name}`)) moved();
        else failed(refused());
      }
    } catch (error) {
      for (const { failed } of waiting) failed(error);
    }
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

const refused = (): TurnRefused => new TurnRefused('the checkpoint has another owner or place');
