import { hostname } from 'node:os';
import { join } from 'node:path';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationShutdown } from '@nestjs/common';
import { MessageBus, type HeadSigner, type PersonKeys } from '@xiezhi/eventsourcing';
import { KafkaBus } from '@xiezhi/eventsourcing/kafka';
import { KurrentDriver } from '@xiezhi/eventsourcing/kurrentdb';
import { PostgresBus } from '@xiezhi/eventsourcing/postgres';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import {
  ATTACHMENTS_MIGRATIONS,
  ATTACHMENTS_SCHEMA,
  AttachmentSettling,
  openAttachments,
  type Attachments,
  type IsUsed,
  type OpenAttachments,
} from '../attachments/index.js';
import type { Config } from '../config.js';
import { HealthRegistry } from '../health.js';
import { LOGGER } from '../log.js';
import { headSigner, logSigningKey } from '../log-signing-key.js';
import { Metrics } from '../metrics.js';
import { migrateService } from '../migrate-service.js';
import { packageRoot } from '../package-root.js';
import { FileKeyWrapping, PostgresPersonKeys } from '../person-keys/index.js';
import type { OwnSigningKey } from '../own-signing-key.js';
import { createPool, databaseAnswers } from '../pool.js';
import { CONFIG, MASTER_KEY, TIME } from '../injection-tokens.js';
import { readerRole, rolePassword, serviceRole, urlAs } from '../service-role.js';
import { SYSTEM_TIME, type Time } from '../time.js';
import { Service } from './service.js';
import type { ServiceDefinition } from './service-definition.js';
import type { ServiceHost } from './service-host.js';

const BUS_SCHEMA = 'bus';
const KEYS_SCHEMA = 'person_keys';
/** An agency's topic is read by one agency: one partition keeps all of its order. Service topics share their work among six. */
const AGENCY_TOPIC = /^xiezhi\.agency\./;
const SERVICE_PARTITIONS = 6;

/** What the services of one process share: the bus, the keys of persons, and how a service gets its schema. */
@Injectable()
export class Platform implements ServiceHost, BeforeApplicationShutdown, OnApplicationShutdown {
  readonly #services: Service[] = [];
  readonly #pools: Pool[] = [];
  #bus: Promise<MessageBus> | null = null;
  #keys: Promise<PersonKeys> | null = null;
  #kurrent: KurrentDriver | null = null;
  #attachments: Promise<OpenAttachments> | null = null;
  readonly #settling: AttachmentSettling[] = [];
  #logKey: Promise<OwnSigningKey> | null = null;

  constructor(
    @Inject(CONFIG) readonly config: Config,
    @Inject(LOGGER) readonly logger: Logger,
    @Inject(MASTER_KEY) private readonly masterKey: Uint8Array,
    @Inject(Metrics) readonly metrics: Metrics,
    @Inject(HealthRegistry) readonly health: HealthRegistry,
    @Inject(TIME) readonly time: Time = SYSTEM_TIME,
  ) {}

  /** Names this process where ownership is recorded. */
  readonly owner = `${hostname()}:${process.pid}`;

  /** Migrates and opens a service; it does nothing by itself until it is started. */
  async service(definition: ServiceDefinition): Promise<Service> {
    await this.logKey; // one that cannot be used is told at the start
    const service = await Service.open(this, definition);
    this.#services.push(service);
    return service;
  }

  /** The service with this name, when it runs in this process. */
  serviceNamed(name: string): Service | undefined {
    return this.#services.find((service) => service.name === name);
  }

  get bus(): Promise<MessageBus> {
    return (this.#bus ??= this.#openBus());
  }

  /** The way to KurrentDB; `null` when events are kept in PostgreSQL. */
  kurrent(): KurrentDriver | null {
    const { eventStore, kurrentdbUrl } = this.config;
    if (eventStore !== 'kurrentdb') return null;
    if (kurrentdbUrl === undefined) throw new Error('Set KURRENTDB_URL (esdb://host:2113): EVENT_STORE is kurrentdb.');
    return (this.#kurrent ??= new KurrentDriver(kurrentdbUrl));
  }

  /** The key that signs the heads of the logs. */
  get logKey(): Promise<OwnSigningKey> {
    return (this.#logKey ??= logSigningKey(this.config, this.masterKey));
  }

  readonly headSigner: HeadSigner = { sign: async (head) => headSigner(await this.logKey).sign(head) };

  get keys(): Promise<PersonKeys> {
    return (this.#keys ??= this.#openKeys());
  }

  /** The store of attachments that all services share. */
  get attachments(): Promise<Attachments> {
    return this.#openAttachments().then(({ attachments }) => attachments);
  }

  /** From now on asks `isUsed` about attachments of `service` that a kill or a client left open, and removes those that are not used. */
  async settleAttachments(service: string, isUsed: IsUsed): Promise<AttachmentSettling> {
    const { rows, removal } = await this.#openAttachments();
    const settling = new AttachmentSettling({ service, rows, removal, isUsed, logger: this.logger, now: this.time.now });
    this.#settling.push(settling);
    settling.start();
    return settling;
  }

  /** Brings `schema` up to date and opens a pool of its own role on it. `folders`: migration folders from the project's root. */
  async open(
    schema: string,
    folders: Readonly<Record<string, string>>,
    { grants = [], readable = false }: { readonly grants?: readonly string[]; readonly readable?: boolean } = {},
  ): Promise<Pool> {
    const { databaseUrl, databaseAdminUrl = databaseUrl } = this.config;
    if (databaseUrl === undefined || databaseAdminUrl === undefined) throw new Error('no database is configured');
    const role = serviceRole(schema);
    const reader = readerRole(schema);
    const migrationFolders = Object.entries(folders).map(([table, folder]) => ({ table, dir: join(packageRoot(), folder) }));
    await migrateService({
      adminUrl: databaseAdminUrl,
      schema,
      role,
      rolePassword: rolePassword(this.masterKey, role),
      ...(readable && { reader: { role: reader, rolePassword: rolePassword(this.masterKey, reader) } }),
      migrationFolders,
      grants: grants.map((statement) => statement.replaceAll('${role}', role)),
      logger: this.logger,
    });
    return this.#pool(databaseUrl, schema, role, `xiezhi ${schema}`);
  }

  /** A pool of the role that reads `schema` for people; the schema was opened as `readable` before. */
  openReads(schema: string): Pool {
    const { databaseUrl } = this.config;
    if (databaseUrl === undefined) throw new Error('no database is configured');
    return this.#pool(databaseUrl, schema, readerRole(schema), `xiezhi ${schema} reads`);
  }

  #pool(databaseUrl: string, schema: string, role: string, applicationName: string): Pool {
    const { poolSize: max, statementTimeoutMs } = this.config;
    const url = urlAs(databaseUrl, role, rolePassword(this.masterKey, role));
    const pool = createPool(url, { max, schema, applicationName, logger: this.logger, statementTimeoutMs });
    this.#pools.push(pool);
    return pool;
  }

  /** The last request is answered: what runs by itself finishes what it has in hand. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([...this.#services, ...this.#settling].map((one) => one.stop()));
  }

  /** Runners have ended by now (`beforeApplicationShutdown`): what they used is closed last. */
  async onApplicationShutdown(): Promise<void> {
    for (const service of this.#services) await service.close();
    if (this.#bus !== null) await (await this.#bus).close();
    await this.#kurrent?.close();
    await Promise.all(this.#pools.map((pool) => pool.end()));
  }

  async #openBus(): Promise<MessageBus> {
    const bus = this.config.messageBus === 'kafka' ? this.#kafka() : await this.#postgresBus();
    this.health.add('bus', () => bus.healthy());
    return bus;
  }

  #kafka(): MessageBus {
    const { kafkaBrokers } = this.config;
    if (kafkaBrokers === undefined) throw new Error('Set KAFKA_BROKERS (host:port,…): MESSAGE_BUS is kafka.');
    const logger = this.logger.child({ part: 'kafka' });
    return new KafkaBus({
      brokers: kafkaBrokers,
      clientId: 'xiezhi',
      log: logger,
      topic: (name) => ({ partitions: AGENCY_TOPIC.test(name) ? 1 : SERVICE_PARTITIONS, replicationFactor: -1 }),
    });
  }

  async #postgresBus(): Promise<MessageBus> {
    const pool = await this.open(BUS_SCHEMA, { bus_migrations: 'libs/eventsourcing/src/postgres/migrations-bus' });
    const logger = this.logger.child({ part: 'bus' });
    return new PostgresBus({
      pool,
      owner: this.owner,
      onFailure: (group, topic, error) => logger.warn({ group, topic, error }, 'a batch was not handled'),
    });
  }

  async #openKeys(): Promise<PersonKeys> {
    const pool = await this.open(KEYS_SCHEMA, { migrations: 'libs/service/src/person-keys/migrations' });
    this.health.add('person keys', () => databaseAnswers(pool));
    return new PostgresPersonKeys({ pool, wrapping: new FileKeyWrapping(this.masterKey, this.config.masterKeyFile) });
  }

  #openAttachments(): Promise<OpenAttachments> {
    return (this.#attachments ??= this.#makeAttachments());
  }

  async #makeAttachments(): Promise<OpenAttachments> {
    const pool = await this.open(ATTACHMENTS_SCHEMA, { migrations: ATTACHMENTS_MIGRATIONS });
    const made = openAttachments(this.config, pool, await this.keys, this.time.now);
    const { store, scanner } = made;
    this.health.add('attachments', async () => (await databaseAnswers(pool)) && (await store.healthy()));
    // Scanning is no condition of being ready: without it, files are marked, and with a scanner that is away they wait.
    this.health.note('attachment scanner', async () => (scanner === null ? 'none' : (await scanner.healthy()) ? 'ok' : 'failed'));
    return made;
  }
}
