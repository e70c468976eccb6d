import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { REGION_CODE, TOPICS } from '@xiezhi/contracts';
import { derivedId, type CommandContext } from '@xiezhi/eventsourcing';
import { CONFIG, Platform, Service, type Config, type ServiceDefinition } from '@xiezhi/service';
import { Agencies } from './agencies/agencies.js';
import { AgenciesController } from './agencies/agencies.controller.js';
import { AidWorkers } from './aid-workers/aid-workers.js';
import { AidWorkersController } from './aid-workers/aid-workers.controller.js';
import { Calendars } from './calendars/calendars.js';
import { CalendarsController } from './calendars/calendars.controller.js';
import { demonstrationAgencies, DEMONSTRATION_LAWYERS } from './demonstration-data/demonstration-data.js';
import { DutyRota } from './duty-rota/duty-rota.js';
import { DutyRotaController } from './duty-rota/duty-rota.controller.js';
import { publish } from './directory.publisher.js';
import { DemonstrationAccounts, IDENTITY_CONTROLLERS, identityProviders } from './identity.js';
import { Institutions } from './institutions/institutions.js';
import { InstitutionsController } from './institutions/institutions.controller.js';
import { LawFirms } from './law-firms/law-firms.js';
import { LawFirmsController } from './law-firms/law-firms.controller.js';
import { Lawyers } from './lawyers/lawyers.js';
import { LawyersController } from './lawyers/lawyers.controller.js';
import { AccessLog } from './people/access-log.js';
import { ReferenceValues } from './reference-values/reference-values.js';
import { ReferenceValuesController } from './reference-values/reference-values.controller.js';
import { Stations } from './stations/stations.js';
import { StationsController } from './stations/stations.controller.js';
import { referenceAgencies } from './reference-data/reference-data.js';

/** The directory is plain tables; its log is their audit and its outbox. */
export const directory: ServiceDefinition = {
  name: 'directory',
  truth: 'tables',
  grants: ['REVOKE UPDATE, DELETE ON access_log FROM ${role}', 'REVOKE UPDATE, DELETE ON calendars FROM ${role}'],
  migrations: 'apps/directory/src/migrations',
  publishes: [TOPICS.directory],
};

const DIRECTORY = Symbol('directory');

/** The platform itself, loading what it ships with; the same command id each time, so that it is loaded once. */
const loading = (what: string): CommandContext => {
  const commandId = derivedId('load', what);
  return { commandId, actor: { agency: 'xiezhi', role: 'system' }, correlationId: commandId, division: REGION_CODE };
};

/** Loads reference data, in demonstration mode the demonstration's too, and tells others of changes. */
class DirectoryRunners implements OnApplicationBootstrap {
  constructor(
    private readonly service: Service,
    private readonly agencies: Agencies,
    private readonly lawyers: Lawyers,
    private readonly accounts: DemonstrationAccounts,
    private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.agencies.recordMissing(referenceAgencies(), loading('reference agencies'));
    if (this.config.demonstration) await this.#loadDemonstration();
    await this.service.start({ publishers: [{ name: 'directory', map: publish }] });
  }

  async #loadDemonstration(): Promise<void> {
    await this.agencies.recordMissing(demonstrationAgencies(), loading('demonstration agencies'));
    for (const [index, { facts, details }] of DEMONSTRATION_LAWYERS.entries()) {
      await this.lawyers.register(facts, details, loading(`demonstration lawyer ${index}`));
    }
    await this.accounts.load(loading);
  }
}

/** Agencies, institutions, lawyers and divisions (名录). */
@Module({
  controllers: [
    AgenciesController,
    CalendarsController,
    LawFirmsController,
    LawyersController,
    AidWorkersController,
    DutyRotaController,
    InstitutionsController,
    ReferenceValuesController,
    StationsController,
    ...IDENTITY_CONTROLLERS,
  ],
  providers: [
    { provide: DIRECTORY, useFactory: (platform: Platform) => platform.service(directory), inject: [Platform] },
    { provide: Agencies, useFactory: ({ pool, log }: Service) => new Agencies(pool, log), inject: [DIRECTORY] },
    { provide: Calendars, useFactory: ({ pool, log }: Service) => new Calendars(pool, log), inject: [DIRECTORY] },
    { provide: AccessLog, useFactory: ({ pool }: Service) => new AccessLog(pool, Date.now), inject: [DIRECTORY] },
    { provide: AidWorkers, useFactory: ({ pool, log, keys }: Service) => new AidWorkers(pool, log, keys), inject: [DIRECTORY] },
    { provide: DutyRota, useFactory: ({ pool, log }: Service) => new DutyRota(pool, log), inject: [DIRECTORY] },
    { provide: Institutions, useFactory: ({ pool, log }: Service) => new Institutions(pool, log), inject: [DIRECTORY] },
    { provide: ReferenceValues, useFactory: ({ pool, log }: Service) => new ReferenceValues(pool, log), inject: [DIRECTORY] },
    { provide: Stations, useFactory: ({ pool, log }: Service) => new Stations(pool, log), inject: [DIRECTORY] },
    { provide: LawFirms, useFactory: ({ pool, log }: Service) => new LawFirms(pool, log), inject: [DIRECTORY] },
    { provide: Lawyers, useFactory: ({ pool, log, keys }: Service) => new Lawyers(pool, log, keys), inject: [DIRECTORY] },
    ...identityProviders(DIRECTORY),
    {
      provide: DirectoryRunners,
      useFactory: (service: Service, agencies: Agencies, lawyers: Lawyers, accounts: DemonstrationAccounts, config: Config) =>
        new DirectoryRunners(service, agencies, lawyers, accounts, config),
      inject: [DIRECTORY, Agencies, Lawyers, DemonstrationAccounts, CONFIG],
    },
  ],
})
export class DirectoryModule {}
