import { Module, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import {
  accountabilityDecided,
  addressedEventDelivered,
  erasureFollowed,
  matterExpired,
  matterPersonErased,
  REGION_CODE,
  TOPICS,
} from '@xiezhi/contracts';
import type { CommandContext, DispatchContext, WorkflowCommand } from '@xiezhi/eventsourcing';
import { CONFIG, Platform, Service, type Config, type ServiceDefinition } from '@xiezhi/service';
import { publish as publishAccounts } from './accounts/accounts.publisher.js';
import { Agencies } from './agencies/agencies.js';
import { demonstrationAgencies, DEMONSTRATION_LAWYERS, lawyerLoading, loadId } from './demonstration-data/demonstration-data.js';
import { publish } from './directory.publisher.js';
import { barredLawyers } from './duty-rota/barred-lawyers.projection.js';
import { publish as publishShifts } from './duty-rota/duty-shifts.publisher.js';
import { DemonstrationAccounts, IDENTITY_CONTROLLERS, identityProviders } from './identity.js';
import { ErasureRounds } from './erasures/erasure-rounds.js';
import { erasureSteps } from './erasures/erasure-steps.projection.js';
import { Erasures } from './erasures/erasures.js';
import { ErasureList } from './erasures/erasure-list.js';
import { ErasureListController } from './erasures/erasure-list.controller.js';
import { expiredMatters, type ErasePerson } from './erasures/expired-matters.js';
import { ErasuresController } from './erasures/erasures.controller.js';
import { Lawyers } from './lawyers/lawyers.js';
import { referenceAgencies } from './reference-data/reference-data.js';
import { REGISTER_CONTROLLERS, registerProviders } from './registers.js';

/** The directory is plain tables; its log is their audit and its outbox. */
export const directory: ServiceDefinition = {
  name: 'directory',
  truth: 'tables',
  grants: ['REVOKE UPDATE, DELETE ON access_log FROM ${role}', 'REVOKE UPDATE, DELETE ON calendars FROM ${role}'],
  migrations: 'apps/directory/src/migrations',
  seenBy: { access_log: { agencies: ['agency'], divisions: ['division'] } },
  accessLog: { agency: 'agency', subject: 'subject_id', what: 'subject_kind', ofMatters: false },
  inboxProjections: [erasureSteps, barredLawyers],
  consumes: {
    topics: [TOPICS.erasures, TOPICS.assignment],
    contracts: [matterPersonErased, erasureFollowed, addressedEventDelivered, matterExpired, accountabilityDecided],
  },
  publishes: [TOPICS.directory],
};

const DIRECTORY = Symbol('directory');

/** The platform itself, loading what it ships with. */
const loading = (what: string): CommandContext => {
  const commandId = loadId(what);
  return { commandId, actor: { agency: 'xiezhi', role: 'system' }, correlationId: commandId, division: REGION_CODE };
};

/** Loads reference data, in demonstration mode the demonstration's too, and tells others of changes. */
class DirectoryRunners implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly service: Service,
    private readonly agencies: Agencies,
    private readonly lawyers: Lawyers,
    private readonly accounts: DemonstrationAccounts,
    private readonly erasures: Erasures,
    private readonly rounds: ErasureRounds,
    private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.agencies.recordMissing(referenceAgencies(), loading('reference agencies'));
    if (this.config.demonstration) await this.#loadDemonstration();
    await this.agencies.settle(null);
    await this.service.start({
      // Each of its own from the log's beginning: shifts and accounts of before are told too.
      publishers: [
        { name: 'directory', map: publish },
        { name: 'duty-shifts', map: publishShifts },
        { name: 'accounts', map: publishAccounts },
      ],
      workflows: [{ workflow: expiredMatters, dispatch: (command, context) => this.#eraseExpired(command, context) }],
    });
    this.rounds.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  async #eraseExpired({ id, data, division }: WorkflowCommand, context: DispatchContext): Promise<void> {
    const { source } = data as ErasePerson;
    await this.erasures.orderExpired(id, source, { ...context, actor: { agency: 'xiezhi', role: 'system' }, division });
  }

  async #loadDemonstration(): Promise<void> {
    await this.agencies.recordMissing(demonstrationAgencies(), loading('demonstration agencies'));
    for (const [index, { facts, details }] of DEMONSTRATION_LAWYERS.entries()) {
      await this.lawyers.register(facts, details, loading(lawyerLoading(index)));
    }
    await this.accounts.load(loading);
  }
}

/** Agencies, institutions, lawyers and divisions (名录). */
@Module({
  controllers: [...REGISTER_CONTROLLERS, ...IDENTITY_CONTROLLERS, ErasuresController, ErasureListController],
  providers: [
    { provide: DIRECTORY, useFactory: (platform: Platform) => platform.service(directory), inject: [Platform] },
    ...registerProviders(DIRECTORY),
    ...identityProviders(DIRECTORY),
    {
      provide: Erasures,
      useFactory: ({ pool, log, keys, readModels }: Service, kept: Config) =>
        new Erasures({ pool, log, keys, readModels, kept, now: Date.now }),
      inject: [DIRECTORY, CONFIG],
    },
    { provide: ErasureList, useFactory: ({ pool }: Service) => new ErasureList(pool), inject: [DIRECTORY] },
    {
      provide: ErasureRounds,
      useFactory: (erasures: Erasures, { logger }: Platform) => new ErasureRounds(erasures, logger.child({ part: 'erasures' })),
      inject: [Erasures, Platform],
    },
    {
      provide: DirectoryRunners,
      useFactory: (...parts: ConstructorParameters<typeof DirectoryRunners>) => new DirectoryRunners(...parts),
      inject: [DIRECTORY, Agencies, Lawyers, DemonstrationAccounts, Erasures, ErasureRounds, CONFIG],
    },
  ],
})
export class DirectoryModule {}
