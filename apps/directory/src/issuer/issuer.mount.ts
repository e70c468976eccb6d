import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Provider } from 'oidc-provider';
import { ISSUER_PATH } from './issuer.js';

/** Hands the issuer's addresses to it, bodies unread; what happens around every request still happens. */
export function mountIssuer(fastify: FastifyInstance, issuer: Provider): void {
  const answer = issuer.callback();
  void fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _body, done) => done(null));
    scope.all(`${ISSUER_PATH}/*`, (request, reply) => {
      for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value);
      reply.hijack();
      const raw = request.raw as IncomingMessage & { originalUrl?: string };
      raw.originalUrl = raw.url!;
      raw.url = raw.originalUrl.slice(ISSUER_PATH.length);
      void answer(raw, reply.raw);
    });
  });
}
