import { callbackUrl, derivedKey, ownClientSecret, type Config, type OwnSigningKey, type Principal } from '@xiezhi/service';
import { errors, Provider, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import type { Pool } from 'pg';
import type { SystemKeys } from '../system-keys/system-keys.js';
import { IssuerPayloads, type FindClient } from './payloads.js';
import type { SignIns } from './sign-ins.js';

/** Where the issuer is mounted. */
export const ISSUER_PATH = '/oidc';
export const interactionPath = (uid: string): string => `/auth/interaction/${uid}`;

/** The API, as tokens name it to the issuer. */
const RESOURCE = 'urn:xiezhi:api';
/** Short, for other systems that take our tokens do not hear of endings. */
const ACCESS_TOKEN_SECONDS = 300;
const ALGORITHM = 'EdDSA';
const ID_TOKEN_SECONDS = 300;
const CODE_SECONDS = 60;
/** How long a person may take to sign in. */
const INTERACTION_SECONDS = 900;

export interface IssuerParts {
  readonly config: Config;
  readonly masterKey: Uint8Array;
  readonly signingKey: OwnSigningKey;
  /** On the schema of sessions. */
  readonly pool: Pool;
  readonly signIns: SignIns;
  readonly systems: SystemKeys;
}

/** What a token says of whom it speaks for; `TokenVerifier` reads it back. */
const tokenClaims = ({ agency, agencyKind, role, division, lawyerId }: Principal): Record<string, string> => ({
  agency,
  agency_kind: agencyKind,
  role,
  division,
  ...(lawyerId !== undefined && { lawyer_id: lawyerId }),
});

/** The platform's own OpenID issuer: code and PKCE for people, client credentials by private key for agencies' systems. */
export function createIssuer(parts: IssuerParts): Provider {
  const { config, masterKey, pool, systems } = parts;
  const configuration: Configuration = {
    adapter: (model) => new IssuerPayloads(pool, model, systemClients(systems)),
    // People sign in elsewhere when the region has an issuer of its own.
    clients: config.oidcIssuer === undefined ? [platformClient(config, masterKey)] : [],
    ...keysAndCookies(parts),
    ...claimsOf(parts),
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: apiAlone(config),
    },
    pkce: { required: () => true },
    responseTypes: ['code'],
    ttl: {
      AccessToken: ACCESS_TOKEN_SECONDS,
      AuthorizationCode: CODE_SECONDS,
      ClientCredentials: ACCESS_TOKEN_SECONDS,
      IdToken: ID_TOKEN_SECONDS,
      Interaction: INTERACTION_SECONDS,
      Session: INTERACTION_SECONDS,
      Grant: INTERACTION_SECONDS,
    },
    interactions: { url: (_ctx, { uid }) => interactionPath(uid) },
    loadExistingGrant: grantOfOwnClient,
    renderError: (ctx, out) => {
      // Only who puts an address together wrongly comes here; it is told in words of the protocol.
      ctx.type = 'application/json';
      ctx.body = JSON.stringify(out);
    },
  };
  const issuer = new Provider(config.tokenIssuer, configuration);
  // Behind a reverse proxy that ends TLS, addresses are what the proxy was asked for.
  issuer.proxy = new URL(config.publicUrl).protocol === 'https:';
  return issuer;
}

const keysAndCookies = ({ masterKey, signingKey }: IssuerParts): Pick<Configuration, 'jwks' | 'cookies' | 'enabledJWA'> => ({
  jwks: { keys: [{ ...signingKey.privateKey.export({ format: 'jwk' }), kid: signingKey.kid, alg: ALGORITHM, use: 'sig' } as never] },
  enabledJWA: { clientAuthSigningAlgValues: ['EdDSA', 'Ed25519', 'ES256', 'RS256'], idTokenSigningAlgValues: [ALGORITHM] },
  cookies: {
    keys: [Buffer.from(derivedKey(masterKey, 'issuer cookies')).toString('base64url')],
    names: { session: 'xiezhi_issuer', interaction: 'xiezhi_interaction', resume: 'xiezhi_resume' },
    long: { httpOnly: true, sameSite: 'lax', signed: true },
    short: { httpOnly: true, sameSite: 'lax', signed: true },
  },
});

/** What tokens say; nothing of an account that is not active any more. */
const claimsOf = ({
  signIns,
  systems,
}: IssuerParts): Pick<Configuration, 'claims' | 'conformIdTokenClaims' | 'findAccount' | 'extraTokenClaims'> => ({
  claims: {
    openid: ['sub', 'agency', 'agency_kind', 'role', 'division', 'lawyer_id', 'signed_in_at'],
    profile: ['name', 'agency_name', 'last_sign_in_at'],
  },
  conformIdTokenClaims: false,
  findAccount: async (_ctx, accountId) => {
    const claims = await signIns.claimsOf(accountId);
    if (claims === null) return undefined;
    const { principal, agencyName, displayName, signedInAt, lastSignInAt } = claims;
    return {
      accountId,
      claims: () => ({
        sub: accountId,
        ...tokenClaims(principal),
        agency_name: agencyName,
        ...(displayName !== null && { name: displayName }),
        ...(signedInAt !== null && { signed_in_at: signedInAt }),
        ...(lastSignInAt !== null && { last_sign_in_at: lastSignInAt }),
      }),
    };
  },
  extraTokenClaims: async (_ctx, token) => {
    const account = 'accountId' in token ? token.accountId : undefined;
    const found = account === undefined ? await systems.client(token.clientId ?? '') : await signIns.claimsOf(account);
    if (found === null) throw new errors.InvalidGrant('the account is not active');
    return { ...tokenClaims(found.principal), as_of: found.asOf };
  },
});

/** Every access token is for the API, a JWT that its services verify by themselves. */
const apiAlone = ({ tokenAudience }: Config): NonNullable<NonNullable<Configuration['features']>['resourceIndicators']> => ({
  enabled: true,
  defaultResource: () => RESOURCE,
  useGrantedResource: () => true,
  getResourceServerInfo: (_ctx, resource) => {
    if (resource !== RESOURCE) throw new errors.InvalidTarget();
    return {
      scope: '',
      audience: tokenAudience,
      accessTokenFormat: 'jwt',
      accessTokenTTL: ACCESS_TOKEN_SECONDS,
      jwt: { sign: { alg: ALGORITHM } },
    };
  },
});

/** Agencies' systems as clients, while they have a key. */
const systemClients =
  (systems: SystemKeys): FindClient =>
  async (id) => {
    const system = await systems.client(id);
    if (system === null) return undefined;
    return {
      client_id: id,
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
      token_endpoint_auth_method: 'private_key_jwt',
      id_token_signed_response_alg: ALGORITHM,
      jwks: { keys: system.keys },
    };
  };

/** The platform itself, whose pages people sign in to. */
const platformClient = (config: Config, masterKey: Uint8Array) => ({
  client_id: config.oidcClientId,
  client_secret: config.oidcClientSecret ?? ownClientSecret(masterKey),
  redirect_uris: [callbackUrl(config)],
  grant_types: ['authorization_code'],
  response_types: ['code' as const],
  token_endpoint_auth_method: 'client_secret_basic' as const,
  id_token_signed_response_alg: ALGORITHM as 'EdDSA',
});

/** The platform asks nobody for consent to know its own accounts. */
async function grantOfOwnClient(ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const known = session.grantIdFor(client.clientId);
  const found = known === undefined ? undefined : await provider.Grant.find(known);
  if (found !== undefined) return found;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid profile');
  grant.addResourceScope(RESOURCE, '');
  await grant.save();
  return grant;
}
