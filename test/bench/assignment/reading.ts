import type { Pool } from 'pg';
import { Agent, fetch } from 'undici';
import { Chance } from '../generator/chance.js';
import type { PlatformProcess } from '../processes.js';
import { percentile } from '../support.js';

const REQUESTS = '/api/assignment/defence-requests';
/** Colleagues who look at the same time. */
export const CALLERS = 4;
const WARM_UP = 100;
const SAMPLES = 1_000;
/** Rows of an agency that pages, cursors and searches are taken from. */
const ROWS = 2_000;
const SEED = 5;

const agent = new Agent({ connections: 64 });
export const closeReading = (): Promise<void> => agent.close();

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** Milliseconds until the whole answer was there. */
  readonly took: number;
}

/** Calls the platform as the holder of `token`. @throws Error when it is not answered with 2xx */
export async function call(url: string, token: string, init: Parameters<typeof fetch>[1] = {}): Promise<Answer> {
  const began = performance.now();
  const headers = { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string> | undefined) };
  const answer = await fetch(url, { ...init, headers, dispatcher: agent });
  const body: unknown = await answer.json();
  if (!answer.ok) throw new Error(`${new URL(url).pathname} was answered ${answer.status}: ${JSON.stringify(body)}`);
  return { status: answer.status, body, took: performance.now() - began };
}

interface Known {
  readonly id: string;
  readonly open: boolean;
  readonly due_at: Date;
  readonly received_at: Date;
  readonly case_number: string;
  readonly letter_number: string | null;
  readonly organ: string;
  readonly institution: string;
}

/** One side of the busiest prefecture: who looks, and some of what can be seen. */
interface Side {
  readonly token: string;
  readonly rows: readonly Known[];
}

export type View = 'worklist page' | 'tab counts' | 'case page' | 'search';
export const VIEWS: readonly View[] = ['worklist page', 'tab counts', 'case page', 'search'];

/** What people of the busiest court and institution look at, as they come to it. */
export class Looks {
  readonly #chance = new Chance(SEED);

  private constructor(
    private readonly address: string,
    private readonly sides: readonly Side[],
  ) {}

  static async open({ address, tokens }: PlatformProcess, pool: Pool, worklist: string): Promise<Looks> {
    const side = async (column: 'organ' | 'institution', agency: string, token: string): Promise<Side> => {
      const { rows } = await pool.query<Known>(
        `SELECT id, open, due_at, received_at, case_number, letter_number, organ, institution FROM ${worklist}
          WHERE ${column} = $1 AND due_at IS NOT NULL ORDER BY md5(id::text) LIMIT ${ROWS}`,
        [agency],
      );
      return { token, rows };
    };
    return new Looks(
      address,
      await Promise.all([
        side('institution', 'institution-540100', tokens.institutionOfficer),
        side('organ', 'court-540100', tokens.courtClerk),
      ]),
    );
  }

  /** Milliseconds of each answer. */
  async latencies(view: View): Promise<readonly number[]> {
    const taken: number[] = [];
    let asked = 0;
    const one = async (): Promise<void> => {
      while (asked < WARM_UP + SAMPLES) {
        asked += 1;
        const counted = asked > WARM_UP;
        const side = this.#chance.one(this.sides);
        const { took } = await call(this.address + this.#path(view, side), side.token);
        if (counted) taken.push(took);
      }
    };
    await Promise.all(Array.from({ length: CALLERS }, one));
    return taken;
  }

  #path(view: View, side: Side): string {
    const row = this.#chance.one(side.rows);
    switch (view) {
      case 'worklist page':
        return `${REQUESTS}?${this.#tab(row)}&${this.#filter(side, row)}`;
      case 'tab counts':
        return `${REQUESTS}/counts?${this.#filter(side, row)}`;
      case 'case page':
        return `${REQUESTS}/${row.id}`;
      case 'search': {
        const number = (this.#chance.happens(0.5) ? row.letter_number : null) ?? row.case_number;
        const typed = [...number].slice(0, this.#chance.whole(3, number.length)).join('');
        return `/api/assignment/search?${new URLSearchParams({ q: typed })}`;
      }
    }
  }

  /** A tab in one of its orders; half of the pages lie deep in it. */
  #tab(row: Known): string {
    const chance = this.#chance;
    const [sort, order] = [chance.one(['due', 'sent', 'number'] as const), chance.one(['asc', 'desc'] as const)];
    const key = { due: row.due_at.toISOString(), sent: row.received_at.toISOString(), number: row.case_number }[sort];
    const status = row.open ? 'open' : 'done';
    const state = row.open ? chance.one(['received', 'returned', 'assigned', 'overdue', 'due_today', 'pressing'] as const) : 'confirmed';
    return new URLSearchParams({
      ...(chance.happens(0.3) ? { state } : { status }),
      sort,
      order,
      limit: chance.happens(0.8) ? '40' : '100',
      history: 'no', // as the list's own page asks
      ...(chance.happens(0.5) && { cursor: `${key}|${row.id}` }),
    }).toString();
  }

  /** Half of the time nothing narrows the list; else one or two things do. */
  #filter({ rows }: Side, row: Known): string {
    const chance = this.#chance;
    const other = chance.one(rows);
    return new URLSearchParams({
      ...(chance.happens(0.15) && { language: chance.one(['bo', 'zh']) }),
      ...(chance.happens(0.1) && { q: [...row.case_number].slice(0, chance.whole(2, row.case_number.length)).join('') }),
      ...(chance.happens(0.1) && { county: chance.one(['540100', '540102', '540121']) }),
      ...(chance.happens(0.1) && { organ: other.organ }),
      ...(chance.happens(0.1) && { turn: chance.one(['mine', 'theirs']) }),
      ...(chance.happens(0.1) && { dueBy: other.due_at.toISOString().slice(0, 10) }),
    }).toString();
  }
}

export const spread = (taken: readonly number[]): string =>
  `p50 ${percentile(taken, 0.5).toFixed(1)} ms, p99 ${percentile(taken, 0.99).toFixed(1)} ms, worst ${Math.max(...taken).toFixed(0)} ms, of ${taken.length}`;
