import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import type { Platform } from '../runtime/platform.js';
import { rolePassword, serviceRole, urlAs } from '../service-role.js';
import type { Ending, EndingListener, KnowsEndings, Subject } from './ending.js';
import { ENDINGS_CHANNEL, EndingsLine } from './endings-line.js';

const SCHEMA = 'sessions';
const MIGRATIONS = 'libs/service/src/sessions/migrations';

/** What decides whom an agency's people and systems act for. */
export interface AgencyStanding {
  readonly code: string;
  readonly kind: string;
  readonly division: string;
  readonly active: boolean;
}

const GIVEN = 'jsonb_to_recordset($1) AS given (code text, kind text, division text, active boolean)';

/** SQL: whether the way in of `account` of `agency`, given at `at`, has ended. */
export const endedSql = (account: string, agency: string, at: string): string =>
  `(EXISTS (SELECT FROM endings WHERE endings.account = ${account} AND endings.ended_at >= ${at})
    OR EXISTS (SELECT FROM agency_standings s WHERE s.agency = ${agency} AND (NOT s.active OR s.ended_at >= ${at})))`;

/**
 * Who was let in and may not stay (登录终止): accounts that were stopped or changed, systems whose key was revoked, agencies that were
 * dissolved. Sessions and access tokens alike are looked up here once and then remembered, while this process hears of endings.
 */
@Injectable()
export class Endings implements KnowsEndings, OnApplicationShutdown {
  readonly #listeners = new Set<EndingListener>();
  #pool: Pool | null = null;
  #line: EndingsLine | null = null;
  #epoch = 0;

  private constructor() {}

  /** Without a database nothing ever ends. */
  static none(): Endings {
    return new Endings();
  }

  /** Opens the schema of sessions and begins to listen. */
  static async open(config: Config, logger: Logger, masterKey: Uint8Array, platform: Platform): Promise<Endings> {
    const endings = Endings.none();
    if (config.databaseUrl === undefined) return endings;
    endings.#pool = await platform.open(SCHEMA, { migrations: MIGRATIONS });
    const role = serviceRole(SCHEMA);
    endings.#line = new EndingsLine({
      connectionString: urlAs(config.databaseUrl, role, rolePassword(masterKey, role)),
      logger,
      onEnding: (ending) => endings.tell(ending),
      onGap: () => endings.tell(null),
    });
    await endings.#line.start();
    return endings;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#line?.close();
  }

  /** The schema of sessions; `null` without a database. */
  get pool(): Pool | null {
    return this.#pool;
  }

  get listens(): boolean {
    return this.#line === null || this.#line.listens;
  }

  get epoch(): number {
    return this.#epoch;
  }

  follow(listener: EndingListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells this process of an ending at once, before the others hear of it. */
  tell(ending: Ending | null): void {
    this.#epoch += 1;
    for (const listener of this.#listeners) listener(ending);
  }

  async hasEnded({ account, agency }: Subject, at: string): Promise<boolean> {
    if (this.#pool === null) return false;
    const { rows } = await this.#pool.query<{ ended: boolean }>({
      name: 'has ended',
      text: `SELECT ${endedSql('$1', '$2', '$3')} AS ended`,
      values: [account, agency, at],
    });
    return rows[0]!.ended;
  }

  /**
   * Ends every session and access token of an account or of an agency's system, and every session that would begin from a sign-in before
   * now. To be called before the change that is the reason is committed: whoever is signed out for a change that then fails signs in
   * again, and nobody outlives one that succeeded.
   */
  async endAllOf(account: string): Promise<void> {
    await this.#inTransaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('xiezhi:session:' || $1, 0))`, [account]);
      await tx.query(
        `INSERT INTO endings (account, ended_at) VALUES ($1, clock_timestamp())
         ON CONFLICT (account) DO UPDATE SET ended_at = excluded.ended_at`,
        [account],
      );
      await tx.query('DELETE FROM sessions WHERE account = $1', [account]);
      await tx.query('SELECT pg_notify($1, $2)', [ENDINGS_CHANNEL, JSON.stringify({ account })]);
    });
    this.tell({ account });
  }

  /**
   * Takes in how agencies stand now: what was given to people and systems of one that changed has ended, and while one is not active nobody
   * is let in for it. To be called after the change is committed, and at every start for what a process that ended did not get to; the
   * caller keeps the rows from changing meanwhile.
   */
  async keepStandings(agencies: readonly AgencyStanding[]): Promise<void> {
    const given = JSON.stringify(agencies);
    const changed = await this.#inTransaction(async (tx) => {
      const { rows } = await tx.query<{ code: string }>(
        `SELECT code FROM ${GIVEN} LEFT JOIN agency_standings AS known ON known.agency = code
         WHERE (known.kind, known.division, known.active) IS DISTINCT FROM (given.kind, given.division, given.active)
           AND (known.agency IS NOT NULL OR NOT given.active) ORDER BY code`,
        [given],
      );
      const codes = rows.map(({ code }) => code);
      await tx.query(
        `SELECT pg_advisory_xact_lock(hashtextextended('xiezhi:session:agency:' || code, 0)) FROM unnest($1::text[]) AS code`,
        [codes],
      );
      await tx.query(
        `INSERT INTO agency_standings AS known (agency, kind, division, active) SELECT code, kind, division, active FROM ${GIVEN}
         ON CONFLICT (agency) DO UPDATE SET kind = excluded.kind, division = excluded.division, active = excluded.active,
           ended_at = clock_timestamp()
         WHERE (known.kind, known.division, known.active) IS DISTINCT FROM (excluded.kind, excluded.division, excluded.active)`,
        [given],
      );
      await tx.query(`DELETE FROM sessions WHERE principal ->> 'agency' = ANY ($1)`, [codes]);
      await tx.query(`SELECT pg_notify($1, jsonb_build_object('agency', code)::text) FROM unnest($2::text[]) AS code`, [
        ENDINGS_CHANNEL,
        codes,
      ]);
      return codes;
    });
    for (const agency of changed) this.tell({ agency });
  }

  /** Beginning and ending sessions of one account or agency take turns: neither overlooks what the other has not committed yet. */
  async inTurn<T>({ account, agency }: Subject, run: (tx: PoolClient) => Promise<T>): Promise<T> {
    return this.#inTransaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('xiezhi:session:' || $1, 0))`, [account]);
      await tx.query(`SELECT pg_advisory_xact_lock_shared(hashtextextended('xiezhi:session:agency:' || $1, 0))`, [agency]);
      return run(tx);
    });
  }

  async #inTransaction<T>(run: (tx: PoolClient) => Promise<T>): Promise<T> {
    if (this.#pool === null) throw new Error('sessions need a database');
    const tx = await this.#pool.connect();
    try {
      await tx.query('BEGIN');
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
}
