import type { Provider } from '@nestjs/common';
import type { Service } from '@xiezhi/service';
import { Calendars } from '../calendars/calendars.queries.js';
import { Clock } from '../clock.js';
import { DutyHelpLists } from '../duty-help-list/duty-help-list.queries.js';
import { DutyShifts } from '../duty-shifts/duty-shifts.queries.js';
import { Circles } from '../sensitive-matter/sensitive-matter.circles.js';
import { Rosters } from '../rosters/rosters.js';
import { dutyHelp } from './duty-help.js';
import { DutyHelpHandler } from './duty-help.handler.js';

/** What carries out and shows duty lawyers' help, over the service that is provided as `service`. */
export const dutyHelpProviders = (service: symbol): readonly Provider[] => [
  {
    provide: DutyShifts,
    useFactory: ({ pool, readModels }: Service) => new DutyShifts(pool, readModels),
    inject: [service],
  },
  {
    provide: DutyHelpHandler,
    useFactory: (own: Service, circles: Circles, rosters: Rosters, shifts: DutyShifts, calendars: Calendars, clock: Clock) =>
      new DutyHelpHandler({ streams: own.streams(dutyHelp), circles, rosters, shifts, keys: own.keys, calendars, now: () => clock.now() }),
    inject: [service, Circles, Rosters, DutyShifts, Calendars, Clock],
  },
  {
    provide: DutyHelpLists,
    useFactory: ({ reads, readModels, keys }: Service, clock: Clock) => new DutyHelpLists(reads, readModels, keys, () => clock.now()),
    inject: [service, Clock],
  },
];
