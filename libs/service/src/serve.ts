import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import type { Config } from './config.js';

/** Starts to listen. Gives back the address, with the port taken when the configuration says 0. */
export async function listen(app: NestFastifyApplication, config: Config): Promise<string> {
  await app.listen({ port: config.port, host: config.host });
  return app.getUrl();
}

/** A process that can be told to stop: Node's own, or a test's. */
export interface StoppableProcess {
  on(signal: 'SIGTERM' | 'SIGINT', listener: (signal: NodeJS.Signals) => void): unknown;
  exit(code: number): void;
}

/**
 * On SIGTERM or SIGINT: takes no more requests, finishes those in flight, stops the runners, runs `close`, and exits with 0; with 1 when
 * that failed or did not end within `SHUTDOWN_GRACE_MS`. A second signal exits at once.
 */
export function stopOnSignals(
  app: Pick<NestFastifyApplication, 'close'>,
  config: Pick<Config, 'shutdownGraceMs'>,
  logger: Logger,
  options: { readonly close?: () => Promise<void>; readonly process?: StoppableProcess } = {},
): void {
  const host: StoppableProcess = options.process ?? process;
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) {
      logger.warn({ signal }, 'second signal: exiting at once');
      host.exit(1);
      return;
    }
    stopping = true;
    logger.info({ signal }, 'stopping');
    const late = setTimeout(() => {
      logger.error({ graceMs: config.shutdownGraceMs }, 'not stopped within the time of grace');
      host.exit(1);
    }, config.shutdownGraceMs);
    void finish(app, options.close).then(
      () => {
        clearTimeout(late);
        logger.info('stopped');
        host.exit(0);
      },
      (error: unknown) => {
        clearTimeout(late);
        logger.error({ err: error }, 'stopping failed');
        host.exit(1);
      },
    );
  };
  host.on('SIGTERM', stop);
  host.on('SIGINT', stop);
}

async function finish(app: Pick<NestFastifyApplication, 'close'>, close?: () => Promise<void>): Promise<void> {
  try {
    await app.close();
  } finally {
    await close?.();
  }
}
