import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import helmet from 'helmet';
import { isLoopback } from './config-readers.js';
import type { Config } from './config.js';

const CONTENT_SECURITY_POLICY = 'content-security-policy';
const HSTS_SECONDS = 31_536_000;
/** What a nonce may be: it stands in a header and in HTML. */
const NONCE = /^[\w-]{16,64}$/;

/** Pages load what is ours and nothing else; nobody frames them, and a form is sent nowhere else. */
const DIRECTIVES = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};

/**
 * Headers of every answer, as helmet writes them. They are the same for all, so they are asked for once: helmet itself would work them out
 * anew for each request.
 */
export function securityHeaders({ host }: Pick<Config, 'host'>): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  // Helmet asks a response for nothing but these.
  const response = {
    setHeader: (name: string, value: string) => (headers[name.toLowerCase()] = value),
    removeHeader: () => undefined,
  };
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives: DIRECTIVES },
    // A browser that once heard it would never again speak plainly to this machine.
    strictTransportSecurity: isLoopback(host) ? false : { maxAge: HSTS_SECONDS, includeSubDomains: false },
    xFrameOptions: { action: 'deny' },
  })({} as IncomingMessage, response as unknown as ServerResponse, () => undefined);
  return Object.freeze(headers);
}

/** The answer's policy, with the scripts and styles allowed that carry `nonce`: one made for this answer alone. Sets the header. */
export function allowNonce(reply: FastifyReply, nonce: string): void {
  if (!NONCE.test(nonce)) throw new RangeError('not a nonce');
  const policy = String(reply.getHeader(CONTENT_SECURITY_POLICY) ?? '');
  void reply.header(CONTENT_SECURITY_POLICY, policy.replaceAll(/(script|style)-src /g, `$1-src 'nonce-${nonce}' `));
}
