import type { Pool } from 'pg';
import { NotACloudEvent, fromCloudEvent, toCloudEvent } from '../cloud-event.js';
import type { Json } from '../message.js';
import { type BusMessage, MAX_MESSAGE_BYTES, type ReceivedMessage } from '../message-bus.js';
import { qualified } from './identifiers.js';
import { type Prepared, prepared } from './prepared.js';
import { onConnection } from './transaction.js';

const MESSAGES_PER_INSERT = 1_000;
/** A lag is counted up to here. */
const MAX_COUNTED = 100_000;

/** A message as it lies in the table, or why it is none. */
export type Row =
  | { readonly position: string; readonly message: ReceivedMessage }
  | { readonly position: string; readonly unreadable: { place: string; topic: string; key: string; value: Uint8Array; reason: string } };

const padded = (position: string): string => position.padStart(19, '0');

/** The `messages` table of the bus. Positions are strings of 19 digits that compare as they are. */
export class BusMessages {
  private readonly inserting: Prepared;
  private readonly reading: Prepared;
  private readonly newest: Prepared;
  private readonly counting: Prepared;
  private readonly pruning: Prepared;

  constructor(
    private readonly pool: Pool,
    schema: string,
  ) {
    const messages = qualified(schema, 'messages');
    const checkpoints = qualified(schema, 'checkpoints');
    this.inserting = prepared(
      `INSERT INTO ${messages} (topic, message_key, message)
       SELECT topic, key, message::json FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS u (topic, key, message, n) ORDER BY n`,
    );
    this.reading = prepared(
      `SELECT m.position::text, m.message_key AS key, m.message::text FROM ${messages} m
       WHERE m.topic = $1 AND m.position > $2::bigint ORDER BY m.position LIMIT $3`,
    );
    this.newest = prepared(
      `SELECT topic, (SELECT max(position)::text FROM ${messages} m WHERE m.topic = t.topic) AS position FROM unnest($1::text[]) AS t (topic)`,
    );
    this.counting = prepared(
      `SELECT count(*)::integer AS lag FROM (
         SELECT FROM ${messages} WHERE topic = $1
         AND position > coalesce((SELECT position FROM ${checkpoints} WHERE name = $1 || ' ' || $2), '0')::bigint LIMIT ${MAX_COUNTED}
       ) AS waiting`,
    );
    this.pruning = prepared(
      `DELETE FROM ${messages} WHERE position IN (
         SELECT m.position FROM ${messages} m WHERE m.published_at < now() - make_interval(days => $1)
         AND NOT EXISTS (SELECT FROM ${checkpoints} c WHERE split_part(c.name, ' ', 1) = m.topic AND coalesce(c.position, '0')::bigint < m.position)
         ORDER BY m.published_at LIMIT $2
       )`,
    );
  }

  /** Stores messages in their order, at most {@link MESSAGES_PER_INSERT} a transaction. */
  async insert(messages: readonly BusMessage[]): Promise<void> {
    const bodies = messages.map((message) => {
      const body = JSON.stringify(toCloudEvent(message));
      const bytes = Buffer.byteLength(body);
      if (bytes > MAX_MESSAGE_BYTES)
        throw new RangeError(`message ${message.id} has ${bytes} bytes; at most ${MAX_MESSAGE_BYTES} can be sent`);
      return body;
    });
    for (let from = 0; from < messages.length; from += MESSAGES_PER_INSERT) {
      const part = messages.slice(from, from + MESSAGES_PER_INSERT);
      const values = [part.map(({ topic }) => topic), part.map(({ key }) => key), bodies.slice(from, from + MESSAGES_PER_INSERT)];
      await onConnection(this.pool, (client) => client.query({ ...this.inserting, values }));
    }
  }

  /** Messages of a topic behind a position, in order. */
  async read(topic: string, after: string | null, max: number): Promise<readonly Row[]> {
    const { rows } = await onConnection(this.pool, (client) =>
      client.query<{ position: string; key: string; message: string }>({ ...this.reading, values: [topic, after ?? '0', max] }),
    );
    return rows.map(({ position, key, message }) => {
      const place = `${topic}/0/${position}`;
      try {
        return { position: padded(position), message: { ...fromCloudEvent(JSON.parse(message) as Json, { topic, key }), place } };
      } catch (error) {
        if (!(error instanceof NotACloudEvent)) throw error;
        return {
          position: padded(position),
          unreadable: { place, topic, key, value: Buffer.from(message, 'utf8'), reason: error.message },
        };
      }
    });
  }

  /** The newest position of each topic that has one. */
  async newestOf(topics: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { rows } = await onConnection(this.pool, (client) =>
      client.query<{ topic: string; position: string | null }>({ ...this.newest, values: [[...topics]] }),
    );
    return new Map(rows.flatMap(({ topic, position }) => (position === null ? [] : [[topic, padded(position)] as const])));
  }

  /** Messages of a topic that a group has not handled, counted up to 100,000. */
  async lag(group: string, topic: string): Promise<number> {
    const { rows } = await onConnection(this.pool, (client) => client.query<{ lag: number }>({ ...this.counting, values: [topic, group] }));
    return rows[0]?.lag ?? 0;
  }

  /** Deletes at most `max` messages older than `days` days that every group of their topic has handled; answers how many. */
  async prune(days: number, max: number): Promise<number> {
    const { rowCount } = await onConnection(this.pool, (client) => client.query({ ...this.pruning, values: [days, max] }));
    return rowCount ?? 0;
  }
}
