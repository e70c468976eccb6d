import autocannon, { type LoadRequest } from 'autocannon';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { sampleNotice } from './notice.js';
import { sharedPostgres, startPlatform, startServer, type PlatformProcess, type ServerProcess, type SharedPostgres } from './processes.js';
import { ratioRounds, rowOf, type Row } from './support.js';

const CONNECTIONS = 64;
const ROUND_SECONDS = 3;
const TRIAL_SECONDS = 2;
const POOLS_TRIED = [5, 10, 20, 40];
/** Open requests that commands and reads go round; many more than are under way at once. */
const OPEN_REQUESTS = 1_024;
const REQUESTS = '/api/assignment/defence-requests';
/** Share of requests that may fail before a round counts as broken. */
const MAX_FAILED = 0.001;

type Next = () => LoadRequest;

/** Answered requests a second of `next` from {@link CONNECTIONS} connections. */
async function load(address: string, next: Next, seconds = ROUND_SECONDS): Promise<number> {
  const result = await autocannon({
    url: address,
    connections: CONNECTIONS,
    duration: seconds,
    requests: [{ setupRequest: (request) => Object.assign(request, next()) }],
  });
  const failed = result.non2xx + result.errors;
  if (failed > result['2xx'] * MAX_FAILED) throw new Error(`${failed} of ${failed + result['2xx']} requests failed`);
  return result['2xx'] / result.duration;
}

const command = (token: string, path: string, body: string): LoadRequest => ({
  method: 'POST',
  path,
  body,
  headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
});

const creating =
  ({ tokens }: PlatformProcess): Next =>
  () =>
    command(tokens.courtClerk, REQUESTS, JSON.stringify(sampleNotice()));

const correction = (): string => {
  const { division: _division, ...notice } = sampleNotice();
  return JSON.stringify(notice);
};

/** Returns for completion (要求补正) and corrections (补正) in turn, going round `ids`. */
function appending({ tokens }: PlatformProcess, ids: readonly string[]): Next {
  const missing = JSON.stringify({ missing: '请补充送达回证及起诉书副本,并注明羁押场所。' });
  let sent = 0;
  return () => {
    const id = ids[sent % ids.length]!;
    const returns = Math.floor(sent / ids.length) % 2 === 0;
    sent += 1;
    return returns
      ? command(tokens.institutionOfficer, `${REQUESTS}/${id}/return`, missing)
      : command(tokens.courtClerk, `${REQUESTS}/${id}/correct`, correction());
  };
}

function reading({ tokens }: PlatformProcess, ids: readonly string[]): Next {
  let sent = 0;
  const headers = { authorization: `Bearer ${tokens.courtClerk}` };
  return () => ({ method: 'GET', path: `${REQUESTS}/${ids[(sent += 1) % ids.length]!}`, headers });
}

async function openRequests({ address, tokens }: PlatformProcess): Promise<readonly string[]> {
  const ids: string[] = [];
  while (ids.length < OPEN_REQUESTS) {
    const answers = await Promise.all(
      Array.from({ length: 32 }, async () => {
        const { path, ...request } = command(tokens.courtClerk, REQUESTS, JSON.stringify(sampleNotice()));
        const answer = await fetch(`${address}${path}`, request as RequestInit);
        if (answer.status !== 201) throw new Error(`a request was not opened: ${answer.status}`);
        return ((await answer.json()) as { id: string }).id;
      }),
    );
    ids.push(...answers);
  }
  return ids;
}

/** The bare server with the number of connections that suits `next` best. */
async function bestBare(postgres: SharedPostgres, worklist: string, next: Next): Promise<{ server: ServerProcess; connections: number }> {
  const tried: { readonly connections: number; readonly perSecond: number }[] = [];
  const start = (connections: number): Promise<ServerProcess> =>
    startServer('test/bench/bare-server.ts', { DATABASE_URL: postgres.url, WORKLIST: worklist, POOL: String(connections) });
  for (const connections of POOLS_TRIED) {
    const server = await start(connections);
    await load(server.address, next, 1);
    tried.push({ connections, perSecond: await load(server.address, next, TRIAL_SECONDS) });
    await server.stop();
  }
  const { connections } = tried.toSorted((a, b) => b.perSecond - a.perSecond)[0]!;
  return { server: await start(connections), connections };
}

async function prepare(postgres: SharedPostgres): Promise<string> {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  try {
    await client.query('create schema bare; create table bare.rows (id bigserial primary key, body jsonb not null)');
    const { rows } = await client.query<{ name: string }>(
      `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname = 'assignment' and tablename ~ '^worklist_v[0-9]'`,
    );
    if (rows.length !== 1) throw new Error(`one worklist table was looked for, ${rows.length} are there`);
    return rows[0]!.name;
  } finally {
    await client.end();
  }
}

/** The rows of the HTTP edge. */
export async function run(): Promise<readonly Row[]> {
  const postgres = await sharedPostgres();
  const platform = await startPlatform(postgres);
  try {
    const worklist = await prepare(postgres);
    const ids = await openRequests(platform);
    await platform.quiet();
    const row = async (name: string, target: number, next: (platform: PlatformProcess) => Next): Promise<Row> => {
      const { server, connections } = await bestBare(postgres, worklist, next(platform));
      try {
        const ours = next(platform);
        const baseline = next(platform);
        const result = await ratioRounds(
          async () => {
            const perSecond = await load(platform.address, ours);
            // What the commands left to do must not slow the other down.
            await platform.quiet();
            return perSecond;
          },
          () => load(server.address, baseline),
          'req/s',
        );
        const detail = `${result.detail}; ${CONNECTIONS} connections; bare with its best of ${POOLS_TRIED.join(', ')} database connections: ${connections}`;
        return rowOf(name, result.median, target, 'higher', detail);
      } finally {
        await server.stop();
      }
    };
    return [
      await row('HTTP command, creating, req/s ÷ bare Fastify route that inserts one row', 0.8, creating),
      await row('HTTP command on an existing stream, req/s ÷ bare Fastify route that inserts one row', 0.6, (at) => appending(at, ids)),
      await row("HTTP read of one request's page, req/s ÷ bare Fastify route with the same SELECT", 0.6, (at) => reading(at, ids)),
    ];
  } finally {
    await platform.stop();
    await postgres.stop();
  }
}
