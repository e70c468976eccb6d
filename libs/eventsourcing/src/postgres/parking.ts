import type { Pool, PoolClient } from 'pg';
import { fromCloudEvent, toCloudEvent } from '../cloud-event.js';
import type { Json, JsonObject } from '../message.js';
import type { ReceivedMessage } from '../message-bus.js';
import { MAX_PARKED_LISTED, type ParkedKey, type ParkedMessage, ParkingLot, type ReleasedKey, parkedId } from '../parking.js';
import { qualified } from './identifiers.js';
import { inTransaction, onConnection } from './transaction.js';

interface Row {
  readonly id: string;
  readonly topic: string;
  readonly key: string;
  readonly place: string;
  readonly message: string;
  readonly state: 'waiting' | 'skipped';
  readonly reason: string | null;
  readonly parkedAt: Date;
}

/** Released keys that one attempt to take one looks at. */
const MAX_CANDIDATES = 100;

const received = (row: Pick<Row, 'topic' | 'key' | 'place' | 'message'>): ReceivedMessage => ({
  ...fromCloudEvent(JSON.parse(row.message) as Json, { topic: row.topic, key: row.key }),
  place: row.place,
});

/** {@link ParkingLot} in the tables `parked_keys` and `parked_messages`. The row of a key is locked by whoever adds to it or ends it. */
export class PostgresParkingLot extends ParkingLot {
  private readonly keys: string;
  private readonly messages: string;

  constructor(
    private readonly pool: Pool,
    private readonly schema: string,
  ) {
    super();
    this.keys = qualified(schema, 'parked_keys');
    this.messages = qualified(schema, 'parked_messages');
  }

  override async park(group: string, message: ReceivedMessage, reason: string): Promise<void> {
    const { topic, key } = message;
    await inTransaction(this.pool, async (client) => {
      const { rowCount } = await client.query(`SELECT FROM ${this.messages} WHERE id = $1`, [parkedId(group, message)]);
      if (rowCount !== 0) return;
      await client.query(
        `INSERT INTO ${this.keys} AS k (consumer_group, topic, message_key, state, reason) VALUES ($1, $2, $3, 'parked', $4)
         ON CONFLICT (consumer_group, topic, message_key) DO UPDATE SET reason = k.reason`,
        [group, topic, key, reason],
      );
      await this.add(client, group, message, reason);
    });
  }

  override async parkBehind(group: string, message: ReceivedMessage): Promise<boolean> {
    return await inTransaction(this.pool, async (client) => {
      if (!(await this.lock(client, group, message.topic, message.key))) return false;
      await this.add(client, group, message, null);
      return true;
    });
  }

  override async parkedKeys(group: string, max: number): Promise<readonly ParkedKey[]> {
    const sql = `SELECT topic, message_key AS key, state, reason, since FROM ${this.keys} WHERE consumer_group = $1 ORDER BY since LIMIT $2`;
    const { rows } = await onConnection(this.pool, (client) => client.query<Omit<ParkedKey, 'since'> & { since: Date }>(sql, [group, max]));
    return rows.map((row) => ({ ...row, since: row.since.toISOString() }));
  }

  override async list(group: string, of?: { readonly topic: string; readonly key: string }): Promise<readonly ParkedMessage[]> {
    const sql = `SELECT id, topic, message_key AS key, place, message::text, state, reason, parked_at AS "parkedAt" FROM ${this.messages}
      WHERE consumer_group = $1 AND ($2::text IS NULL OR topic = $2) AND ($3::text IS NULL OR message_key = $3)
      ORDER BY state = 'skipped', ordinal LIMIT $4`;
    const values = [group, of?.topic ?? null, of?.key ?? null, MAX_PARKED_LISTED];
    const { rows } = await onConnection(this.pool, (client) => client.query<Row>(sql, values));
    return rows.map(({ id, state, reason, parkedAt, ...row }) => ({
      id,
      message: state === 'waiting' ? received(row) : { ...received(row), data: null },
      state,
      reason,
      parkedAt: parkedAt.toISOString(),
    }));
  }

  override async retry(group: string, topic: string, key: string): Promise<boolean> {
    const sql = `UPDATE ${this.keys} SET state = 'released' WHERE consumer_group = $1 AND topic = $2 AND message_key = $3`;
    const { rowCount } = await onConnection(this.pool, (client) => client.query(sql, [group, topic, key]));
    return rowCount === 1;
  }

  override async skip(group: string, id: string, reason: string): Promise<boolean> {
    return await inTransaction(this.pool, async (client) => {
      const found = `SELECT topic, message_key AS key, message::text FROM ${this.messages} WHERE id = $1 AND consumer_group = $2 AND state = 'waiting'`;
      const { rows } = await client.query<Pick<Row, 'topic' | 'key' | 'message'>>(found, [id, group]);
      const row = rows[0];
      if (row === undefined || !(await this.lock(client, group, row.topic, row.key))) return false;
      const first = await this.first(client, group, row.topic, row.key);
      const { rowCount } = await client.query(
        `UPDATE ${this.messages} SET state = 'skipped', reason = $2, settled_at = clock_timestamp(), message = $3
         WHERE id = $1 AND state = 'waiting'`,
        [id, reason, JSON.stringify({ ...(JSON.parse(row.message) as JsonObject), data: {} })],
      );
      if (rowCount !== 1) return false;
      if ((await this.first(client, group, row.topic, row.key)) === null) await this.unpark(client, group, row.topic, row.key);
      else if (first?.id === id)
        await client.query(`UPDATE ${this.keys} SET state = 'released' WHERE consumer_group = $1 AND topic = $2 AND message_key = $3`, [
          group,
          row.topic,
          row.key,
        ]);
      return true;
    });
  }

  /** The key is held by a session lock on a connection of its own, so that it ends with the process. */
  override async takeReleased(group: string): Promise<ReleasedKey | null> {
    const { rows } = await onConnection(this.pool, (client) =>
      client.query<Pick<Row, 'topic' | 'key'>>(
        `SELECT topic, message_key AS key FROM ${this.keys} WHERE consumer_group = $1 AND state = 'released' ORDER BY since LIMIT $2`,
        [group, MAX_CANDIDATES],
      ),
    );
    if (rows.length === 0) return null;
    const client = await this.pool.connect();
    let lost = false;
    const onError = (): void => void (lost = true);
    client.on('error', onError);
    const leave = (): void => {
      client.off('error', onError);
      client.release(lost);
    };
    try {
      for (const { topic, key } of rows) {
        const lock = JSON.stringify(['xiezhi', this.schema, 'parked', group, topic, key]);
        const { rows: got } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS locked', [
          lock,
        ]);
        if (got[0]?.locked !== true) continue;
        const unlock = async (): Promise<void> => {
          await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [lock]).catch(() => (lost = true));
        };
        if ((await this.stateOf(client, group, topic, key)) !== 'released') {
          await unlock();
          continue;
        }
        return this.released(client, group, topic, key, async () => {
          await unlock();
          leave();
        });
      }
    } catch (error) {
      lost = true; // with the connection its locks end
      leave();
      throw error;
    }
    leave();
    return null;
  }

  private released(client: PoolClient, group: string, topic: string, key: string, leave: () => Promise<void>): ReleasedKey {
    return {
      topic,
      key,
      next: () =>
        inTransaction(this.pool, async (own) => {
          await this.lock(own, group, topic, key);
          const first = await this.first(own, group, topic, key);
          if (first !== null) return received(first);
          await this.unpark(own, group, topic, key);
          return null;
        }),
      done: async (message) => void (await client.query(`DELETE FROM ${this.messages} WHERE id = $1`, [parkedId(group, message)])),
      failed: (message, reason) =>
        inTransaction(this.pool, async (own) => {
          await own.query(`UPDATE ${this.messages} SET reason = $2 WHERE id = $1 AND state = 'waiting'`, [
            parkedId(group, message),
            reason,
          ]);
          await own.query(
            `UPDATE ${this.keys} SET state = 'parked', reason = $4 WHERE consumer_group = $1 AND topic = $2 AND message_key = $3`,
            [group, topic, key, reason],
          );
        }),
      leave,
    };
  }

  /** Locks the row of a key until the transaction ends. False when the key is not parked. */
  private async lock(client: PoolClient, group: string, topic: string, key: string): Promise<boolean> {
    const sql = `SELECT FROM ${this.keys} WHERE consumer_group = $1 AND topic = $2 AND message_key = $3 FOR UPDATE`;
    return (await client.query(sql, [group, topic, key])).rowCount === 1;
  }

  private async stateOf(client: PoolClient, group: string, topic: string, key: string): Promise<string | null> {
    const sql = `SELECT state FROM ${this.keys} WHERE consumer_group = $1 AND topic = $2 AND message_key = $3`;
    return (await client.query<{ state: string }>(sql, [group, topic, key])).rows[0]?.state ?? null;
  }

  private async first(client: PoolClient, group: string, topic: string, key: string): Promise<Row | null> {
    const sql = `SELECT id, topic, message_key AS key, place, message::text FROM ${this.messages}
      WHERE consumer_group = $1 AND topic = $2 AND message_key = $3 AND state = 'waiting' ORDER BY ordinal LIMIT 1`;
    return (await client.query<Row>(sql, [group, topic, key])).rows[0] ?? null;
  }

  private async unpark(client: PoolClient, group: string, topic: string, key: string): Promise<void> {
    await client.query(`DELETE FROM ${this.keys} WHERE consumer_group = $1 AND topic = $2 AND message_key = $3`, [group, topic, key]);
  }

  private async add(client: PoolClient, group: string, message: ReceivedMessage, reason: string | null): Promise<void> {
    const body = JSON.stringify(toCloudEvent(message));
    await client.query(
      `INSERT INTO ${this.messages} (id, consumer_group, topic, message_key, place, message, reason)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING`,
      [parkedId(group, message), group, message.topic, message.key, message.place, body, reason],
    );
  }
}
