import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { Feed } from '../../libs/eventsourcing/src/feed.js';
import type { NewEvent } from '../../libs/eventsourcing/src/message.js';
import { PostgresEventStore, postgresEventFeed, Signal } from '../../libs/eventsourcing/src/postgres/index.js';
import { startTestServer } from '../support/postgres.js';
import { sealedAppends } from './sealing.bench.js';
import { benchLog, median, newStream, percentile, rate, ratioRounds, rowOf, sampleEvent, type BenchLog, type Row } from './support.js';

const CALLERS = 64;
const ROUND_MS = 500;
const CONNECTIONS_TRIED = [4, 8, 16, 32, 64];
const BULK = 100;
const CATCH_UP_EVENTS = 50_000;
const PAGE = 1_000;
const LAG_ROUNDS = 5;
const LAG_ROUND_MS = 4_000;
const LAG_APPEND_EVERY_MS = 5;
const LAG_ROLLBACK_EVERY = 20;
const [SMALL, LARGE] = [10_000, 1_000_000];
const EVENTS_PER_FILLED_STREAM = 5;
const APPENDS_PER_SIZE_ROUND = 2_000;
const SIZE_ROUNDS = 15;
const WARM_UP_APPENDS = 256;

const INSERT = 'insert into events (stream, revision, event_id, type, schema_version, data, meta) values ($1, $2, $3, $4, $5, $6, $7)';
const valuesOf = (stream: string, revision: number, event: NewEvent): unknown[] => [
  ...[stream, revision, event.id, event.type, event.schemaVersion],
  ...[event.data, event.meta],
];
const insertOne = (pool: Pool, stream: string, revision: number): Promise<unknown> =>
  pool.query({ name: 'plain insert', text: INSERT, values: valuesOf(stream, revision, sampleEvent()) });

/** Calls that append one event a time: each to a new stream, or each caller to a stream of its own. */
type Kind = 'new' | 'existing';
const KINDS: readonly Kind[] = ['new', 'existing'];

function appending(kind: Kind, append: (stream: string, revision: number) => Promise<unknown>): (caller: number) => Promise<unknown> {
  const own = new Map<number, { readonly stream: string; revision: number }>();
  return (caller) => {
    if (kind === 'new') return append(newStream(), 0);
    const there = own.get(caller) ?? { stream: newStream(), revision: -1 };
    own.set(caller, there);
    there.revision += 1;
    return append(there.stream, there.revision);
  };
}

const appendOne = (store: PostgresEventStore, stream: string, revision: number): Promise<unknown> =>
  store.append(stream, revision === 0 ? 'no_stream' : revision - 1, [sampleEvent()]);

async function bestPool(log: BenchLog): Promise<{ readonly pool: Pool; readonly connections: number }> {
  let best = { pool: log.connect(CONNECTIONS_TRIED[0]!), connections: CONNECTIONS_TRIED[0]!, rate: 0 };
  for (const connections of CONNECTIONS_TRIED) {
    const pool = log.connect(connections);
    const call = appending('new', (stream, revision) => insertOne(pool, stream, revision));
    await rate(connections, ROUND_MS, call);
    const reached = await rate(connections, 2 * ROUND_MS, call);
    if (reached > best.rate) best = { pool, connections, rate: reached };
  }
  return best;
}

/** The lower of two figures is the figure: no row is met by its easier half. */
const lower = <T extends { readonly median: number }>(figures: readonly T[]): number => Math.min(...figures.map((figure) => figure.median));

async function againstPlainInsert(log: BenchLog): Promise<readonly Row[]> {
  const store = new PostgresEventStore({ pool: log.connect(4) });
  const { pool, connections } = await bestPool(log);
  const rows: Row[] = [];
  for (const [callers, target] of [
    [CALLERS, 2.5],
    [1, 0.65],
  ] as const) {
    const figures = [];
    for (const kind of KINDS) {
      const ours = appending(kind, (stream, revision) => appendOne(store, stream, revision));
      const plain = appending(kind, (stream, revision) => insertOne(pool, stream, revision));
      const width = callers === 1 ? 1 : connections;
      const figure = await ratioRounds(
        () => rate(callers, ROUND_MS, ours),
        () => rate(width, ROUND_MS, plain),
        'events/s',
      );
      figures.push({ ...figure, detail: `${kind} streams ${figure.median.toPrecision(3)} (${figure.detail})` });
    }
    const against = callers === 1 ? 'one connection' : `${connections} connections, its best`;
    const detail = `${figures.map((figure) => figure.detail).join('; ')}; plain INSERT over ${against}`;
    rows.push(
      rowOf(`append, ${callers} caller${callers === 1 ? '' : 's'} ÷ plain INSERT per commit`, lower(figures), target, 'higher', detail),
    );
  }
  await store.close();
  return rows;
}

async function againstEmmett(log: BenchLog, peerLog: BenchLog): Promise<readonly Row[]> {
  const store = new PostgresEventStore({ pool: log.connect(4) });
  const peer = getPostgreSQLEventStore(peerLog.url, { schema: { autoMigration: 'CreateOrUpdate' } });
  await peer.schema.migrate();
  const rows: Row[] = [];
  for (const [callers, target] of [
    [CALLERS, 8],
    [1, 2],
  ] as const) {
    const figures = [];
    for (const kind of KINDS) {
      const ours = appending(kind, (stream, revision) => appendOne(store, stream, revision));
      const theirs = appending(kind, (stream, revision) => {
        const { type, data, meta } = sampleEvent();
        const event = { type, data, kind: 'Event' as const, metadata: meta };
        return peer.appendToStream(stream, [event], { expectedStreamVersion: revision === 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(revision) });
      });
      const figure = await ratioRounds(
        () => rate(callers, ROUND_MS, ours),
        () => rate(callers, ROUND_MS, theirs),
        'events/s',
      );
      figures.push({ ...figure, detail: `${kind} streams ${figure.median.toPrecision(3)} (${figure.detail})` });
    }
    const detail = figures.map((figure) => figure.detail).join('; ');
    rows.push(rowOf(`append, ${callers} caller${callers === 1 ? '' : 's'} ÷ emmett-postgresql`, lower(figures), target, 'higher', detail));
  }
  await peer.close();
  await store.close();
  return rows;
}

async function inBulk(log: BenchLog): Promise<Row> {
  const store = new PostgresEventStore({ pool: log.connect(4) });
  const pool = log.connect(1);
  const places = Array.from({ length: BULK }, (_, n) => `(${[1, 2, 3, 4, 5, 6, 7].map((place) => `$${n * 7 + place}`).join(',')})`).join(
    ',',
  );
  const text = `insert into events (stream, revision, event_id, type, schema_version, data, meta) values ${places}`;
  const events = (): NewEvent[] => Array.from({ length: BULK }, sampleEvent);
  const figure = await ratioRounds(
    async () => BULK * (await rate(1, ROUND_MS, () => store.append(newStream(), 'no_stream', events()))),
    async () =>
      BULK *
      (await rate(1, ROUND_MS, () => {
        const stream = newStream();
        return pool.query({ name: 'raw bulk', text, values: events().flatMap((event, revision) => valuesOf(stream, revision, event)) });
      })),
    'events/s',
  );
  await store.close();
  return rowOf(`append of ${BULK} events in one call ÷ raw ${BULK}-row INSERT`, figure.median, 0.5, 'higher', figure.detail);
}

const filledStream = (n: number): string => `filled-${createHash('md5').update(String(n)).digest('hex')}`;

async function fill(log: BenchLog, events: number): Promise<void> {
  const sample = sampleEvent();
  const text = (value: unknown): string => `'${JSON.stringify(value).replaceAll("'", "''")}'::jsonb`;
  await log.execute(`insert into events (stream, revision, event_id, type, schema_version, data, meta)
    select 'filled-' || md5((n / ${EVENTS_PER_FILLED_STREAM})::text), n % ${EVENTS_PER_FILLED_STREAM}, gen_random_uuid(), 'LawyerAssigned', 1,
           ${text(sample.data)} || jsonb_build_object('n', n), ${text(sample.meta)}
      from generate_series(0, ${events - 1}) n`);
  await log.execute('vacuum analyze events');
}

async function catchUp(serverUrl: string): Promise<Row> {
  const log = await benchLog(serverUrl, 'bench_read');
  await fill(log, CATCH_UP_EVENTS);
  const pool = log.connect(4);
  const feed = postgresEventFeed({ pool });
  const ours = async (): Promise<number> => {
    const start = performance.now();
    let count = 0;
    for await (const { items, caughtUp } of feed.subscribe({ after: null, signal: new AbortController().signal, batchSize: PAGE })) {
      count += items.length;
      if (caughtUp || count >= CATCH_UP_EVENTS) break;
    }
    return count / ((performance.now() - start) / 1_000);
  };
  const bare = async (): Promise<number> => {
    const start = performance.now();
    let [count, after] = [0, '0'];
    for (;;) {
      const { rows } = await pool.query<{ position: string }>({
        name: 'bare page',
        text: `select position, stream, revision, event_id, type, schema_version, data, meta, recorded_at
                 from events where position > $1 order by position limit ${PAGE}`,
        values: [after],
      });
      count += rows.length;
      if (rows.length < PAGE) break;
      after = rows.at(-1)!.position;
    }
    return count / ((performance.now() - start) / 1_000);
  };
  const figure = await ratioRounds(ours, bare, 'events/s');
  await log.drop();
  return rowOf('catch-up read of the feed, decoded ÷ bare SELECT by keyset pages', figure.median, 0.6, 'higher', figure.detail);
}

async function lagRound(feed: Feed, store: PostgresEventStore, pool: Pool): Promise<readonly number[]> {
  const ending = new AbortController();
  const sent = new Map<string, number>();
  const lags: number[] = [];
  const after = await feed.head();
  const reading = (async () => {
    for await (const { items } of feed.subscribe({ after, signal: ending.signal })) {
      for (const { id } of items) if (sent.has(id)) lags.push(performance.now() - sent.get(id)!);
    }
  })();
  const unrelated = await pool.connect();
  await unrelated.query('begin; insert into unrelated values (1)');
  const end = performance.now() + LAG_ROUND_MS;
  for (let n = 1; performance.now() < end; n += 1) {
    const event = sampleEvent();
    sent.set(event.id, performance.now());
    const appended = store.append(newStream(), 'no_stream', [event]);
    if (n % LAG_ROLLBACK_EVERY === 0) {
      const client = await pool.connect();
      await client.query('begin');
      await client.query(INSERT, valuesOf(newStream(), 0, sampleEvent()));
      await client.query('rollback');
      client.release();
    }
    await Promise.all([appended, new Promise((resolve) => setTimeout(resolve, LAG_APPEND_EVERY_MS))]);
  }
  await unrelated.query('rollback');
  unrelated.release();
  while (lags.length < sent.size) await new Promise((resolve) => setTimeout(resolve, LAG_APPEND_EVERY_MS));
  ending.abort();
  await reading;
  return lags;
}

async function liveLag(log: BenchLog): Promise<Row> {
  const pool = log.connect(8);
  const committed = new Signal();
  await log.execute('create table unrelated (n int)');
  const store = new PostgresEventStore({ pool, committed });
  // Another process hears of nothing: the feed finds what is new by looking, the slower of its two ways.
  const feed = postgresEventFeed({ pool });
  const rounds: number[] = [];
  for (let round = 0; round < LAG_ROUNDS; round += 1) rounds.push(percentile(await lagRound(feed, store, pool), 0.99));
  await store.close();
  const detail = `${LAG_ROUNDS} rounds of ${LAG_ROUND_MS} ms, ms from the call of append to the reader, polling, a rolled-back writer every ${LAG_ROLLBACK_EVERY} appends: ${rounds.map((value) => value.toFixed(0)).join(', ')}`;
  return rowOf('live lag p99 with an unrelated 4 s write transaction open (ms)', median(rounds), 250, 'lower', detail);
}

/** Microseconds an append: half of them to streams that are there, each taken once, half to new ones. */
async function costOf(log: BenchLog, streams: Iterator<number>): Promise<number> {
  const store = new PostgresEventStore({ pool: log.connect(2) });
  const append = (n: number): Promise<unknown> => {
    const filled = n % 2 === 0 ? streams.next() : null;
    if (filled === null || filled.done === true) return store.append(newStream(), 'no_stream', [sampleEvent()]);
    return store.append(filledStream(filled.value), EVENTS_PER_FILLED_STREAM - 1, [sampleEvent()]);
  };
  await Promise.all(Array.from({ length: WARM_UP_APPENDS }, (_, n) => append(n)));
  let done = 0;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: CALLERS }, async () => {
      while (done < APPENDS_PER_SIZE_ROUND) await append((done += 1));
    }),
  );
  const microseconds = ((performance.now() - start) * 1_000) / done;
  await store.close();
  return microseconds;
}

/** The numbers of the filled streams, each once, in an order that jumps about. */
function* scattered(streams: number): Generator<number> {
  const step = 7_919;
  for (let n = 0; n < streams; n += 1) yield (n * step) % streams;
}

async function atSize(serverUrl: string): Promise<Row> {
  const large = await benchLog(serverUrl, 'bench_large');
  await fill(large, LARGE);
  const streams = scattered(LARGE / EVENTS_PER_FILLED_STREAM);
  const figure = await ratioRounds(
    () => costOf(large, streams),
    async () => {
      const small = await benchLog(serverUrl, 'bench_small');
      await fill(small, SMALL);
      const microseconds = await costOf(small, scattered(SMALL / EVENTS_PER_FILLED_STREAM));
      await small.drop();
      return microseconds;
    },
    'µs an append',
    SIZE_ROUNDS,
  );
  await large.drop();
  return rowOf('append cost at 1,000,000 stored events ÷ at 10,000', figure.median, 1.2, 'lower', figure.detail);
}

/** The event store on a PostgreSQL of its own. */
export async function run(): Promise<Row[]> {
  const server = await startTestServer();
  try {
    const log = await benchLog(server.url, 'bench');
    const peer = await benchLog(server.url, 'peer');
    const rows = [...(await againstPlainInsert(log)), ...(await againstEmmett(log, peer)), await inBulk(log), await catchUp(server.url)];
    rows.push(...(await sealedAppends(log)), await liveLag(log), await atSize(server.url));
    await log.drop();
    await peer.drop();
    return rows;
  } finally {
    await server.stop();
  }
}
