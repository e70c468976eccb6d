import type { HeadSigner, MessageBus, PersonKeys } from '@xiezhi/eventsourcing';
import type { KurrentDriver } from '@xiezhi/eventsourcing/kurrentdb';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import type { HealthRegistry } from '../health.js';
import type { Metrics } from '../metrics.js';
import type { Time } from '../time.js';

/** What a service needs of the process that it runs in. */
export interface ServiceHost {
  readonly config: Config;
  readonly logger: Logger;
  readonly health: HealthRegistry;
  readonly metrics: Metrics;
  readonly time: Time;
  /** Names this process where ownership is recorded. */
  readonly owner: string;
  readonly bus: Promise<MessageBus>;
  readonly keys: Promise<PersonKeys>;
  /** Signs the heads of the logs. */
  readonly headSigner: HeadSigner;
  /** The way to KurrentDB; `null` when events are kept in PostgreSQL. */
  kurrent(): KurrentDriver | null;
  /** Brings `schema` up to date and opens a pool of its own role on it. `folders`: migration folders from the project's root. */
  open(
    schema: string,
    folders: Readonly<Record<string, string>>,
    options?: { readonly grants?: readonly string[]; readonly readable?: boolean },
  ): Promise<Pool>;
  /** A pool of the role that reads `schema` for people; the schema was opened as `readable` before. */
  openReads(schema: string): Pool;
}
