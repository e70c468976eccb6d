import type { Provider, Type } from '@nestjs/common';
import { Endings, type Service } from '@xiezhi/service';
import { Agencies } from './agencies/agencies.js';
import { AgenciesController } from './agencies/agencies.controller.js';
import { AidWorkers } from './aid-workers/aid-workers.js';
import { AidWorkersController } from './aid-workers/aid-workers.controller.js';
import { Calendars } from './calendars/calendars.js';
import { CalendarsController } from './calendars/calendars.controller.js';
import { RowChanges } from './changes/row-changes.js';
import { RowChangesController } from './changes/row-changes.controller.js';
import { DivisionTrees } from './division-tree/division-tree.js';
import { DivisionTreeController } from './division-tree/division-tree.controller.js';
import { BarredLawyers } from './duty-rota/barred-lawyers.queries.js';
import { DutyRota } from './duty-rota/duty-rota.js';
import { DutyRotaController } from './duty-rota/duty-rota.controller.js';
import { Exports } from './exports/exports.js';
import { ExportsController } from './exports/exports.controller.js';
import { importKinds } from './imports/import-kinds.js';
import { Imports } from './imports/imports.js';
import { ImportsController } from './imports/imports.controller.js';
import { Institutions } from './institutions/institutions.js';
import { InstitutionsController } from './institutions/institutions.controller.js';
import { PublicPagesController } from './public-pages/public-pages.controller.js';
import { LawFirms } from './law-firms/law-firms.js';
import { LawFirmsController } from './law-firms/law-firms.controller.js';
import { Lawyers } from './lawyers/lawyers.js';
import { LawyersController } from './lawyers/lawyers.controller.js';
import { OwnTellingController } from './lawyers/own-telling.controller.js';
import { AccessLog } from './people/access-log.js';
import { ReferenceValues } from './reference-values/reference-values.js';
import { ReferenceValuesController } from './reference-values/reference-values.controller.js';
import { Stations } from './stations/stations.js';
import { StationsController } from './stations/stations.controller.js';

/** Routes of the registers (名录): agencies, lawyers, the network, calendars, reference values, and files of them. */
export const REGISTER_CONTROLLERS: readonly Type[] = [
  AgenciesController,
  CalendarsController,
  LawFirmsController,
  LawyersController,
  OwnTellingController,
  AidWorkersController,
  DutyRotaController,
  InstitutionsController,
  ReferenceValuesController,
  StationsController,
  DivisionTreeController,
  ImportsController,
  ExportsController,
  RowChangesController,
  PublicPagesController,
];

/** What those routes are made of; `service` is the token of the directory's service. */
export const registerProviders = (service: symbol): readonly Provider[] => [
  {
    provide: Agencies,
    useFactory: ({ pool, log }: Service, endings: Endings) => new Agencies(pool, log, endings),
    inject: [service, Endings],
  },
  { provide: Calendars, useFactory: ({ pool, log }: Service) => new Calendars(pool, log), inject: [service] },
  { provide: AccessLog, useFactory: ({ pool }: Service) => new AccessLog(pool, Date.now), inject: [service] },
  { provide: AidWorkers, useFactory: ({ pool, log, keys }: Service) => new AidWorkers(pool, log, keys), inject: [service] },
  {
    provide: DutyRota,
    useFactory: ({ pool, log, readModels }: Service, lawyers: Lawyers) =>
      new DutyRota(pool, log, lawyers, new BarredLawyers(pool, readModels)),
    inject: [service, Lawyers],
  },
  { provide: Institutions, useFactory: ({ pool, log }: Service) => new Institutions(pool, log), inject: [service] },
  { provide: ReferenceValues, useFactory: ({ pool, log }: Service) => new ReferenceValues(pool, log, Date.now), inject: [service] },
  { provide: Stations, useFactory: ({ pool, log }: Service) => new Stations(pool, log), inject: [service] },
  { provide: DivisionTrees, useFactory: ({ pool }: Service) => new DivisionTrees(pool), inject: [service] },
  { provide: RowChanges, useFactory: ({ pool }: Service) => new RowChanges(pool), inject: [service] },
  { provide: LawFirms, useFactory: ({ pool, log }: Service) => new LawFirms(pool, log), inject: [service] },
  { provide: Lawyers, useFactory: ({ pool, log, keys }: Service) => new Lawyers(pool, log, keys), inject: [service] },
  {
    provide: Imports,
    useFactory: (
      { pool, log }: Service,
      agencies: Agencies,
      firms: LawFirms,
      lawyers: Lawyers,
      stations: Stations,
      workers: AidWorkers,
      rota: DutyRota,
    ) => new Imports(pool, log, importKinds({ agencies, firms, lawyers, stations, workers, rota })),
    inject: [service, Agencies, LawFirms, Lawyers, Stations, AidWorkers, DutyRota],
  },
  {
    provide: Exports,
    useFactory: (
      agencies: Agencies,
      lawFirms: LawFirms,
      lawyers: Lawyers,
      stations: Stations,
      aidWorkers: AidWorkers,
      referenceValues: ReferenceValues,
      institutions: Institutions,
      dutyRota: DutyRota,
    ) => new Exports({ agencies, lawFirms, lawyers, stations, aidWorkers, referenceValues, institutions, dutyRota }),
    inject: [Agencies, LawFirms, Lawyers, Stations, AidWorkers, ReferenceValues, Institutions, DutyRota],
  },
];
