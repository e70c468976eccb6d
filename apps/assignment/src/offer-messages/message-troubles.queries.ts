import type { ReadModels } from '@xiezhi/eventsourcing/postgres';
import type { Pool } from 'pg';
import { offerMessages, type OfferMessageRow } from './offer-messages.projection.js';

/** Failures of the last days are shown; what lies further back stands with its offer. */
const DAYS = 7;
/** Messages that are looked at: more of a kind is counted as so many. */
const MOST = 10_000;
/** Messages that one command tries again. */
export const MOST_AGAIN = 200;

const FAILING = `((status = 'waiting' AND attempts > 0) OR (status = 'given_up' AND reason IN ('refused', 'unreachable')))`;

/** How one channel fares: nothing of a matter, and nobody. */
export interface MessageTrouble {
  readonly channel: OfferMessageRow['channel'];
  /** `waiting`: not tried yet; `failing`: tried again by itself; `given_up`: not tried any more. */
  readonly state: 'waiting' | 'failing' | 'given_up';
  /** What the server or the gateway answered last: a code. */
  readonly detail: string | null;
  readonly count: number;
  /** Of these, whose offer is still open: they can be tried again. */
  readonly open: number;
  readonly since: string | null;
}

/** Reads of the messages that wait or failed, for those who run the platform. Counts alone, so that no scope is asked for. */
export class MessageTroubles {
  constructor(
    private readonly pool: Pool,
    private readonly readModels: ReadModels,
    private readonly now: () => string,
  ) {}

  /** By channel, state and answer; what was given up in the last days. */
  async all(): Promise<readonly MessageTrouble[]> {
    const { rows } = await this.pool.query<Omit<MessageTrouble, 'since'> & { readonly since: Date | null }>(
      `SELECT channel, CASE WHEN status = 'given_up' THEN 'given_up' WHEN attempts > 0 THEN 'failing' ELSE 'waiting' END AS state,
              detail, count(*)::int AS count, count(*) FILTER (WHERE until > $1)::int AS open, min(at) AS since
       FROM ((SELECT * FROM ${this.#table} WHERE status = 'waiting' ORDER BY id LIMIT ${MOST})
             UNION ALL
             (SELECT * FROM ${this.#table} WHERE status = 'given_up' AND reason IN ('refused', 'unreachable')
                AND at > $1::timestamptz - interval '${DAYS} days' ORDER BY at DESC LIMIT ${MOST})) found
       GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
      [this.now()],
    );
    return rows.map(({ since, ...row }) => ({ ...row, since: since?.toISOString() ?? null }));
  }

  /** Messages of a channel that failed and whose offer is open, the longest ago first. */
  async failing(channel: OfferMessageRow['channel']): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ id: string }>(
      `SELECT id FROM ${this.#table} WHERE ${FAILING} AND channel = $1 AND until > $2
         AND (at IS NULL OR at > $2::timestamptz - interval '${DAYS} days') ORDER BY at NULLS FIRST, id LIMIT ${MOST_AGAIN}`,
      [channel, this.now()],
    );
    return rows.map(({ id }) => id);
  }

  get #table(): string {
    return this.readModels.table(offerMessages);
  }
}
