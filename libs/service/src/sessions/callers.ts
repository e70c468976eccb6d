import type { FastifyRequest } from 'fastify';
import type { Principal } from '../principal.js';
import { HttpProblem } from '../problem.js';
import type { TokenVerifier } from '../tokens.js';
import { cookieOf, SESSION_COOKIE } from './cookies.js';
import { sameText, type Session } from './session.js';
import type { Sessions } from './sessions.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The browser's session, where the caller is known by it. */
    session: Session | null;
  }
}

const BEARER = /^Bearer +([\w\-.~+/]+=*)$/i;
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Where a request may come from that a cookie speaks for; a browser too old to tell sends nothing. */
const OWN_SITES = new Set(['same-origin', 'same-site']);

/** Who sends a request: by its access token, or else by the browser's session; `null` for nobody. Sets the request's session. */
export const callers =
  (verifier: TokenVerifier, sessions: Sessions) =>
  async (request: FastifyRequest): Promise<Principal | null> => {
    const { authorization, cookie } = request.headers;
    if (authorization !== undefined) {
      const token = BEARER.exec(authorization)?.[1];
      return token === undefined ? null : (verifier.known(token) ?? (await verifier.verify(token)));
    }
    const token = cookieOf(cookie, SESSION_COOKIE);
    if (token === undefined) return null;
    request.session = sessions.known(token) ?? (await sessions.find(token));
    return request.session?.principal ?? null;
  };

/**
 * Refuses an unsafe request that a cookie alone speaks for: a page of another site can make a browser send one.
 * @throws HttpProblem 403 `csrf.refused`
 */
export function assertOwnPage({ method, headers, session }: FastifyRequest): void {
  if (session === null || SAFE_METHODS.has(method)) return;
  const token = headers['x-csrf-token'];
  const site = headers['sec-fetch-site'];
  if (typeof token === 'string' && sameText(token, session.csrfToken) && (site === undefined || OWN_SITES.has(String(site)))) return;
  throw new HttpProblem({
    status: 403,
    code: 'csrf.refused',
    detail: '请求不是从本平台页面发出的,请刷新页面后重试。Send the session’s csrfToken as x-csrf-token, from a page of this platform.',
  });
}
