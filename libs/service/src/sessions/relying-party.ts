import { Inject, Injectable } from '@nestjs/common';
import { EncryptJWT, jwtDecrypt } from 'jose';
import * as oidc from 'openid-client';
import type { Config } from '../config.js';
import { CONFIG, MASTER_KEY } from '../injection-tokens.js';
import { derivedKey } from '../master-key.js';
import { isInstant } from '../text-rules.js';
import { principalOf } from '../tokens.js';
import type { SignedIn } from './sessions.js';

/** How long a person may take at the issuer. */
export const SIGN_IN_SECONDS = 900;
const TIMEOUT_SECONDS = 5;
/** What the issuer says of itself is asked anew after this time. */
const METADATA_KEPT_MS = 3_600_000;
const MAX_NAME = 200;
const MS_PER_SECOND = 1_000;

/** Why nobody was signed in; the page says it in words. */
export type SignInFault = 'issuer_unavailable' | 'expired' | 'refused' | 'failed' | 'no_role';

export class SignInFailed extends Error {
  override readonly name = 'SignInFailed';
  constructor(
    readonly fault: SignInFault,
    options?: ErrorOptions,
  ) {
    super(`sign-in: ${fault}`, options);
  }
}

/** What the browser keeps, encrypted, while its person is at the issuer. */
interface Underway {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
}

/** The platform's secret at its own issuer: every process of an installation derives the same. */
export const ownClientSecret = (masterKey: Uint8Array): string => Buffer.from(derivedKey(masterKey, 'issuer client')).toString('base64url');

export const callbackUrl = ({ publicUrl }: Pick<Config, 'publicUrl'>): string => `${publicUrl}/auth/callback`;

/** Signs people in at an OpenID issuer, the embedded one or the region's: authorization code with PKCE. */
@Injectable()
export class RelyingParty {
  readonly #flowKey: Uint8Array;
  #metadata: { readonly configuration: Promise<oidc.Configuration>; readonly at: number } | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(MASTER_KEY) private readonly masterKey: Uint8Array,
  ) {
    this.#flowKey = derivedKey(masterKey, 'sign-in under way');
  }

  /**
   * Where to send a browser that wants to sign in, and what it must bring back.
   * @throws SignInFailed `issuer_unavailable`
   */
  async begin(returnTo: string): Promise<{ readonly url: string; readonly underway: string }> {
    const configuration = await this.#issuer();
    const underway: Underway = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      returnTo,
    };
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: callbackUrl(this.config),
      scope: this.config.oidcScope,
      state: underway.state,
      nonce: underway.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(underway.verifier),
      code_challenge_method: 'S256',
      // Our own issuer asks for the password each time: signing out here must not leave a way back in.
      ...(this.config.oidcIssuer === undefined && { prompt: 'login' }),
    });
    const sealed = await new EncryptJWT({ ...underway })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setExpirationTime(`${SIGN_IN_SECONDS} s`)
      .encrypt(this.#flowKey);
    return { url: url.href, underway: sealed };
  }

  /**
   * Who came back from the issuer.
   * @throws SignInFailed
   */
  async finish(current: URL, sealed: string | undefined): Promise<SignedIn & { readonly returnTo: string }> {
    const underway = await this.#open(sealed);
    const configuration = await this.#issuer();
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, current, {
        pkceCodeVerifier: underway.verifier,
        expectedState: underway.state,
        expectedNonce: underway.nonce,
        idTokenExpected: true,
      });
      return { ...this.#signedIn(tokens.claims()!), returnTo: underway.returnTo };
    } catch (error) {
      throw faultOf(error);
    }
  }

  /** Where a browser ends its session at the region's issuer; `null` where there is no such place, or our own issuer keeps none. */
  async signOutUrl(): Promise<string | null> {
    if (this.config.oidcIssuer === undefined) return null;
    try {
      return oidc.buildEndSessionUrl(await this.#issuer(), { post_logout_redirect_uri: `${this.config.publicUrl}/` }).href;
    } catch {
      return null;
    }
  }

  #signedIn(claims: Readonly<Record<string, unknown>>): SignedIn {
    const names: Readonly<Record<string, string>> = { account: 'sub', ...this.config.oidcClaims };
    const claim = (name: string): unknown => claims[names[name] ?? name];
    const principal = principalOf({
      sub: claim('account') as string,
      agency: claim('agency'),
      agency_kind: claim('agency_kind'),
      role: claim('role'),
      division: claim('division'),
      lawyer_id: claim('lawyer_id'),
    });
    if (principal === null) throw new SignInFailed('no_role');
    const lastSignInAt = claim('last_sign_in_at');
    const signedInAt = claims['signed_in_at'];
    const seconds = claims['auth_time'] ?? claims['iat'];
    return {
      principal,
      details: {
        displayName: textOf(claim('name')) ?? principal.account,
        agencyName: textOf(claim('agency_name')) ?? principal.agency,
        lastSignInAt: isInstant(lastSignInAt) ? lastSignInAt : null,
      },
      signedInAt: isInstant(signedInAt) ? signedInAt : new Date(Number(seconds) * MS_PER_SECOND).toISOString(),
    };
  }

  async #open(sealed: string | undefined): Promise<Underway> {
    if (sealed === undefined) throw new SignInFailed('expired');
    try {
      const { payload } = await jwtDecrypt<Underway>(sealed, this.#flowKey);
      return payload;
    } catch (error) {
      throw new SignInFailed('expired', { cause: error });
    }
  }

  #issuer(): Promise<oidc.Configuration> {
    const known = this.#metadata;
    if (known !== null && Date.now() - known.at < METADATA_KEPT_MS) return known.configuration;
    const configuration = this.#discover();
    const metadata = { configuration, at: Date.now() };
    this.#metadata = metadata;
    // What could not be read is asked for again by the next who comes.
    configuration.catch(() => {
      if (this.#metadata === metadata) this.#metadata = null;
    });
    return configuration;
  }

  async #discover(): Promise<oidc.Configuration> {
    const { oidcIssuer, tokenIssuer, oidcClientId, oidcClientSecret } = this.config;
    const issuer = new URL(oidcIssuer ?? tokenIssuer);
    const secret = oidcClientSecret ?? ownClientSecret(this.masterKey);
    const own = oidcIssuer === undefined;
    try {
      return await oidc.discovery(
        issuer,
        oidcClientId,
        { client_secret: secret, ...(own && { id_token_signed_response_alg: 'EdDSA' }) },
        oidc.ClientSecretBasic(secret),
        {
          timeout: TIMEOUT_SECONDS,
          execute: [oidc.enableNonRepudiationChecks, ...(issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [])],
        },
      );
    } catch (error) {
      throw new SignInFailed('issuer_unavailable', { cause: error });
    }
  }
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.length > 0 && value.length <= MAX_NAME ? value : null;

/** What the library's error means for the person. */
function faultOf(error: unknown): SignInFailed {
  if (error instanceof SignInFailed) return error;
  if (error instanceof oidc.AuthorizationResponseError) return new SignInFailed('refused', { cause: error });
  if (error instanceof oidc.ResponseBodyError) {
    return new SignInFailed(error.status >= 500 ? 'issuer_unavailable' : 'failed', { cause: error });
  }
  const { code } = error as { readonly code?: unknown };
  const away = error instanceof TypeError || code === 'OAUTH_TIMEOUT' || code === 'OAUTH_RESPONSE_IS_NOT_CONFORM';
  return new SignInFailed(away ? 'issuer_unavailable' : 'failed', { cause: error });
}
