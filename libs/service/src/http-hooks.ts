import { createSecretKey, randomUUID, type KeyObject } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { unauthenticated, type AccessConfig } from './access.js';
import { acceptBytes } from './bytes-body.js';
import type { Config } from './config.js';
import type { Metrics } from './metrics.js';
import type { Principal } from './principal.js';
import { requestLimit } from './request-limit.js';
import { securityHeaders } from './security-headers.js';
import { assertOwnPage } from './sessions/callers.js';
import type { Sessions } from './sessions/sessions.js';
import { assertNotTooDeep } from './validation.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The caller: of a verified token or of a browser's session; `null` for nobody. */
    principal: Principal | null;
    /** Looks anew who sends this request: `null` once the token has expired or the session has ended. For answers that go on for long. */
    authenticate(): Promise<Principal | null>;
  }
  interface FastifyInstance {
    /** Key of the digests of command bodies, prepared once: from bytes, Node would prepare it for every command. */
    fingerprintKey: KeyObject;
  }
}

export const newRequestId = (): string => randomUUID();

/** The route's pattern, never the address itself, which holds ids. */
export const routeOf = (request: FastifyRequest): string => (request.is404 ? '(unmatched)' : (request.routeOptions.url ?? '(unmatched)'));

export interface HttpHookParts {
  readonly config: Config;
  /** Who sends a request: by its token or its browser's session. */
  readonly callerOf: (request: FastifyRequest) => Promise<Principal | null>;
  readonly sessions: Sessions;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly fingerprintKey: Uint8Array;
}

/** What happens around every request: headers, who calls, how long it took. Hooks, because interceptors cost several times as much. */
export async function addHttpHooks(fastify: FastifyInstance, parts: HttpHookParts): Promise<void> {
  const { config, callerOf, sessions, metrics, logger, fingerprintKey } = parts;
  fastify.decorate('fingerprintKey', createSecretKey(fingerprintKey));
  fastify.decorateRequest('principal', null);
  fastify.decorateRequest('session', null);
  fastify.decorateRequest('authenticate', function (this: FastifyRequest) {
    return callerOf(this);
  });

  const headers = securityHeaders(config);
  const refuseTooMany = await requestLimit(fastify, config);
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.headers(headers).header('x-request-id', request.id);
    const { authorization, cookie } = request.headers;
    if (authorization !== undefined || cookie !== undefined) request.principal = await request.authenticate();
    if (request.session !== null) sessions.seen(request.session);
    if (refuseTooMany !== null) await refuseTooMany(request);
    const { signedIn } = request.routeOptions.config as AccessConfig;
    if (signedIn !== true) return;
    if (request.principal === null) throw unauthenticated();
    assertOwnPage(request);
  });

  acceptBytes(fastify);
  fastify.addHook('preValidation', async ({ body }) => {
    if (!Buffer.isBuffer(body)) assertNotTooDeep(body);
  });

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
