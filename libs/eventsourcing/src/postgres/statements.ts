import { integerArray, jsonbArray, smallIntegerArray, textArray, uuidArray } from './arrays.js';
import type { Pending } from './pending.js';
import { EVENT_COLUMNS, RAW_TYPES } from './rows.js';

/** A prepared statement with raw rows, as `pg` takes it. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: (Buffer | string | number)[];
  readonly rowMode: 'array';
  readonly types: typeof RAW_TYPES;
}

const prepared = (name: string, text: string, values: Statement['values']): Statement => ({
  name,
  text,
  values,
  rowMode: 'array',
  types: RAW_TYPES,
});

/**
 * The statements on one event table. The expected revision is checked by a scalar subquery, a revision that is taken by the unique key;
 * either leaves the append out without an error, so that the others of the batch go on.
 */
export class Statements {
  readonly #insert: string;

  constructor(private readonly table: string) {
    // The order of the rows is the order of the streams' names: two batches never wait for each other crosswise.
    this.#insert = `insert into ${table} (stream, revision, event_id, type, schema_version, data, meta)
      select u.stream, u.revision, u.event_id, u.type, u.schema_version, u.data, u.meta
        from unnest($1::text[], $2::int4[], $3::uuid[], $4::text[], $5::int2[], $6::jsonb[], $7::jsonb[], $8::int4[])
             as u(stream, revision, event_id, type, schema_version, data, meta, expected)
       where case when u.expected < 0 then true
                  else (select e.event_id from ${table} e where e.stream = u.stream collate "C" and e.revision = u.expected) <> u.event_id end
      on conflict (stream, revision) do nothing
      returning stream, position, recorded_at`;
  }

  /**
   * Stores a batch of appends to different streams. Answers a row `[stream, position, recorded_at]` for each that was stored, of its last event.
   * A batch with longer appends fails as a whole (SQLSTATE 22012) should one of them be storable only in part.
   */
  append(batch: readonly Pending[]): Statement {
    const events = batch.flatMap(({ events }) => events);
    const single = events.length === batch.length;
    const expected = batch.flatMap(({ first, events }) => events.map(() => first - 1));
    const values = [
      textArray(single ? batch.map(({ stream }) => stream) : batch.flatMap(({ stream, events }) => events.map(() => stream))),
      integerArray(batch.flatMap(({ first, events }) => events.map((_, index) => first + index))),
      uuidArray(events.map(({ id }) => id)),
      textArray(events.map(({ type }) => type)),
      smallIntegerArray(events.map(({ schemaVersion }) => schemaVersion)),
      jsonbArray(events.map(({ data }) => data)),
      jsonbArray(events.map(({ meta }) => meta)),
      integerArray(expected),
    ];
    if (single) return prepared(`append ${this.table}`, this.#insert, values);
    return prepared(
      `append whole ${this.table}`,
      `with inserted as (${this.#insert})
       select i.stream, max(i.position), max(i.recorded_at), 1 / (case when count(*) = n.events then 1 else 0 end)
         from inserted i join unnest($9::text[], $10::int4[]) as n(stream, events) on n.stream = i.stream collate "C"
        group by i.stream, n.events`,
      [...values, textArray(batch.map(({ stream }) => stream)), integerArray(batch.map(({ events }) => events.length))],
    );
  }

  /** What stands where these appends wanted to stand: `[ordinal of the append, event_id, position, recorded_at]`, in order. */
  standing(appends: readonly Pending[]): Statement {
    return prepared(
      `standing ${this.table}`,
      `select u.ordinal, e.event_id, e.position, e.recorded_at
         from unnest($1::text[], $2::int4[], $3::int4[]) with ordinality as u(stream, first, last, ordinal)
        cross join lateral (select revision, event_id, position, recorded_at from ${this.table} e
                             where e.stream = u.stream collate "C" and e.revision between u.first and u.last) e
        order by u.ordinal, e.revision`,
      [
        textArray(appends.map(({ stream }) => stream)),
        integerArray(appends.map(({ first }) => first)),
        integerArray(appends.map(({ first, events }) => first + events.length - 1)),
      ],
    );
  }

  read(stream: string, from: number, max: number): Statement {
    return prepared(
      `read ${this.table}`,
      `select position, ${EVENT_COLUMNS.join(', ')} from ${this.table} where stream = $1 and revision >= $2 order by revision limit $3`,
      [stream, from, max],
    );
  }
}
