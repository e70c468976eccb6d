import { createHmac, type KeyObject } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { canonicalJson, derivedId, randomBytes, type CommandContext } from '@xiezhi/eventsourcing';
import type { FastifyRequest } from 'fastify';
import { permissionOf, unauthenticated } from './access.js';
import { actorOf, type Principal } from './principal.js';
import { HttpProblem } from './problem.js';

/** A command's context as far as the request tells it; the handler adds the division of the matter. */
export type RequestContext = Omit<CommandContext, 'division'> & {
  /** Of a lawyer: the row of the roster that the account stands for. Asked for in authorising, never stored. */
  readonly lawyerId?: string;
};

/** What of a request makes its context. */
export interface CommandRequestParts {
  readonly principal: Principal;
  /** The route's permission and the matter it is about: the same key on another matter is another command. */
  readonly operation: readonly string[];
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: unknown;
  readonly requestId: string;
  readonly fingerprintKey: KeyObject;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** W3C Trace Context, version 00; an id of zeros is invalid. */
const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,200}$/;
const ETAG = /^"(0|[1-9]\d{0,14})"$/;

/**
 * Makes the context of a command.
 * @throws HttpProblem 400 `idempotency_key.missing`, `idempotency_key.malformed`, `if_match.malformed`
 */
export function requestContext(parts: CommandRequestParts): RequestContext {
  const { principal, operation, headers, body, requestId, fingerprintKey } = parts;
  const correlation = headers['x-correlation-id'];
  const expected = expectedRevision(headers['if-match']);
  return {
    commandId: derivedId(principal.account, principal.agency, ...operation, idempotencyKey(headers['idempotency-key'])),
    fingerprint: fingerprint(fingerprintKey, body),
    actor: actorOf(principal),
    correlationId: typeof correlation === 'string' && UUID.test(correlation) ? correlation.toLowerCase() : requestId,
    traceparent: traceparentOf(headers['traceparent']),
    ...(expected !== undefined && { expectedRevision: expected }),
    ...(principal.lawyerId !== undefined && { lawyerId: principal.lawyerId }),
  };
}

/** Keyed digest of a body: the log can tell whether two bodies are the same, and nobody without the key can guess one from it. */
export const fingerprint = (key: KeyObject, body: unknown): string =>
  createHmac('sha256', key)
    .update(canonicalJson(body ?? null))
    .digest('base64url');

/** The `ETag` of a stream at `revision`, as `If-Match` takes it back. */
export const etagOf = (revision: number): string => `"${revision}"`;

function idempotencyKey(header: string | readonly string[] | undefined): string {
  if (header === undefined || header === '') {
    throw new HttpProblem({
      status: 400,
      code: 'idempotency_key.missing',
      detail:
        'Send a header Idempotency-Key with a value made once for this command (a UUID), and the same one when you send it again: ' +
        'it is then carried out once.',
    });
  }
  if (typeof header !== 'string' || !IDEMPOTENCY_KEY.test(header)) {
    throw new HttpProblem({
      status: 400,
      code: 'idempotency_key.malformed',
      detail: 'Idempotency-Key must be 1 to 200 visible ASCII characters.',
    });
  }
  return header;
}

/**
 * The revision that an `If-Match` header names.
 * @throws HttpProblem 400 `if_match.malformed`
 */
export function expectedRevision(header: string | readonly string[] | undefined): number | undefined {
  if (header === undefined) return undefined;
  const revision = typeof header === 'string' ? ETAG.exec(header)?.[1] : undefined;
  if (revision === undefined) {
    throw new HttpProblem({ status: 400, code: 'if_match.malformed', detail: 'If-Match must be the ETag you were given, such as "7".' });
  }
  return Number(revision);
}

const traceparentOf = (header: string | readonly string[] | undefined): string =>
  typeof header === 'string' && TRACEPARENT.test(header)
    ? header
    : `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-00`;

/** The {@link RequestContext} of a command, in a handler of a route with a permission. */
export const CommandRequest = createParamDecorator((_data: unknown, context: ExecutionContext): RequestContext => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const permission = permissionOf(context.getHandler());
  if (request.principal === null || permission === undefined) throw unauthenticated();
  const params = Object.entries(request.params as Readonly<Record<string, string>>).flat();
  return requestContext({
    principal: request.principal,
    operation: [permission.name, ...params],
    headers: request.headers,
    body: request.body,
    requestId: request.id,
    fingerprintKey: request.server.fingerprintKey,
  });
});
