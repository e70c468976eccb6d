import { integerArray, jsonArray, smallIntegerArray, textArray, uuidArray } from './arrays.js';
import type { Pending } from './pending.js';
import { prepared, type Prepared } from './prepared.js';
import { EVENT_COLUMNS, RAW_TYPES } from './rows.js';

/** A prepared statement with raw rows, as `pg` takes it. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: (Buffer | string | number)[];
  readonly rowMode: 'array';
  readonly types: typeof RAW_TYPES;
}

const statement = (query: Prepared, values: Statement['values']): Statement => ({ ...query, values, rowMode: 'array', types: RAW_TYPES });

const SOURCE = 'u(stream, revision, event_id, type, schema_version, data, meta, expected)';

/**
 * How a revision that is taken is met: `careful` leaves that append out; `hopeful` fails the batch (SQLSTATE 23505), and is an eighth
 * cheaper as long as it does not happen.
 */
export type Care = 'hopeful' | 'careful';

/**
 * The statements on one event table. The expected revision is checked by a scalar subquery, which leaves the append out without an error;
 * a revision that is taken is found by the unique key.
 */
export class Statements {
  readonly #appendOne: Record<Care, Prepared>;
  readonly #append: Record<Care, Prepared>;
  readonly #appendWhole: Record<Care, Prepared>;
  readonly #standing: Prepared;
  readonly #read: Prepared;

  constructor(table: string) {
    // The order of the rows is the order of the streams' names: two batches never wait for each other crosswise.
    const insert = (
      source: string,
      onConflict: string,
    ): string => `insert into ${table} (stream, revision, event_id, type, schema_version, data, meta)
      select u.stream, u.revision, u.event_id, u.type, u.schema_version, u.data, u.meta from ${source}
       where case when u.expected < 0 then true
                  else (select e.event_id from ${table} e where e.stream = u.stream collate "C" and e.revision = u.expected) <> u.event_id end
      ${onConflict} returning stream, revision, position, recorded_at`;
    const one = `(select $1::text, $2::int4, $3::uuid, $4::text, $5::int2, $6::json, $7::json, $8::int4) as ${SOURCE}`;
    const many = `unnest($1::text[], $2::int4[], $3::uuid[], $4::text[], $5::int2[], $6::json[], $7::json[], $8::int4[]) as ${SOURCE}`;
    const careful = 'on conflict (stream, revision) do nothing';
    const whole = (inserted: string): string => `with inserted as (${inserted})
      select i.stream, max(i.revision), max(i.position), max(i.recorded_at), 1 / (case when count(*) = n.events then 1 else 0 end)
        from inserted i join unnest($9::text[], $10::int4[]) as n(stream, events) on n.stream collate "C" = i.stream
       group by i.stream, n.events`;
    this.#appendOne = { hopeful: prepared(insert(one, '')), careful: prepared(insert(one, careful)) };
    this.#append = { hopeful: prepared(insert(many, '')), careful: prepared(insert(many, careful)) };
    this.#appendWhole = { hopeful: prepared(whole(insert(many, ''))), careful: prepared(whole(insert(many, careful))) };
    this.#standing = prepared(`select u.ordinal, e.event_id, e.position, e.recorded_at
        from unnest($1::text[], $2::int4[], $3::int4[]) with ordinality as u(stream, first, last, ordinal)
       cross join lateral (select revision, event_id, position, recorded_at from ${table} e
                            where e.stream = u.stream collate "C" and e.revision between u.first and u.last) e
       order by u.ordinal, e.revision`);
    this.#read = prepared(
      `select position, ${EVENT_COLUMNS.join(', ')} from ${table} where stream = $1 and revision >= $2 order by revision limit $3`,
    );
  }

  /**
   * Stores a batch of appends to different streams. Answers a row `[stream, revision, position, recorded_at]` for each that was stored, of its last event.
   * A batch with longer appends fails as a whole (SQLSTATE 22012) should one of them be storable only in part.
   */
  append(batch: readonly Pending[], care: Care): Statement {
    const events = batch.flatMap(({ events }) => events);
    const [only] = events;
    if (events.length === 1 && only !== undefined) {
      // Nearly a third cheaper than an array of one.
      const { stream, first } = batch[0]!;
      const { id, type, schemaVersion, data, meta } = only;
      return statement(this.#appendOne[care], [stream, first, id, type, schemaVersion, data, meta, first - 1]);
    }
    const single = events.length === batch.length;
    const expected = batch.flatMap(({ first, events }) => events.map(() => first - 1));
    const values = [
      textArray(single ? batch.map(({ stream }) => stream) : batch.flatMap(({ stream, events }) => events.map(() => stream))),
      integerArray(batch.flatMap(({ first, events }) => events.map((_, index) => first + index))),
      uuidArray(events.map(({ id }) => id)),
      textArray(events.map(({ type }) => type)),
      smallIntegerArray(events.map(({ schemaVersion }) => schemaVersion)),
      jsonArray(events.map(({ data }) => data)),
      jsonArray(events.map(({ meta }) => meta)),
      integerArray(expected),
    ];
    if (single) return statement(this.#append[care], values);
    const sizes = integerArray(batch.map(({ events }) => events.length));
    return statement(this.#appendWhole[care], [...values, textArray(batch.map(({ stream }) => stream)), sizes]);
  }

  /** What stands where these appends wanted to stand: `[ordinal of the append, event_id, position, recorded_at]`, in order. */
  standing(appends: readonly Pending[]): Statement {
    return statement(this.#standing, [
      textArray(appends.map(({ stream }) => stream)),
      integerArray(appends.map(({ first }) => first)),
      integerArray(appends.map(({ first, events }) => first + events.length - 1)),
    ]);
  }

  read(stream: string, from: number, max: number): Statement {
    return statement(this.#read, [stream, from, max]);
  }
}
