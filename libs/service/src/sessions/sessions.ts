import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { LruMap, randomBytes, seal, unseal, type Sealed } from '@xiezhi/eventsourcing';
import type { Pool, PoolClient } from 'pg';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import type { Principal } from '../principal.js';
import type { Platform } from '../runtime/platform.js';
import { rolePassword, serviceRole, urlAs } from '../service-role.js';
import { csrfTokenOf, detailsKeyOf, digestOf, isSessionToken, TOKEN_BYTES, type Session, type SessionDetails } from './session.js';
import { ENDINGS_CHANNEL, SessionEndings, type Ending } from './session-endings.js';

const SCHEMA = 'sessions';
const MIGRATIONS = 'libs/service/src/sessions/migrations';
const KEPT_SESSIONS = 20_000;
const MS_PER_MINUTE = 60_000;
const MS_PER_HOUR = 3_600_000;
/** How often at most it is written down that a browser was seen. */
const SEEN_EVERY_MS = 30_000;
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
@Injectable()
export class Sessions implements OnApplicationShutdown {
  readonly #kept = new LruMap<string, Kept>(KEPT_SESSIONS);
  /** What goes with a session that was given away. */
  readonly #rows = new WeakMap<Session, Kept>();
  #pool: Pool | null = null;
  #endings: SessionEndings | null = null;
  /** Counts what was forgotten: a row read before must not be remembered after. */
  #epoch = 0;

  private constructor(
    private readonly config: Config,
    private readonly logger: Logger,
  ) {}

  /** Brings the schema up to date and listens for endings. Without a database nobody is signed in by a session. */
  static async open(config: Config, logger: Logger, masterKey: Uint8Array, platform: Platform): Promise<Sessions> {
    const sessions = new Sessions(config, logger);
    if (config.databaseUrl === undefined) return sessions;
    sessions.#pool = await platform.open(SCHEMA, { migrations: MIGRATIONS });
    const role = serviceRole(SCHEMA);
    sessions.#endings = new SessionEndings({
      connectionString: urlAs(config.databaseUrl, role, rolePassword(masterKey, role)),
      logger,
      onEnding: (ending) => sessions.#forget(ending),
      onGap: () => sessions.#forgetAll(),
    });
    await sessions.#endings.start();
    return sessions;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#endings?.close();
  }

  /** The schema of sessions, for what else the issuer keeps between two requests. */
  get pool(): Pool {
    if (this.#pool === null) throw new Error('sessions need a database');
    return this.#pool;
  }

  /**
   * Signs a browser in. Gives back the cookie's value, the only copy there is; `null` when the account was stopped or changed meanwhile.
   */
  async create({ principal, details, signedInAt }: SignedIn): Promise<string | null> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const sealed = seal(details, principal.account, detailsKeyOf(token), ...FIELD);
    const created = await this.#inTurn(principal.account, async (tx) => {
      const { rowCount } = await tx.query(
        `INSERT INTO sessions (digest, account, principal, details, signed_in_at, expires_at)
         SELECT $1, $2, $3, $4, $5, now() + $6 * interval '1 millisecond'
         WHERE NOT EXISTS (SELECT FROM endings WHERE account = $2 AND ended_at >= $5)`,
        [digestOf(token), principal.account, principal, sealed, signedInAt, this.config.sessionMaxHours * MS_PER_HOUR],
      );
      return rowCount === 1;
    });
    await this.#sweep();
    return created ? token : null;
  }

  /** The session of a cookie, as this process remembers it; `undefined`: {@link find} must look. */
  known(token: string): Session | undefined {
    if (this.#endings?.listens !== true) return undefined;
    const kept = this.#kept.get(token);
    const now = Date.now();
    if (kept === undefined || now >= kept.expiresAt || now - kept.seenAt >= this.#idleMs) return undefined;
    return kept.session;
  }

  /** The session of a cookie, `null` when there is none or it has ended. */
  async find(token: string): Promise<Session | null> {
    if (this.#pool === null || !isSessionToken(token)) return null;
    const digest = digestOf(token);
    const epoch = this.#epoch;
    const { rows } = await this.#pool.query<Row>({
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
    if (epoch === this.#epoch) this.#kept.set(token, kept);
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
    const digest = digestOf(token);
    await this.pool.query(
      `WITH gone AS (DELETE FROM sessions WHERE digest = $1 RETURNING digest)
       SELECT pg_notify($2, $3) FROM gone`,
      [digest, ENDINGS_CHANNEL, JSON.stringify({ digest: digest.toString('base64url') })],
    );
    this.#epoch += 1;
    this.#kept.delete(token);
  }

  /**
   * Ends every session of an account, and every one that would begin from a sign-in before now. To be called before the change that is the
   * reason is committed: whoever is signed out for a change that then fails signs in again, and nobody outlives one that succeeded.
   */
  async endAllOf(account: string): Promise<void> {
    await this.#inTurn(account, async (tx) => {
      await tx.query(
        `INSERT INTO endings (account, ended_at) VALUES ($1, clock_timestamp())
         ON CONFLICT (account) DO UPDATE SET ended_at = excluded.ended_at`,
        [account],
      );
      await tx.query('DELETE FROM sessions WHERE account = $1', [account]);
      await tx.query('SELECT pg_notify($1, $2)', [ENDINGS_CHANNEL, JSON.stringify({ account })]);
    });
    this.#forget({ account });
  }

  get #idleMs(): number {
    return this.config.sessionIdleMinutes * MS_PER_MINUTE;
  }

  /** Beginning and ending sessions of one account take turns: neither overlooks what the other has not committed yet. */
  async #inTurn<T>(account: string, run: (tx: PoolClient) => Promise<T>): Promise<T> {
    const tx = await this.pool.connect();
    try {
      await tx.query('BEGIN');
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('xiezhi:session:' || $1, 0))`, [account]);
      const done = await run(tx);
      await tx.query('COMMIT');
      return done;
    } catch (reason) {
      await tx.query('ROLLBACK').catch(() => undefined);
      throw reason;
    } finally {
      tx.release();
    }
  }

  #forget(ending: Ending): void {
    this.#epoch += 1;
    this.#kept.deleteWhere(({ session, digest }) =>
      'account' in ending ? session.principal.account === ending.account : digest.toString('base64url') === ending.digest,
    );
  }

  #forgetAll(): void {
    this.#epoch += 1;
    this.#kept.clear();
  }

  async #sweep(): Promise<void> {
    await this.pool.query(
      `WITH old AS (SELECT digest FROM sessions WHERE expires_at < now() ORDER BY expires_at LIMIT ${SWEEP_ROWS}),
       gone AS (DELETE FROM sessions USING old WHERE sessions.digest = old.digest)
       DELETE FROM endings WHERE ended_at < now() - interval '30 days'`,
    );
  }
}
