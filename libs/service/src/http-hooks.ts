import { createSecretKey, randomUUID, type KeyObject } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { unauthenticated, type AccessConfig } from './access.js';
import type { Config } from './config.js';
import type { Metrics } from './metrics.js';
import type { Principal } from './principal.js';
import { requestLimit } from './request-limit.js';
import { securityHeaders } from './security-headers.js';
import type { TokenVerifier } from './tokens.js';
import { assertNotTooDeep } from './validation.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The caller of a verified token; `null` without one. */
    principal: Principal | null;
    /** Looks anew who sends this request: `null` once the token has expired or the session has ended. For answers that go on for long. */
    authenticate(): Promise<Principal | null>;
  }
  interface FastifyInstance {
    /** Key of the digests of command bodies, prepared once: from bytes, Node would prepare it for every command. */
    fingerprintKey: KeyObject;
  }
}

const BEARER = /^Bearer +([\w\-.~+/]+=*)$/i;

export const newRequestId = (): string => randomUUID();

/** The route's pattern, never the address itself, which holds ids. */
export const routeOf = (request: FastifyRequest): string => (request.is404 ? '(unmatched)' : (request.routeOptions.url ?? '(unmatched)'));

export interface HttpHookParts {
  readonly config: Config;
  readonly verifier: TokenVerifier;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly fingerprintKey: Uint8Array;
}

/** What happens around every request: headers, who calls, how long it took. Hooks, because interceptors cost several times as much. */
export async function addHttpHooks(fastify: FastifyInstance, parts: HttpHookParts): Promise<void> {
  const { config, verifier, metrics, logger, fingerprintKey } = parts;
  fastify.decorate('fingerprintKey', createSecretKey(fingerprintKey));
  fastify.decorateRequest('principal', null);
  fastify.decorateRequest('authenticate', async function (this: FastifyRequest) {
    const token = BEARER.exec(this.headers.authorization ?? '')?.[1];
    return token === undefined ? null : (verifier.known(token) ?? (await verifier.verify(token)));
  });

  const headers = securityHeaders(config);
  const refuseTooMany = await requestLimit(fastify, config);
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.headers(headers).header('x-request-id', request.id);
    if (request.headers.authorization !== undefined) request.principal = await request.authenticate();
    if (refuseTooMany !== null) await refuseTooMany(request);
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
