import { LruMap, randomBytes, seal, unseal, type Sealed } from '@xiezhi/eventsourcing';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import type { Principal } from '../principal.js';
import { endsAllOf, touches, type Ending } from './ending.js';
import { endedSql, type Endings } from './endings.js';
import { ENDINGS_CHANNEL } from './endings-line.js';
import { csrfTokenOf, detailsKeyOf, digestOf, isSessionToken, TOKEN_BYTES, type Session, type SessionDetails } from './session.js';

const KEPT_SESSIONS = 20_000;
const MS_PER_MINUTE = 60_000;
const MS_PER_HOUR = 3_600_000;
/** How often at most it is written down that a browser was seen. */
const SEEN_EVERY_MS = 30_000;
/** Sessions of one account that are listed at most. */
const MAX_LISTED = 100;
/** Rows removed at most with each sign-in: more than one sign-in adds. */
const SWEEP_ROWS = 200;

interface Kept {
  readonly session: Session;
  readonly digest: Buffer;
  readonly expiresAt: number;
  seenAt: number;
  writtenAt: number;
}

interface Row {
  readonly account: string;
  readonly principal: Principal;
  readonly details: Sealed;
  readonly signed_in_at: string;
  readonly seen_at: number;
  readonly expires_at: number;
}

/** An instant as the API writes it: UTC, with microseconds. */
const INSTANT = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Where and since when an account is signed in, as its person sees it. */
export interface RunningSession {
  readonly id: string;
  readonly signedInAt: string;
  readonly lastSeenAt: string;
  /** When it ends at the latest. */
  readonly expiresAt: string;
  /** The browser that asks. */
  readonly current: boolean;
}

/** Who signed in, when, and for how long at most. */
export interface SignedIn {
  readonly principal: Principal;
  readonly details: SessionDetails;
  /** The instant the issuer gives for the sign-in: endings before it do not touch the session. */
  readonly signedInAt: string;
}

/** Opens what a session seals for its person. */
const FIELD = ['session', 'details'] as const;

/**
 * Browsers that are signed in (会话), in PostgreSQL, for every process of the installation. A session is remembered while this process
 * hears of endings; one that ends here is forgotten before the command that ended it is answered.
 */
export class Sessions {
  readonly #kept = new LruMap<string, Kept>(KEPT_SESSIONS);
  /** What goes with a session that was given away. */
  readonly #rows = new WeakMap<Session, Kept>();

  constructor(
    private readonly config: Config,
    private readonly logger: Logger,
    private readonly endings: Endings,
  ) {
    endings.follow((ending) => this.#forget(ending));
  }

  /** The schema of sessions, for what else the issuer keeps between two requests. */
  get pool(): Pool {
    if (this.endings.pool === null) throw new Error('sessions need a database');
    return this.endings.pool;
  }

  /**
   * Signs a browser in. Gives back the cookie's value, the only copy there is; `null` when the account was stopped or changed meanwhile.
   */
  async create({ principal, details, signedInAt }: SignedIn): Promise<string | null> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const sealed = seal(details, principal.account, detailsKeyOf(token), ...FIELD);
    const lasts = this.config.sessionMaxHours * MS_PER_HOUR;
    const created = await this.endings.inTurn(principal, async (tx) => {
      const { rowCount } = await tx.query(
        `INSERT INTO sessions (digest, account, principal, details, signed_in_at, expires_at)
         SELECT $1, $2, $3, $4, $5, now() + $6 * interval '1 millisecond' WHERE NOT ${endedSql('$2', '$7', '$5')}`,
        [digestOf(token), principal.account, principal, sealed, signedInAt, lasts, principal.agency],
      );
      return rowCount === 1;
    });
    await this.#sweep();
    return created ? token : null;
  }

  /** The session of a cookie, as this process remembers it; `undefined`: {@link find} must look. */
  known(token: string): Session | undefined {
    if (!this.endings.listens) return undefined;
    const kept = this.#kept.get(token);
    const now = Date.now();
    if (kept === undefined || now >= kept.expiresAt || now - kept.seenAt >= this.#idleMs) return undefined;
    return kept.session;
  }

  /** The session of a cookie, `null` when there is none or it has ended. */
  async find(token: string): Promise<Session | null> {
    const { pool, epoch } = this.endings;
    if (pool === null || !isSessionToken(token)) return null;
    const digest = digestOf(token);
    const { rows } = await pool.query<Row>({
      name: 'find session',
      text: `SELECT account, principal, details, signed_in_at::text,
               extract(epoch FROM last_seen_at)::float8 * 1000 AS seen_at, extract(epoch FROM expires_at)::float8 * 1000 AS expires_at
             FROM sessions WHERE digest = $1 AND expires_at > now() AND last_seen_at > now() - $2 * interval '1 millisecond'`,
      values: [digest, this.#idleMs],
    });
    const [row] = rows;
    if (row === undefined) {
      this.#kept.delete(token);
      return null;
    }
    const session: Session = Object.freeze({
      principal: Object.freeze(row.principal),
      details: unseal<SessionDetails>(row.details, detailsKeyOf(token), ...FIELD),
      csrfToken: csrfTokenOf(token),
      signedInAt: row.signed_in_at,
    });
    const kept: Kept = { session, digest, expiresAt: row.expires_at, seenAt: row.seen_at, writtenAt: row.seen_at };
    this.#rows.set(session, kept);
    if (epoch === this.endings.epoch) this.#kept.set(token, kept);
    return session;
  }

  /** The person did something: the idle time begins anew. Written down now and then; a write that fails costs at most that much of it. */
  seen(session: Session): void {
    const kept = this.#rows.get(session);
    if (kept === undefined) return;
    const now = Date.now();
    kept.seenAt = Math.max(kept.seenAt, now);
    if (now - kept.writtenAt < Math.min(SEEN_EVERY_MS, this.#idleMs / 4)) return;
    kept.writtenAt = now;
    this.pool
      .query('UPDATE sessions SET last_seen_at = greatest(last_seen_at, now()) WHERE digest = $1', [kept.digest])
      .catch((error: unknown) => this.logger.warn({ err: error }, 'a session could not be marked as seen'));
  }

  /** Signs one browser out (退出登录). */
  async end(token: string): Promise<void> {
    await this.#endWhere('digest = $2', [digestOf(token)]);
  }

  /** Where an account is signed in now, newest first; `token` is the browser that asks. */
  async listOf(account: string, token: string): Promise<readonly RunningSession[]> {
    const { rows } = await this.pool.query<RunningSession>(
      `SELECT id, ${INSTANT('signed_in_at')} AS "signedInAt", ${INSTANT('last_seen_at')} AS "lastSeenAt",
         ${INSTANT('expires_at')} AS "expiresAt", digest = $2 AS current
       FROM sessions WHERE account = $1 AND expires_at > now() AND last_seen_at > now() - $3 * interval '1 millisecond'
       ORDER BY sessions.signed_in_at DESC, id LIMIT ${MAX_LISTED}`,
      [account, digestOf(token), this.#idleMs],
    );
    return rows;
  }

  /** Ends one session of an account. False when the account has none of that id. */
  async endOneOf(account: string, id: string): Promise<boolean> {
    return (await this.#endWhere('account = $2 AND id = $3', [account, id])) > 0;
  }

  /** Ends every session of an account but the browser's that asks. Gives back how many. */
  endOthersOf(account: string, token: string): Promise<number> {
    return this.#endWhere('account = $2 AND digest <> $3', [account, digestOf(token)]);
  }

  get #idleMs(): number {
    return this.config.sessionIdleMinutes * MS_PER_MINUTE;
  }

  /** Ends the sessions that `where` names with parameters from `$2`, here before this returns. */
  async #endWhere(where: string, values: readonly (Buffer | string)[]): Promise<number> {
    const { rows } = await this.pool.query<{ ending: Ending }>(
      `WITH gone AS (DELETE FROM sessions WHERE ${where} RETURNING account, digest),
       endings AS (
         SELECT jsonb_build_object('account', account, 'digest', translate(encode(digest, 'base64'), '+/=', '-_')) AS ending FROM gone)
       SELECT ending, pg_notify($1, ending::text) FROM endings`,
      [ENDINGS_CHANNEL, ...values],
    );
    for (const { ending } of rows) this.endings.tell(ending);
    return rows.length;
  }

  #forget(ending: Ending | null): void {
    if (ending === null) this.#kept.clear();
    else {
      this.#kept.deleteWhere(
        ({ session: { principal }, digest }) =>
          endsAllOf(ending, principal) ||
          (touches(ending, principal) && 'digest' in ending && ending.digest === digest.toString('base64url')),
      );
    }
  }

  async #sweep(): Promise<void> {
    await this.pool.query(
      `WITH old AS (SELECT digest FROM sessions WHERE expires_at < now() ORDER BY expires_at LIMIT ${SWEEP_ROWS}),
       gone AS (DELETE FROM sessions USING old WHERE sessions.digest = old.digest)
       DELETE FROM endings WHERE ended_at < now() - interval '30 days'`,
    );
  }
}
