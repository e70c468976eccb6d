import type { Pool } from 'pg';
import type { Accepts, InboxItem } from '../inbox.js';
import { whyUnusable } from '../inbox.js';
import type { Json, JsonObject } from '../message.js';
import type { ReceivedMessage } from '../message-bus.js';
import { Poison } from '../parking.js';
import { PostgresFeed } from './feed.js';
import { qualified } from './identifiers.js';
import { toCheckpoint, toIso, type RawRow } from './rows.js';
import type { Signal } from './signal.js';

const COLUMNS = ['source', 'id', 'topic', 'message_key', 'type', 'time', 'subject', 'data', 'extensions', 'received_at'] as const;

const decode = (row: RawRow): InboxItem => ({
  position: toCheckpoint(row[0]!),
  source: row[1]!,
  id: row[2]!,
  topic: row[3]!,
  key: row[4]!,
  type: row[5]!,
  time: toIso(row[6]!),
  subject: row[7] ?? null,
  data: JSON.parse(row[8]!) as JsonObject,
  extensions: JSON.parse(row[9]!) as Readonly<Record<string, string>>,
  receivedAt: toIso(row[10]!),
});

/** What a service heard: each message once, in a table that its read models and workflows follow and are rebuilt from. */
export class Inbox {
  private readonly table: string;

  constructor(
    private readonly pool: Pool,
    schema: string,
    private readonly accepts: Accepts,
    private readonly arrived: Signal,
  ) {
    this.table = qualified(schema, 'inbox');
  }

  /** Everything that was stored, in the order it came. */
  feed(): PostgresFeed<InboxItem> {
    return new PostgresFeed({
      pool: this.pool,
      table: this.table,
      positionColumn: 'position',
      columns: COLUMNS,
      decode,
      committed: this.arrived,
    });
  }

  /**
   * Stores messages in one statement; those that came before are left alone.
   * @throws Poison when one breaks its contract: none of them is stored then
   */
  async receive(messages: readonly ReceivedMessage[]): Promise<void> {
    for (const message of messages) {
      const reason = whyUnusable(this.accepts, message);
      if (reason !== null) throw new Poison(`${message.type} breaks its contract: ${reason}`);
    }
    const rows: Json = messages.map(({ source, id, topic, key, type, time, subject, data, extensions }) => ({
      source,
      id,
      topic,
      message_key: key,
      type,
      time,
      subject: subject ?? null,
      data,
      extensions: extensions ?? {},
    }));
    await this.pool.query({
      name: `inbox ${this.table}`,
      text: `INSERT INTO ${this.table} (source, id, topic, message_key, type, time, subject, data, extensions)
             SELECT source, id, topic, message_key, type, time, subject, data, extensions FROM ROWS FROM (jsonb_to_recordset($1) AS
               (source text, id text, topic text, message_key text, type text, time timestamptz, subject text, data jsonb, extensions jsonb))
               WITH ORDINALITY AS given (source, id, topic, message_key, type, time, subject, data, extensions, place)
             ORDER BY place ON CONFLICT (source, id) DO NOTHING`,
      values: [JSON.stringify(rows)],
    });
    this.arrived.fire();
  }
}
