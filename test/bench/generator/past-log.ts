import type { Pool } from 'pg';
import { integerArray, jsonArray, smallIntegerArray, textArray, uuidArray } from '../../../libs/eventsourcing/src/postgres/arrays.js';
import type { PastEvent } from './fill.js';

/** Writes events of the past into an event table that nobody reads meanwhile, with the instants they were stored at. */
export class PastLog {
  constructor(
    private readonly pool: Pool,
    private readonly table: string,
  ) {}

  async store(events: readonly PastEvent[]): Promise<void> {
    await this.pool.query({
      name: 'past events',
      text: `insert into ${this.table} (stream, revision, event_id, type, schema_version, data, meta, recorded_at)
        select stream, revision, event_id, type, schema_version, data, meta, recorded_at::timestamptz
          from unnest($1::text[], $2::int4[], $3::uuid[], $4::text[], $5::int2[], $6::json[], $7::json[], $8::text[]) with ordinality
            as u(stream, revision, event_id, type, schema_version, data, meta, recorded_at, place) order by place`,
      values: [
        textArray(events.map(({ stream }) => stream)),
        integerArray(events.map(({ revision }) => revision)),
        uuidArray(events.map(({ id }) => id)),
        textArray(events.map(({ type }) => type)),
        smallIntegerArray(events.map(({ schemaVersion }) => schemaVersion)),
        jsonArray(events.map(({ data }) => JSON.stringify(data))),
        jsonArray(events.map(({ meta }) => JSON.stringify(meta))),
        textArray(events.map(({ recordedAt }) => recordedAt)),
      ],
    });
  }
}
