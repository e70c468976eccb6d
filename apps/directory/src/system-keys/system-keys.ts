import { mayHaveRole } from '@xiezhi/contracts';
import { derivedId, Rejected, type CommandContext, type JsonObject } from '@xiezhi/eventsourcing';
import type { TransactionalLog } from '@xiezhi/eventsourcing/postgres';
import type { Config, Endings, Principal } from '@xiezhi/service';
import { calculateJwkThumbprint, importJWK, type JWK } from 'jose';
import type { Pool } from 'pg';
import { INSTANT } from '../accounts/account.js';
import { auditedChange, type Changed } from '../audited-change.js';

/** Two overlap while a system changes from one to the other. */
const MAX_KEYS = 2;
const MIN_RSA_BITS = 2_048;
const CLIENT_ID = /^system:([a-z0-9][a-z0-9-]{0,99}):([a-z_]{1,40})$/;

/** A public key of an agency's own system (单位系统公钥). */
export interface SystemKey {
  readonly id: string;
  readonly agency: string;
  readonly role: string;
  /** What the system calls itself at the issuer. */
  readonly clientId: string;
  readonly thumbprint: string;
  readonly registeredAt: string;
  readonly revokedAt: string | null;
}

/** A system as the issuer takes it: whom it speaks for, and its keys. */
export interface SystemClient {
  readonly principal: Principal;
  readonly keys: readonly JWK[];
  /** When that was so. */
  readonly asOf: string;
}

interface Row extends Omit<SystemKey, 'clientId'> {}

const COLUMNS = `id, agency, role, thumbprint, ${INSTANT('registered_at')} AS "registeredAt", ${INSTANT('revoked_at')} AS "revokedAt"`;
const UNIQUE_VIOLATION = '23505';

/** The client of an agency's systems in a role. */
export const clientIdOf = (agency: string, role: string): string => `system:${agency}:${role}`;

const shown = (row: Row): SystemKey => ({ ...row, clientId: clientIdOf(row.agency, row.role) });
const systemKeyStream = (agency: string, role: string): string => `system-keys-${agency}-${role}`;

export interface SystemKeysParts {
  readonly pool: Pool;
  readonly log: TransactionalLog;
  readonly endings: Pick<Endings, 'endAllOf'>;
  readonly config: Pick<Config, 'dataUseTerms'>;
}

/** Keys by which agencies' own systems sign in: registered, rotated and revoked by the agency's administrator. */
export class SystemKeys {
  constructor(private readonly parts: SystemKeysParts) {}

  /**
   * Registers a public key for the systems of an agency in a role.
   * @throws Rejected `system_key.invalid`, `system_key.role.invalid`, `system_key.two_active`, `system_key.registered`
   */
  async register(
    agency: string,
    agencyKind: string,
    role: string,
    given: JWK,
    context: CommandContext,
  ): Promise<{ readonly id: string; readonly clientId: string; readonly changed: readonly Changed[] }> {
    if (!mayHaveRole(agencyKind, role)) {
      throw new Rejected('system_key.role.invalid', '该类单位没有这个角色。Systems of this kind of agency do not have this role.', {
        errors: [
          {
            path: 'role',
            code: 'role.not_of_agency',
            detail: '该类单位没有这个角色。Systems of this kind of agency do not have this role.',
          },
        ],
      });
    }
    const { jwk, thumbprint } = await publicKey(given);
    const id = derivedId('system key', context.commandId);
    const stream = systemKeyStream(agency, role);
    const changed = await auditedChange(this.parts.pool, this.parts.log, context, [stream], async (tx) => {
      const { rows } = await tx.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM system_keys WHERE agency = $1 AND role = $2 AND revoked_at IS NULL',
        [agency, role],
      );
      if ((rows[0]?.count ?? 0) >= MAX_KEYS) {
        throw new Rejected('system_key.two_active', '已有两把有效公钥,请先撤销旧的一把。Two keys are active: revoke the older one first.');
      }
      try {
        await tx.query('INSERT INTO system_keys (id, agency, role, thumbprint, jwk, registered_at) VALUES ($1, $2, $3, $4, $5, now())', [
          id,
          agency,
          role,
          thumbprint,
          { ...jwk, kid: id },
        ]);
      } catch (error) {
        if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
        throw new Rejected('system_key.registered', '这把公钥已登记过,请生成新的密钥对。This key was registered before: make a new pair.');
      }
      return [{ stream, type: 'SystemKeyRegistered', data: { keyId: id, agency, role, thumbprint } satisfies JsonObject }];
    });
    return { id, clientId: clientIdOf(agency, role), changed };
  }

  /**
   * Revokes a key (撤销): the issuer takes it no more, and every token that the system has ends before this is answered. With another key
   * of the same role the system asks for a new one.
   * @throws Rejected `system_key.not_found`
   */
  async revoke(id: string, reason: string, agency: string | null, context: CommandContext): Promise<readonly Changed[]> {
    const { rows } = await this.parts.pool.query<{ agency: string; role: string }>(
      'SELECT agency, role FROM system_keys WHERE id = $1 AND ($2::text IS NULL OR agency = $2)',
      [id, agency],
    );
    const [key] = rows;
    if (key === undefined) throw new Rejected('system_key.not_found', '没有这把公钥。No such key.');
    const stream = systemKeyStream(key.agency, key.role);
    return auditedChange(this.parts.pool, this.parts.log, context, [stream], async (tx) => {
      const { rowCount } = await tx.query('UPDATE system_keys SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL', [id]);
      if (rowCount === 0) return [];
      await this.parts.endings.endAllOf(clientIdOf(key.agency, key.role));
      return [{ stream, type: 'SystemKeyRevoked', data: { keyId: id, agency: key.agency, role: key.role, reason } }];
    });
  }

  /** Keys by id, from behind `cursor`, within `scope` (`null`: all agencies). */
  async list(filter: {
    readonly scope: string | null;
    readonly agency: string | null;
    readonly cursor?: string;
    readonly limit: number;
  }): Promise<{
    readonly items: readonly SystemKey[];
    readonly next: string | null;
  }> {
    const { rows } = await this.parts.pool.query<Row>(
      `SELECT ${COLUMNS} FROM system_keys WHERE ($1::text IS NULL OR agency = $1) AND ($4::text IS NULL OR agency = $4) AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
      [filter.scope, filter.cursor ?? null, filter.limit + 1, filter.agency],
    );
    const items = rows.slice(0, filter.limit).map(shown);
    return { items, next: rows.length > filter.limit ? (items.at(-1)?.id ?? null) : null };
  }

  /**
   * The system behind a client id, while it has a key and its agency is active and has accepted the terms. Waits for a revocation under way:
   * what is read of a key stands at `asOf`, so that an ending finds each token that was given before it.
   */
  async client(clientId: string): Promise<SystemClient | null> {
    const [, agency, role] = CLIENT_ID.exec(clientId) ?? [];
    if (agency === undefined || role === undefined) return null;
    const { rows } = await this.parts.pool.query<{ jwk: JWK; kind: string; division: string; as_of: string }>(
      `SELECT jwk, kind, division, ${INSTANT('clock_timestamp()')} AS as_of FROM system_keys JOIN agencies ON agencies.code = agency
       WHERE agency = $1 AND role = $2 AND revoked_at IS NULL AND agencies.active
         AND EXISTS (SELECT FROM data_use_terms t WHERE t.agency = agencies.code AND version = $3)
       ORDER BY id LIMIT ${MAX_KEYS} FOR SHARE OF system_keys`,
      [agency, role, this.parts.config.dataUseTerms],
    );
    const [first] = rows;
    if (first === undefined) return null;
    return {
      principal: { account: clientId, agency, agencyKind: first.kind, role, division: first.division },
      keys: rows.map(({ jwk }) => jwk),
      asOf: first.as_of,
    };
  }
}

const ALGORITHMS: Readonly<Record<string, string>> = { 'OKP Ed25519': 'EdDSA', 'EC P-256': 'ES256', 'RSA ': 'RS256' };

/** The key as it is kept: its public members. Which algorithms it may be used with is the issuer's to say. */
async function publicKey({ kty = '', crv, x, y, n, e }: JWK): Promise<{ readonly jwk: JWK; readonly thumbprint: string }> {
  const alg = ALGORITHMS[`${kty} ${crv ?? ''}`];
  const members = Object.fromEntries(Object.entries({ kty, crv, x, y, n, e }).filter(([, value]) => value !== undefined)) as JWK;
  try {
    if (alg === undefined) throw new TypeError('no algorithm of ours');
    const key = await importJWK(members, alg);
    if (!(key instanceof Uint8Array)) {
      const bits = (key as CryptoKey).algorithm as { readonly modulusLength?: number };
      if (bits.modulusLength !== undefined && bits.modulusLength < MIN_RSA_BITS) throw new TypeError('too short');
    }
    return { jwk: { ...members, use: 'sig' }, thumbprint: await calculateJwkThumbprint(members) };
  } catch {
    throw new Rejected(
      'system_key.invalid',
      '公钥无效:应为 JWK 格式的 Ed25519、P-256 或不少于 2048 位的 RSA 公钥。Send a public JWK: Ed25519, P-256, or RSA of at least 2048 bits.',
      { errors: [{ path: 'jwk', code: 'jwk.invalid', detail: '不是这样的公钥。This is not such a key.' }] },
    );
  }
}
