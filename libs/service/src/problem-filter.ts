import { Catch, Inject, Injectable, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { LOGGER } from './log.js';
import { problemPage } from './plain-pages/problem-page.js';
import { PROBLEM_MEDIA_TYPE, problemOf, toldOf } from './problem.js';

const HTML = 'text/html; charset=utf-8';

/** Answers `error` as a problem, to a person at a plain page as a page, and logs it when the cause is ours. Never throws. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, logger: Logger): void {
  const told = toldOf(error, request.headers['if-match'] !== undefined);
  if (told.ours === true) logger.error({ err: error, requestId: request.id }, 'request failed');
  if (reply.sent || reply.raw.headersSent) {
    // Too late to tell: a cut answer must not look like a whole one.
    reply.raw.destroy();
    return;
  }
  if (told.retryAfter !== undefined) void reply.header('retry-after', String(told.retryAfter));
  if (told.status === 401) void reply.header('www-authenticate', 'Bearer');
  const page = problemPage(told, request);
  void reply
    .code(told.status)
    .removeHeader('etag')
    .type(page === null ? PROBLEM_MEDIA_TYPE : HTML)
    .send(page ?? JSON.stringify(problemOf(told, request.id)));
}

/** The one filter: everything that is thrown, in handlers and before them, becomes a problem. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), this.logger);
  }
}
