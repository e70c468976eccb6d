import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { LruMap } from '@xiezhi/eventsourcing';
import { createLocalJWKSet, createRemoteJWKSet, errors, jwtVerify, type JSONWebKeySet, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { isUUID } from 'class-validator';
import type { Config } from './config.js';
import { isDivisionCode, type Principal } from './principal.js';
import { endsAllOf, type KnowsEndings } from './sessions/ending.js';
import { isInstant } from './text-rules.js';

/** Signatures we take. No `none`, no shared secrets. */
const ALGORITHMS = ['EdDSA', 'ES256', 'RS256'];
const CLOCK_TOLERANCE_SECONDS = 5;
const KEPT_TOKENS = 10_000;
/** Longest an access token may be, in characters. */
const MAX_TOKEN_LENGTH = 8_192;
const JWKS_TIMEOUT_MS = 5_000;

/** The issuer's keys cannot be read now: says nothing about the token. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
}

interface Kept {
  readonly principal: Principal;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/**
 * Verifies access tokens. A verified one is kept, by its digest, until it expires: a signature check costs two orders of magnitude more
 * than the look-up. One whose account was stopped or changed since, or whose agency was, is refused at once, whoever issued it.
 */
export class TokenVerifier {
  readonly #kept = new LruMap<string, Kept>(KEPT_TOKENS);

  constructor(
    private readonly rules: TokenRules,
    private readonly endings: KnowsEndings,
    private readonly now: () => number = Date.now,
  ) {
    endings.follow((ending) => {
      if (ending === null) this.#kept.clear();
      else this.#kept.deleteWhere(({ principal }) => endsAllOf(ending, principal));
    });
  }

  /** The principal of a token verified before, at once; `undefined`: {@link verify} must look. */
  known(token: string): Principal | undefined {
    if (!this.endings.listens) return undefined;
    const digest = digestOf(token);
    const kept = this.#kept.get(digest);
    if (kept === undefined) return undefined;
    if (kept.expiresAt > this.now()) return kept.principal;
    this.#kept.delete(digest);
    return undefined;
  }

  /**
   * The principal that `token` speaks for; `null` when it is not a valid token for us.
   * @throws KeysUnavailable when the issuer's keys cannot be read
   */
  async verify(token: string): Promise<Principal | null> {
    if (token.length > MAX_TOKEN_LENGTH) return null;
    let payload: JWTPayload;
    try {
      ({ payload } = await jwtVerify(token, this.rules.keys, {
        issuer: this.rules.issuer,
        audience: this.rules.audience,
        algorithms: ALGORITHMS,
        requiredClaims: ['sub', 'exp'],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: new Date(this.now()),
      }));
    } catch (error) {
      if (isVerdict(error)) return null;
      throw new KeysUnavailable("the token issuer's keys cannot be read", { cause: error });
    }
    const principal = principalOf(payload);
    if (principal === null) return null;
    const { epoch } = this.endings;
    if (await this.endings.hasEnded(principal, standingAt(payload))) return null;
    if (epoch === this.endings.epoch) this.#kept.set(digestOf(token), { principal, expiresAt: payload.exp! * 1_000 });
    return principal;
  }
}

const digestOf = (token: string): string => hash('sha256', token, 'base64');

/** jose's errors are verdicts on the token, but for those about fetching the keys. */
const isVerdict = (error: unknown): boolean =>
  error instanceof errors.JOSEError &&
  !(error instanceof errors.JWKSTimeout) &&
  !(error instanceof errors.JWKSInvalid) &&
  error.code !== 'ERR_JOSE_GENERIC';

/** When the issuer looked at the account: our own says it to the microsecond, others give the second in which they issued the token. */
const standingAt = ({ as_of: asOf, iat = 0 }: JWTPayload): string => (isInstant(asOf) ? asOf : new Date(iat * 1_000).toISOString());

/** Who the claims of a verified token speak for; `null` when they name no agency and role. */
export function principalOf(payload: JWTPayload): Principal | null {
  const { sub, agency, agency_kind: agencyKind, role, division, lawyer_id: lawyerId } = payload;
  if (!isFilled(sub) || !isFilled(agency) || !isFilled(agencyKind) || !isFilled(role) || !isDivisionCode(division)) return null;
  return Object.freeze({ account: sub, agency, agencyKind, role, division, ...(isUUID(lawyerId) && { lawyerId: lawyerId as string }) });
}

const isFilled = (value: unknown): value is string => typeof value === 'string' && value.length > 0 && value.length <= 200;

/**
 * The key set that `TOKEN_JWKS` names: a URL (fetched when needed, kept by jose, fetched again for an unknown key at most twice a minute)
 * or a file (read now).
 */
export async function keySetOf(location: string): Promise<JWTVerifyGetKey> {
  if (/^https?:/.test(location)) {
    return createRemoteJWKSet(new URL(location), { timeoutDuration: JWKS_TIMEOUT_MS, cooldownDuration: 30_000 });
  }
  return createLocalJWKSet(JSON.parse(await readFile(location, 'utf8')) as JSONWebKeySet);
}

/** The rules of this installation. `ownKeys` are used when no other issuer is configured. */
export async function tokenRules(config: Config, ownKeys: JSONWebKeySet): Promise<TokenRules> {
  const keys = config.tokenJwks === undefined ? createLocalJWKSet(ownKeys) : await keySetOf(config.tokenJwks);
  return { issuer: config.tokenIssuer, audience: config.tokenAudience, keys };
}
