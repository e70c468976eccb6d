import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AccessConfig } from './access.js';
import { CHUNK_BYTES } from './attachments/sealed-chunk.js';
import { HttpProblem } from './problem.js';

const unsupported = (wanted: string): HttpProblem =>
  new HttpProblem({ status: 415, code: 'media_type.unsupported', detail: `Send the body as ${wanted}.` });

const takesBytes = ({ routeOptions }: FastifyRequest): boolean => (routeOptions.config as AccessConfig).takesBytes === true;

/** Lets routes that say so take bytes, up to a chunk of an attachment, whatever the limit of other bodies is; no other route does. */
export function acceptBytes(fastify: FastifyInstance): void {
  const options = { parseAs: 'buffer', bodyLimit: CHUNK_BYTES } as const;
  fastify.addContentTypeParser('application/octet-stream', options, (request: FastifyRequest, body: Buffer, done) => {
    if (takesBytes(request)) done(null, body);
    else done(unsupported('application/json'));
  });
}

/** The bytes of the body, on a route whose permission says `takesBytes`. */
export const BytesBody = createParamDecorator((_data: unknown, context: ExecutionContext): Buffer => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!Buffer.isBuffer(body)) throw unsupported('application/octet-stream');
  return body;
});
