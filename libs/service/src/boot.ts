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
  const { config, postgres } = await withPostgres(given, embedded);
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

/** Runs something within the application of `rootModule`, which takes no requests meanwhile, also beside a platform that runs. */
export async function runInApp(rootModule: Type, run: (app: NestFastifyApplication, config: Config) => Promise<void>): Promise<void> {
  const given = readConfig();
  const { config, postgres } = await withPostgres(given, true);
  try {
    const app = await createApp(rootModule, config, { logger: createLogger(given.logLevel) });
    try {
      await app.init();
      await run(app, config);
    } finally {
      await app.close();
    }
  } finally {
    await postgres?.stop();
  }
}

/** The configuration with its database: the one it names, or one of this process's own. */
async function withPostgres(
  given: Config,
  embedded: boolean,
): Promise<{ readonly config: Config; readonly postgres: EmbeddedPostgres | null }> {
  if (given.databaseUrl !== undefined) return { config: given, postgres: null };
  const postgres = await ownPostgres(given, embedded);
  return { config: Object.freeze({ ...given, databaseUrl: postgres.adminUrl, databaseAdminUrl: postgres.adminUrl }), postgres };
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
