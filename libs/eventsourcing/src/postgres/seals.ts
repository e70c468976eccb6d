import type { Pool, PoolClient } from 'pg';
import type { Checkpoint } from '../message.js';
import type { Seal, SealedUpTo, StreamSeal } from '../sealing/seal.js';
import { qualified } from './identifiers.js';
import { prepared, type Prepared } from './prepared.js';

const MAX_PAGE = 1_000;

interface SealRow extends Omit<Seal, 'ordinal'> {
  readonly ordinal: string;
}

/** The rows that hold the seals of a log. */
export class Seals {
  private readonly newest: Prepared;
  private readonly newestOf: Prepared;
  private readonly adding: Prepared;
  private readonly paging: Prepared;

  constructor(schema: string) {
    const table = qualified(schema, 'event_seals');
    this.newest = prepared(`SELECT ordinal, position, encode(chain, 'hex') AS chain FROM ${table} ORDER BY position DESC LIMIT 1`);
    this.newestOf = prepared(
      `SELECT u.stream, s.revision, encode(s.seal, 'hex') AS seal FROM unnest($1::text[]) AS u(stream) CROSS JOIN LATERAL
         (SELECT revision, seal FROM ${table} WHERE stream = u.stream COLLATE "C" ORDER BY revision DESC LIMIT 1) AS s`,
    );
    this.adding = prepared(
      `INSERT INTO ${table} (position, ordinal, stream, revision, event_id, previous, seal, chain, algorithm)
       SELECT position, ordinal, stream, revision, "eventId", decode(previous, 'hex'), decode(seal, 'hex'), decode(chain, 'hex'), algorithm
         FROM json_to_recordset($1) AS s (position text, ordinal bigint, stream text, revision integer, "eventId" uuid, previous text,
                                          seal text, chain text, algorithm text)`,
    );
    this.paging = prepared(
      `SELECT ordinal, position, stream, revision, event_id AS "eventId", encode(previous, 'hex') AS previous, encode(seal, 'hex') AS seal,
              encode(chain, 'hex') AS chain, algorithm
         FROM ${table} WHERE position > $1 COLLATE "C" AND position <= $2 COLLATE "C" ORDER BY position LIMIT ${MAX_PAGE}`,
    );
  }

  /** Where sealing stands; `null` when nothing is sealed. */
  async last(client: Pool | PoolClient): Promise<SealedUpTo | null> {
    const { rows } = await client.query<{ ordinal: string; position: Checkpoint; chain: string }>(this.newest);
    return rows[0] === undefined ? null : { ...rows[0], ordinal: Number(rows[0].ordinal) };
  }

  /** The newest seals of these streams; one without seals is missing from the answer. */
  async lastOf(client: PoolClient, streams: readonly string[]): Promise<ReadonlyMap<string, StreamSeal>> {
    const { rows } = await client.query<StreamSeal & { stream: string }>({ ...this.newestOf, values: [[...new Set(streams)]] });
    return new Map(rows.map(({ stream, revision, seal }) => [stream, { revision, seal }]));
  }

  async add(client: PoolClient, seals: readonly Seal[]): Promise<void> {
    await client.query({ ...this.adding, values: [JSON.stringify(seals)] });
  }

  /** All seals up to `upTo`, in order, read page by page. */
  async *all(client: Pool | PoolClient, upTo: Checkpoint): AsyncGenerator<Seal, void, undefined> {
    for (let after: Checkpoint = ''; ;) {
      const { rows } = await client.query<SealRow>({ ...this.paging, values: [after, upTo] });
      for (const row of rows) yield { ...row, ordinal: Number(row.ordinal) };
      if (rows.length < MAX_PAGE) return;
      after = rows.at(-1)!.position;
    }
  }
}
