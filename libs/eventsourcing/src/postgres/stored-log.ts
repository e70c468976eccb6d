import type { Pool } from 'pg';
import type { Feed } from '../feed.js';
import type { Checkpoint, RecordedEvent } from '../message.js';
import type { LogUnderCheck } from '../sealing/verify-log.js';
import { LogHeads } from './log-heads.js';
import { qualified } from './identifiers.js';
import { SEALER } from './sealer.js';
import { Seals } from './seals.js';

export interface StoredLog {
  readonly log: string;
  readonly schema: string;
  readonly pool: Pool;
  /** The log itself, from whichever store keeps it. */
  readonly feed: Feed<RecordedEvent>;
}

/**
 * A log as it is stored now, to be verified. It may grow meanwhile: what comes later is left to the next time. Heads are looked at before
 * seals, and seals before events, so that nothing seems to be missing that only came later.
 */
export async function logUnderCheck({ log, schema, pool, feed }: StoredLog): Promise<LogUnderCheck> {
  const [heads, seals] = [new LogHeads(schema), new Seals(schema)];
  const newest = (await heads.last(pool))?.number ?? 0;
  const { rows } = await pool.query<{ position: Checkpoint | null }>(
    `SELECT greatest((SELECT position FROM ${qualified(schema, 'checkpoints')} WHERE name = $1),
                     (SELECT max(position) FROM ${qualified(schema, 'event_seals')})) AS position`,
    [SEALER],
  );
  const sealedUpTo = rows[0]?.position ?? null;
  return {
    log,
    sealedUpTo,
    heads: textsOf(heads.all(pool, newest)),
    seals: seals.all(pool, sealedUpTo ?? ''),
    events: storedNow(feed),
  };
}

async function* textsOf(heads: ReturnType<LogHeads['all']>): AsyncGenerator<string, void, undefined> {
  for await (const { head } of heads) yield head;
}

/** What the feed holds now; it ends there. */
async function* storedNow(feed: Feed<RecordedEvent>): AsyncGenerator<RecordedEvent, void, undefined> {
  const ended = new AbortController();
  try {
    for await (const { items, caughtUp } of feed.subscribe({ after: null, signal: ended.signal })) {
      yield* items;
      if (caughtUp) return;
    }
  } finally {
    ended.abort();
  }
}
