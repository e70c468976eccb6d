// A process that appends for a while: `append-worker <url> <mode> <milliseconds> <shared stream>...`; prints the ids it was answered for.
// Mode `store` goes through the store, mode `transactions` inserts within longer transactions as a service that keeps plain tables does.
import { RevisionConflict } from '../../../libs/eventsourcing/src/event-store.js';
import { newEvent, newStream } from '../../../libs/eventsourcing/src/testing/sample-events.js';
import { PostgresEventStore } from '../../../libs/eventsourcing/src/postgres/event-store.js';
import { testPool } from '../postgres.js';

const [, , url, mode, milliseconds, ...shared] = process.argv;
const WRITERS = 6;
const pool = testPool(url!, { max: WRITERS });
const store = new PostgresEventStore({ pool });
const until = Date.now() + Number(milliseconds);
const acknowledged: string[] = [];
let conflicts = 0;

async function throughTheStore(writer: number): Promise<void> {
  const own = newStream('own');
  let revision = -1;
  for (let n = 0; Date.now() < until; n += 1) {
    const events = Array.from({ length: n % 5 === 0 ? 3 : 1 }, () => newEvent());
    if (n % 2 === 0) {
      revision = (await store.append(own, revision < 0 ? 'no_stream' : revision, events)).revision;
    } else {
      const stream = shared[(n + writer) % shared.length]!;
      const from = Math.max(0, revisions.get(stream) ?? 0);
      const there = await store.read(stream, { from });
      const last = there.at(-1)?.revision ?? -1;
      if (last >= 0) revisions.set(stream, last);
      try {
        await store.append(stream, last < 0 ? 'no_stream' : last, events);
      } catch (error) {
        if (!(error instanceof RevisionConflict)) throw error;
        conflicts += 1;
        continue;
      }
    }
    acknowledged.push(...events.map(({ id }) => id));
  }
}
const revisions = new Map<string, number>();

async function inTransactions(writer: number): Promise<void> {
  const stream = newStream('own');
  let revision = 0;
  for (let n = 0; Date.now() < until; n += 1) {
    const client = await pool.connect();
    const event = newEvent();
    try {
      await client.query('begin');
      // A transaction id of its own before the position is drawn, as when a row of the service is written first.
      if ((n + writer) % 2 === 0) await client.query('insert into elsewhere values ($1)', [n]);
      await client.query(
        'insert into events (stream, revision, event_id, type, schema_version, data, meta) values ($1, $2, $3, $4, $5, $6, $7)',
        [stream, revision, event.id, event.type, event.schemaVersion, event.data, event.meta],
      );
      if (n % 3 === 0) await client.query('select pg_sleep($1)', [Math.random() * 0.01]);
      if (n % 50 === 49) {
        await client.query('rollback');
      } else {
        await client.query('commit');
        revision += 1;
        acknowledged.push(event.id);
      }
    } finally {
      client.release();
    }
  }
}

await Promise.all(Array.from({ length: WRITERS }, (_, writer) => (mode === 'store' ? throughTheStore(writer) : inTransactions(writer))));
await pool.end();
process.stdout.write(JSON.stringify({ acknowledged, conflicts }));
