import type { Provider } from '@nestjs/common';
import type { CommandBus } from '@nestjs/cqrs';
import type { Dispatch } from '@xiezhi/eventsourcing';
import { Platform, type Service, type ServiceRunners } from '@xiezhi/service';
import { Accounts } from '../accounts/accounts.queries.js';
import { aidCase } from '../aid-case/aid-case.js';
import { Calendars } from '../calendars/calendars.queries.js';
import { Clock } from '../clock.js';
import { defenceRequest } from '../defence-request/defence-request.js';
import { SYSTEM_ROLE } from '../defence-request/relations.js';
import { Rosters } from '../rosters/rosters.js';
import { dutyHelp } from '../duty-help/duty-help.js';
import { sensitiveDeadlines } from '../sensitive-deadlines/sensitive-deadlines.js';
import { SensitiveMatterQueries } from '../sensitive-matters/sensitive-matters.queries.js';
import { UpwardReportsController } from '../sensitive-matters/upward-reports.controller.js';
import type { MatterStreams } from './sensitive-matter.subjects.js';
import { Circles } from './sensitive-matter.circles.js';
import { SensitiveMatterController } from './sensitive-matter.controller.js';
import { SensitiveMatterHandler, SensitiveMatters, type SensitiveMatterIntent } from './sensitive-matter.handler.js';
import { sensitiveMatter } from './sensitive-matter.js';

/** The streams of the matters that can be flagged, and joined in groups. */
export const mattersOf = (own: Service): MatterStreams => ({
  requests: own.streams(defenceRequest),
  helps: own.streams(dutyHelp),
  cases: own.streams(aidCase),
});

/** Routes of sensitive matters. */
export const SENSITIVE_CONTROLLERS = [SensitiveMatterController, UpwardReportsController];

/** What sensitive matters do by themselves. */
export function sensitiveWorkflows(bus: CommandBus): NonNullable<ServiceRunners['workflows']> {
  const dispatch: Dispatch = async ({ id, type, data }, context) => {
    const intent = { type, data } as unknown as SensitiveMatterIntent;
    await bus.execute(new SensitiveMatters(id, intent, { ...context, actor: { agency: 'xiezhi', role: SYSTEM_ROLE } }));
  };
  return [{ workflow: sensitiveDeadlines, dispatch }];
}

/** What sensitive matters are made of, over the service that is provided as `service`. */
export const sensitiveProviders = (service: symbol): readonly Provider[] => [
  { provide: Circles, useFactory: (own: Service) => new Circles(own.streams(sensitiveMatter)), inject: [service] },
  {
    provide: SensitiveMatterHandler,
    useFactory: (
      own: Service,
      circles: Circles,
      calendars: Calendars,
      rosters: Rosters,
      accounts: Accounts,
      clock: Clock,
      { config }: Platform,
    ) =>
      new SensitiveMatterHandler({
        streams: own.streams(sensitiveMatter),
        matters: mattersOf(own),
        circles,
        calendars,
        reportHours: config.sensitiveReportHours,
        // The report has less time than most duties: it is half over at the latest when the institution is warned.
        warningHours: Math.min(config.dutyWarningHours, config.sensitiveReportHours / 2),
        rosters,
        accounts,
        now: () => clock.now(),
      }),
    inject: [service, Circles, Calendars, Rosters, Accounts, Clock, Platform],
  },
  {
    provide: SensitiveMatterQueries,
    useFactory: ({ reads, readModels, keys }: Service) => new SensitiveMatterQueries(reads, readModels, keys),
    inject: [service],
  },
];
