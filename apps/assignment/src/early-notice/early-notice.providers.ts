import type { Provider } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { DispatchContext, WorkflowCommand } from '@xiezhi/eventsourcing';
import { Platform, type Service } from '@xiezhi/service';
import { agencies } from '../agencies/agencies.projection.js';
import { Calendars } from '../calendars/calendars.queries.js';
import { Clock } from '../clock.js';
import { defenceRequest } from '../defence-request/defence-request.js';
import { SYSTEM_ROLE } from '../defence-request/relations.js';
import { EarlyNotices as WaitingNotices } from '../early-notices/early-notices.queries.js';
import { Coverages } from '../full-coverage/full-coverage.queries.js';
import { Rosters } from '../rosters/rosters.js';
import { EarlyNoticeHandler, EarlyNotices, type EarlyNoticeIntent } from './early-notice.handler.js';
import { earlyNotice } from './early-notice.js';

/** How long a command waits for what its sender heard; it is tried again after that. */
const HEARD_WITHIN_MS = 1_000;

/** Carries out what the platform itself does about a notice that came early. */
export const dispatchEarlyNotice =
  (bus: CommandBus) =>
  async ({ id, type, data }: WorkflowCommand, context: DispatchContext): Promise<void> => {
    const intent = { type, data } as unknown as EarlyNoticeIntent;
    await bus.execute(new EarlyNotices(id, intent, { ...context, actor: { agency: 'xiezhi', role: SYSTEM_ROLE } }));
  };

/** What keeps and shows notices that came early, over the service that is provided as `service`. */
export const earlyNoticeProviders = (service: symbol): readonly Provider[] => [
  {
    provide: WaitingNotices,
    useFactory: ({ reads, pool, readModels }: Service) => new WaitingNotices(reads, pool, readModels),
    inject: [service],
  },
  {
    provide: EarlyNoticeHandler,
    useFactory: (
      own: Service,
      bus: CommandBus,
      rosters: Rosters,
      calendars: Calendars,
      coverages: Coverages,
      waiting: WaitingNotices,
      { config }: Platform,
      clock: Clock,
    ) =>
      new EarlyNoticeHandler({
        bus,
        streams: own.streams(earlyNotice),
        requests: own.streams(defenceRequest),
        store: own.store,
        keys: own.keys,
        rosters,
        agenciesReach: (place) => own.reached(agencies, place, HEARD_WITHIN_MS),
        calendars,
        coverages,
        waiting,
        warningHours: config.earlyNoticeWarningHours,
        days: config.earlyNoticeDays,
        now: () => clock.now(),
      }),
    inject: [service, CommandBus, Rosters, Calendars, Coverages, WaitingNotices, Platform, Clock],
  },
];
