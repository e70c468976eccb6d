import { hash } from 'node:crypto';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Pool } from 'pg';

/** Kept this long when the issuer names no end. */
const DEFAULT_SECONDS = 3_600;
const SWEEP_ROWS = 100;

const digestOf = (id: string): Buffer => hash('sha256', id, 'buffer');

interface Row {
  readonly payload: AdapterPayload;
  readonly consumed: number | null;
}

/** Looks a client up that is not configured: an agency's own system. */
export type FindClient = (id: string) => Promise<AdapterPayload | undefined>;

/**
 * What the issuer keeps between two requests, for every process and over restarts. Codes and cookies are kept as digests: who reads the
 * table can use none of them.
 */
export class IssuerPayloads implements Adapter {
  constructor(
    private readonly pool: Pool,
    private readonly model: string,
    private readonly findClient: FindClient,
  ) {}

  async upsert(id: string, given: AdapterPayload, expiresIn = DEFAULT_SECONDS): Promise<void> {
    const { jti, ...rest } = given;
    // A session's id is used only from a signed cookie, and must be known where the session is found by its other name.
    const payload = this.model === 'Session' ? { ...rest, jti } : rest;
    await this.pool.query(
      `WITH old AS (SELECT model, digest FROM issuer_payloads WHERE expires_at < now() ORDER BY expires_at LIMIT ${SWEEP_ROWS} FOR UPDATE SKIP LOCKED),
       swept AS (DELETE FROM issuer_payloads p USING old WHERE p.model = old.model AND p.digest = old.digest AND (p.model, p.digest) <> ($1, $2))
       INSERT INTO issuer_payloads (model, digest, payload, grant_id, uid, expires_at) VALUES ($1, $2, $3, $4, $5, now() + $6 * interval '1 second')
       ON CONFLICT (model, digest) DO UPDATE SET payload = excluded.payload, grant_id = excluded.grant_id, uid = excluded.uid,
         expires_at = excluded.expires_at`,
      [this.model, digestOf(id), payload, given.grantId ?? null, given.uid ?? null, expiresIn],
    );
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    if (this.model === 'Client') return this.findClient(id);
    return this.#found(id, await this.#row('digest = $2', digestOf(id)));
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    const row = await this.#row('uid = $2', uid);
    return this.#found(undefined, row);
  }

  /** The device flow, which has user codes, is not offered. */
  async findByUserCode(): Promise<undefined> {}

  async consume(id: string): Promise<void> {
    await this.pool.query('UPDATE issuer_payloads SET consumed_at = now() WHERE model = $1 AND digest = $2', [this.model, digestOf(id)]);
  }

  async destroy(id: string): Promise<void> {
    await this.pool.query('DELETE FROM issuer_payloads WHERE model = $1 AND digest = $2', [this.model, digestOf(id)]);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await this.pool.query('DELETE FROM issuer_payloads WHERE grant_id = $1', [grantId]);
  }

  async #row(where: string, value: Buffer | string): Promise<Row | undefined> {
    const { rows } = await this.pool.query<Row>(
      `SELECT payload, extract(epoch FROM consumed_at)::int AS consumed FROM issuer_payloads WHERE model = $1 AND ${where} AND expires_at > now()`,
      [this.model, value],
    );
    return rows[0];
  }

  #found(jti: string | undefined, row: Row | undefined): AdapterPayload | undefined {
    if (row === undefined) return undefined;
    return { ...row.payload, ...(jti !== undefined && { jti }), ...(row.consumed !== null && { consumed: row.consumed }) };
  }
}
