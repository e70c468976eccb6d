import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { SESSION_COOKIE } from './sessions/cookies.js';

export const OPENAPI_PATH = '/api/openapi.json';

const DESCRIPTION = [
  'Legal aid coordination between the agencies of a region.',
  'Every request carries an access token, or the cookie of a signed-in browser; with the cookie an unsafe request carries `x-csrf-token` too. Every command carries an `Idempotency-Key`; sent again with the same key it is carried out once.',
  'Errors are RFC 9457 problems with a stable `code`.',
].join('\n\n');

/** The application's description, OpenAPI 3.1. */
export function openApiOf(app: NestFastifyApplication): OpenAPIObject {
  const base = new DocumentBuilder()
    .setTitle('Xiezhi (獬豸)')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .addCookieAuth(SESSION_COOKIE)
    .build();
  return SwaggerModule.createDocument(app, base);
}

/** Serves the description at {@link OPENAPI_PATH}, for everyone. It is made when first asked for. */
export function serveOpenApi(app: NestFastifyApplication): void {
  let document: string | undefined;
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  fastify.get(OPENAPI_PATH, (_request, reply) => {
    document ??= JSON.stringify(openApiOf(app));
    return reply.type('application/json; charset=utf-8').send(document);
  });
}
