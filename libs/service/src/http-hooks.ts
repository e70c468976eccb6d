import { createSecretKey, randomUUID, type KeyObject } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { unauthenticated, type AccessConfig } from './access.js';
import type { Metrics } from './metrics.js';
import type { Principal } from './principal.js';
import type { TokenVerifier } from './tokens.js';
import { assertNotTooDeep } from './validation.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The caller of a verified token; `null` without one. */
    principal: Principal | null;
  }
  interface FastifyInstance {
    /** Key of the digests of command bodies, prepared once: from bytes, Node would prepare it for every command. */
    fingerprintKey: KeyObject;
  }
}

/** Sent with every answer: an API and its own pages, which nobody frames and nothing else loads. */
const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
};

const BEARER = /^Bearer +([\w\-.~+/]+=*)$/i;

export const newRequestId = (): string => randomUUID();

/** The route's pattern, never the address itself, which holds ids. */
export const routeOf = (request: FastifyRequest): string => (request.is404 ? '(unmatched)' : (request.routeOptions.url ?? '(unmatched)'));

export interface HttpHookParts {
  readonly verifier: TokenVerifier;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly fingerprintKey: Uint8Array;
}

/** What happens around every request: headers, who calls, how long it took. Hooks, because interceptors cost several times as much. */
export function addHttpHooks(fastify: FastifyInstance, { verifier, metrics, logger, fingerprintKey }: HttpHookParts): void {
  fastify.decorate('fingerprintKey', createSecretKey(fingerprintKey));
  fastify.decorateRequest('principal', null);

  fastify.addHook('onRequest', async (request, reply) => {
    void reply.headers(SECURITY_HEADERS).header('x-request-id', request.id);
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (token !== undefined) request.principal = verifier.known(token) ?? (await verifier.verify(token));
    const { signedIn } = request.routeOptions.config as AccessConfig;
    if (signedIn === true && request.principal === null) throw unauthenticated();
  });

  fastify.addHook('preValidation', async (request) => assertNotTooDeep(request.body));

  // These lines hold five fixed fields: looking through each for what must be redacted costs more than writing it.
  const requestLog = logger.child({}, { redact: [] });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = routeOf(request);
    const ms = reply.elapsedTime;
    metrics.observeRequest(request.method, route, reply.statusCode, ms / 1_000);
    requestLog.info(
      { method: request.method, route, status: reply.statusCode, ms: Math.round(ms * 100) / 100, requestId: request.id },
      'request',
    );
    done();
  });
}
