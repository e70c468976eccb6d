import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { NoPersonKey, Rejected, RevisionConflict, StoreUnavailable, type FieldError } from '@xiezhi/eventsourcing';
import { KeysUnavailable } from './tokens.js';

/** The body of every error answer (RFC 9457, `application/problem+json`). `code` is stable; `detail` says what to do. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  /** The article behind a legal refusal. */
  readonly basis?: string;
  readonly requestId: string;
}

/** What is told of an error; the request id is added where it is sent. */
export interface Told {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  readonly basis?: string;
  /** Seconds after which trying again makes sense. */
  readonly retryAfter?: number;
  /** True when the cause is ours: it is logged, and nothing of it is told. */
  readonly ours?: boolean;
}

/** A refusal of the HTTP edge itself, with its status; the domain throws `Rejected`. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  constructor(readonly told: Told) {
    super(told.code);
  }
}

export const PROBLEM_MEDIA_TYPE = 'application/problem+json; charset=utf-8';
const RETRY_AFTER_SECONDS = 2;

/** Refusals whose status does not follow from how their code ends. */
const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  'command.reused': 422,
  'command.too_many_waiting': 503,
};

const STATUS_OF_ENDING: Readonly<Record<string, number>> = {
  not_found: 404,
  forbidden: 403,
  invalid: 422,
  unknown: 422,
  behind: 503,
};

/** Errors of Fastify and Nest, by status, as we tell them. */
const EDGE: Readonly<Record<number, readonly [code: string, detail: string]>> = {
  400: ['request.malformed', 'The request cannot be read. Check that the body is valid JSON in UTF-8 and that the address is well formed.'],
  401: ['token.missing_or_invalid', 'Sign in, and send the access token as "Authorization: Bearer …".'],
  403: ['permission.denied', 'Your role may not do this.'],
  404: ['route.not_found', 'There is nothing at this address.'],
  405: ['method.not_allowed', 'This address does not take this method.'],
  408: ['request.too_slow', 'The request took too long to arrive. Send it again.'],
  413: ['body.too_large', 'The body is larger than is accepted. Send less at once.'],
  414: ['address.too_long', 'The address is longer than is accepted.'],
  415: ['media_type.unsupported', 'Send the body as application/json.'],
  431: ['headers.too_large', 'The headers are larger than is accepted.'],
};

const UNAVAILABLE: Told = {
  status: 503,
  code: 'service.unavailable',
  detail: 'The service cannot answer now. Send the same request, with the same Idempotency-Key, again in a moment.',
  retryAfter: RETRY_AFTER_SECONDS,
  ours: true,
};

/** A text that names a person cannot be sealed, for the person's key is gone. */
const ERASED: Told = {
  status: 409,
  code: 'person.erased',
  detail: '该人的信息已依法删除,不能再写入或者读取。This person was erased: nothing can be written or read of the person any more.',
};

const INTERNAL: Told = {
  status: 500,
  code: 'internal',
  detail: 'Something went wrong on our side. Tell the operator the request id.',
  ours: true,
};

/** Refusals of the HTTP edge, which no handler makes. */
export const edgeRefusals: readonly Told[] = [
  ...Object.entries(EDGE).map(([status, [code, detail]]) => ({ status: Number(status), code, detail })),
  UNAVAILABLE,
  INTERNAL,
];

/** What a client may be told of `error`. `ifMatch`: the request named the revision it expects. */
export function toldOf(error: unknown, ifMatch = false): Told {
  if (error instanceof HttpProblem) return error.told;
  if (error instanceof Rejected) return rejected(error);
  if (error instanceof RevisionConflict) return conflict(ifMatch);
  if (error instanceof NoPersonKey) return ERASED;
  if (error instanceof StoreUnavailable || error instanceof KeysUnavailable || isDatabaseUnavailable(error)) return UNAVAILABLE;
  const status = error instanceof HttpException ? error.getStatus() : fastifyStatus(error);
  const edge = status === undefined ? undefined : EDGE[status];
  if (status !== undefined && edge !== undefined) return { status, code: edge[0], detail: edge[1] };
  if (status !== undefined && status >= 400 && status < 500) {
    return { status, code: `http.${status}`, detail: STATUS_CODES[status] ?? 'The request cannot be carried out.' };
  }
  return status === 503 ? UNAVAILABLE : INTERNAL;
}

export function problemOf(told: Told, requestId: string): Problem {
  return {
    type: `urn:xiezhi:problem:${told.code}`,
    title: STATUS_CODES[told.status] ?? 'Error',
    status: told.status,
    code: told.code,
    detail: told.detail,
    ...(told.errors !== undefined && { errors: told.errors }),
    ...(told.basis !== undefined && { basis: told.basis }),
    requestId,
  };
}

function rejected({ code, message, errors, basis }: Rejected): Told {
  const ending = code.slice(code.lastIndexOf('.') + 1);
  const status = STATUS_OF_CODE[code] ?? STATUS_OF_ENDING[ending] ?? 409;
  return {
    status,
    code,
    detail: message,
    ...(errors !== undefined && { errors }),
    ...(basis !== undefined && { basis }),
    ...(status === 503 && { retryAfter: RETRY_AFTER_SECONDS }),
  };
}

const conflict = (ifMatch: boolean): Told =>
  ifMatch
    ? { status: 412, code: 'revision.changed', detail: 'Someone changed this meanwhile. Read it again and repeat your change.' }
    : { status: 409, code: 'revision.conflict', detail: 'Too many changes to this at once. Send the same command again.' };

/** SQLSTATE classes and codes, and network errors, that mean "not now": connection lost, shutting down, too many connections, time-out. */
const UNAVAILABLE_CODES = new Set([
  '57014',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
]);
/** pg gives these no code. */
const UNAVAILABLE_MESSAGES = /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error)/;

/** True when the database could not be reached or could not take more. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isDatabaseUnavailable);
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') return UNAVAILABLE_CODES.has(code) || /^08[0-9A-Z]{3}$/.test(code);
  return UNAVAILABLE_MESSAGES.test(error.message);
}

/** Fastify's own errors carry a status and a code of the form FST_…; nothing else may choose its status. */
function fastifyStatus(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  if (typeof statusCode !== 'number') return undefined;
  if (typeof code === 'string' && code.startsWith('FST_')) return statusCode;
  // The JSON parser's errors have a status and no code.
  return error instanceof SyntaxError && statusCode === 400 ? 400 : undefined;
}
