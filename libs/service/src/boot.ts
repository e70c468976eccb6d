import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readConfig, type Config } from './config.js';
import { createApp } from './create-app.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres/index.js';
import { freePort } from './free-port.js';
import { createLogger } from './log.js';
import { listen, stopOnSignals } from './serve.js';

export interface Booted {
  readonly app: NestFastifyApplication;
  readonly config: Config;
  /** Where it listens. */
  readonly address: string;
}

/**
 * Starts a process of one or more services: configuration, database, application, signals. `embedded` says that it may start a PostgreSQL
 * of its own where none is configured; a single service is one of several and is given theirs.
 * @throws InvalidConfig, or Error that says what to do
 */
export async function boot(rootModule: Type, { embedded }: { readonly embedded: boolean }): Promise<Booted> {
  const given = await withKnownPort(readConfig());
  const logger = createLogger(given.logLevel);
  const postgres = given.databaseUrl === undefined ? await ownPostgres(given, embedded) : null;
  const config: Config =
    postgres === null ? given : Object.freeze({ ...given, databaseUrl: postgres.adminUrl, databaseAdminUrl: postgres.adminUrl });
  try {
    const app = await createApp(rootModule, config, { logger });
    const address = await listen(app, config);
    stopOnSignals(app, config, logger, { close: async () => postgres?.stop() });
    return { app, config, address };
  } catch (error) {
    await postgres?.stop();
    throw error;
  }
}

/** The issuer's name holds the port, so that one left to chance is drawn before anything begins. */
const withKnownPort = async (config: Config): Promise<Config> =>
  config.port !== 0 ? config : readConfig(undefined, { PORT: String(await freePort(config.host)) });

async function ownPostgres(config: Config, embedded: boolean): Promise<EmbeddedPostgres> {
  if (!embedded) {
    throw new Error(
      'Set DATABASE_URL: a service that runs alone shares its PostgreSQL with the others. For one process with everything, run npm start.',
    );
  }
  return startEmbeddedPostgres({ dataDir: config.dataDir });
}

/** Runs `start`; a failure is told in one line and ends the process with 1. */
export function runOrExplain(start: () => Promise<unknown>): void {
  start().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
}
