import { randomUUID } from 'node:crypto';
import { Client, type Pool } from 'pg';
import type { NewEvent } from '../../libs/eventsourcing/src/message.js';
import { eventTable } from '../support/event-log.js';
import { testPool } from '../support/postgres.js';

/** One figure of the benchmark, as it stands in `bench-results.json`. */
export interface Row {
  readonly row: string;
  readonly value: number;
  readonly target: number;
  readonly better: 'higher' | 'lower';
  readonly met: boolean;
  readonly detail: string;
}

export const ROUNDS = 9;

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
};

export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;

export function rowOf(row: string, value: number, target: number, better: Row['better'], detail: string): Row {
  const rounded = Number(value.toPrecision(3));
  return { row, value: rounded, target, better, met: better === 'higher' ? value >= target : value <= target, detail };
}

export interface Ratios {
  readonly median: number;
  readonly detail: string;
}

/**
 * Ours and the baseline in turn, after one round of each that does not count; who goes first changes from round to round. The value is
 * the median of the rounds' ratios, never a ratio of medians of different minutes.
 */
export async function ratioRounds(
  ours: () => Promise<number>,
  baseline: () => Promise<number>,
  unit: string,
  rounds = ROUNDS,
): Promise<Ratios> {
  await baseline();
  await ours();
  const taken: { readonly ours: number; readonly baseline: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const first = round % 2 === 0 ? await ours() : await baseline();
    const second = round % 2 === 0 ? await baseline() : await ours();
    taken.push(round % 2 === 0 ? { ours: first, baseline: second } : { ours: second, baseline: first });
  }
  const ratios = taken.map((round) => round.ours / round.baseline);
  const figure = (value: number): string => (value >= 100 ? String(Math.round(value)) : value.toPrecision(3));
  const spread = `${figure(Math.min(...ratios))}–${figure(Math.max(...ratios))}`;
  const [own, base] = [median(taken.map((round) => round.ours)), median(taken.map((round) => round.baseline))];
  return { median: median(ratios), detail: `${figure(own)} ÷ ${figure(base)} ${unit}, ${rounds} rounds, ${spread}` };
}

/** Calls a second of `call` from `callers` loops in `milliseconds`. */
export async function rate(callers: number, milliseconds: number, call: (caller: number) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      while (performance.now() - start < milliseconds) {
        await call(caller);
        done += 1;
      }
    }),
  );
  return done / ((performance.now() - start) / 1_000);
}

let made = 0;

/** An event of about 700 bytes of JSON, its ids as scattered as those a service derives. Cheap, for the making is measured too. */
export function sampleEvent(): NewEvent {
  made += 1;
  const commandId = randomUUID();
  return {
    id: randomUUID(),
    type: 'LawyerAssigned',
    schemaVersion: 1,
    data: {
      requestId: commandId,
      lawyerId: 'lawyer-0190a5c8-3f10-7a54',
      stage: 'investigation',
      说明: '指派律师提供法律援助。指派律师提供法律援助。',
      clock: { due: '2026-03-04', unit: 'day', basis: 'CPL-34' },
      n: made,
    },
    meta: {
      actor: { agency: 'agency-540100-justice', role: 'dispatcher', person: '0190a5c8-3f10-7a54-9d3e-2b1c0d9e8f7a' },
      commandId,
      correlationId: commandId,
      division: '540102',
    },
  };
}

const TRY_EVERY_MS = 100;

/** Tries until `work` neither fails nor says `false`, and gives its answer. @throws Error `otherwise` with the last failure, after `withinMs` */
export async function until<T>(work: () => Promise<T>, withinMs: number, otherwise: string): Promise<T> {
  const end = performance.now() + withinMs;
  for (let cause: unknown; ;) {
    try {
      const answer = await work();
      if (answer !== false) return answer;
    } catch (error) {
      cause = error;
    }
    if (performance.now() > end) throw new Error(`${otherwise} within ${withinMs} ms`, { cause });
    await new Promise((resolve) => setTimeout(resolve, TRY_EVERY_MS));
  }
}

export const newStream = (): string => `bench-${randomUUID()}`;

export interface BenchLog {
  readonly url: string;
  /** Connects with the log's schema first in the search path. */
  connect(max: number): Pool;
  execute(sql: string): Promise<void>;
  drop(): Promise<void>;
}

/** A new event log in a schema of its own. */
export async function benchLog(serverUrl: string, schema: string): Promise<BenchLog> {
  const url = new URL(serverUrl);
  url.searchParams.set('options', `-c search_path=${schema}`);
  const pools: Pool[] = [];
  const execute = async (sql: string): Promise<void> => {
    const client = new Client({ connectionString: url.href });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  await execute(`drop schema if exists ${schema} cascade; create schema ${schema}`);
  await execute(await eventTable());
  return {
    url: url.href,
    execute,
    connect: (max) => {
      const pool = testPool(url.href, { max });
      pools.push(pool);
      return pool;
    },
    drop: async () => {
      for (const pool of pools) await pool.end();
      await execute(`drop schema ${schema} cascade`);
    },
  };
}
