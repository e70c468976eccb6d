import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import { serveAsyncApi } from './async-api.js';
import type { Config } from './config.js';
import { HealthRegistry } from './health.js';
import { addHttpHooks, newRequestId } from './http-hooks.js';
import { createLogger, PinoNestLogger } from './log.js';
import { derivedKey, loadMasterKey } from './master-key.js';
import { Metrics } from './metrics.js';
import { serveOpenApi } from './open-api.js';
import { ownSigningKey } from './own-signing-key.js';
import { sendProblem } from './problem-filter.js';
import { HttpProblem, PROBLEM_MEDIA_TYPE, problemOf, toldOf } from './problem.js';
import { Routes } from './routes.js';
import { ServiceCoreModule } from './service-core.module.js';
import { callers } from './sessions/callers.js';
import { Sessions } from './sessions/sessions.js';
import { SYSTEM_TIME, type Time } from './time.js';
import { tokenRules, TokenVerifier } from './tokens.js';

export interface AppOptions {
  readonly logger?: Logger;
  /** Keys of tokens, instead of those that the configuration names. */
  readonly keys?: JWTVerifyGetKey;
  /** Another time than the machine's, for what the services date and wait for. Tokens and sessions keep to the machine's. */
  readonly time?: Time;
}

/** Longest a route parameter may be, in characters. */
const MAX_PARAM_LENGTH = 200;
/** Largest all headers of a request may be together. */
const MAX_HEADER_BYTES = 16_384;
/** Longest a request may take to arrive: a large body over a bad line, but not for ever. */
const REQUEST_TIMEOUT_MS = 300_000;
const IDLE_SWEEP_MS = 20;

/**
 * Makes the application of one or more services, complete but not listening: platform, single services and tests are all made here.
 * Closing it finishes the requests in flight first, then stops runners (`beforeApplicationShutdown`, `onModuleDestroy`), then closes what
 * they used (`onApplicationShutdown`).
 */
export async function createApp(rootModule: Type, config: Config, options: AppOptions = {}): Promise<NestFastifyApplication> {
  const logger = options.logger ?? createLogger(config.logLevel);
  const masterKey = await loadMasterKey(config.masterKeyFile);
  const signingKey = await ownSigningKey(masterKey);
  const given = await tokenRules(config, signingKey.jwks);
  const rules = options.keys === undefined ? given : { ...given, keys: options.keys };

  const core = ServiceCoreModule.with({ config, logger, masterKey, signingKey, rules, time: options.time ?? SYSTEM_TIME });
  class Application {}
  const app = await NestFactory.create<NestFastifyApplication>(
    { module: Application, imports: [core, rootModule] },
    new DrainingAdapter(config, logger),
    { logger: new PinoNestLogger(logger), bufferLogs: true, abortOnError: false, forceCloseConnections: false },
  );
  (app.getHttpAdapter() as DrainingAdapter).health = app.get(HealthRegistry);
  const { registered } = app.get(Routes);
  (app.getHttpAdapter().getInstance() as FastifyInstance).addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) registered.add(`${each} ${url}`);
  });
  const sessions = app.get(Sessions);
  await addHttpHooks(app.getHttpAdapter().getInstance(), {
    config,
    callerOf: callers(app.get(TokenVerifier), sessions),
    sessions,
    metrics: app.get(Metrics),
    logger,
    fingerprintKey: derivedKey(masterKey, 'command fingerprints'),
  });
  serveOpenApi(app);
  serveAsyncApi(app);
  return app;
}

/** Fastify, set up as every service needs it. Nest destroys modules before it closes the server; this one finishes the requests first. */
class DrainingAdapter extends FastifyAdapter {
  health: HealthRegistry | undefined = undefined;

  constructor(config: Config, logger: Logger) {
    super({
      bodyLimit: config.bodyLimitBytes,
      requestTimeout: REQUEST_TIMEOUT_MS,
      http: { maxHeaderSize: MAX_HEADER_BYTES },
      trustProxy: config.trustedProxies === undefined ? false : [...config.trustedProxies],
      genReqId: newRequestId,
      // Requests on connections kept alive are still answered while the others finish, each with `connection: close`.
      return503OnClosing: false,
      forceCloseConnections: 'idle',
      routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
      // What the router refuses (a broken percent-encoding) never reaches the application's filter.
      frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
        void reply.header('x-request-id', request.id);
        sendProblem(routerError(error), request, reply, logger);
      },
      clientErrorHandler: (error, socket) => {
        if (error.code === 'ECONNRESET' || !socket.writable) {
          socket.destroy();
          return;
        }
        socket.end(rawProblem(error.code));
      },
    });
  }

  override async beforeClose(): Promise<void> {
    this.health?.drain();
    super.beforeClose();
    const fastify = this.getInstance();
    // Node ends idle connections once, when it begins to close: a connection whose request was in flight then would stay, kept alive.
    const sweep = setInterval(() => fastify.server.closeIdleConnections(), IDLE_SWEEP_MS);
    try {
      await fastify.close();
    } finally {
      clearInterval(sweep);
    }
  }
}

/** A parameter longer than any id is the id of nothing. */
const routerError = (error: FastifyError): unknown =>
  error.statusCode === 414 ? new HttpProblem({ status: 404, code: 'route.not_found', detail: 'There is nothing at this address.' }) : error;

/** An answer to bytes that are no HTTP request. */
function rawProblem(code: string): string {
  const status = code === 'HPE_HEADER_OVERFLOW' ? 431 : code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const body = JSON.stringify(
    problemOf(toldOf(Object.assign(new Error(code), { code: 'FST_CLIENT', statusCode: status })), newRequestId()),
  );
  return (
    `HTTP/1.1 ${status} Error\r\ncontent-type: ${PROBLEM_MEDIA_TYPE}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` +
    `connection: close\r\n\r\n${body}`
  );
}
