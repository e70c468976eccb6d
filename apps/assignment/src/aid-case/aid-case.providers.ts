import type { Provider } from '@nestjs/common';
import type { CommandBus } from '@nestjs/cqrs';
import { numberSeries, type DispatchContext, type WorkflowCommand } from '@xiezhi/eventsourcing';
import { derivedKey, MASTER_KEY, Platform, type Service } from '@xiezhi/service';
import { AidCaseListController } from '../aid-case-list/aid-case-list.controller.js';
import { AidCaseLists } from '../aid-case-list/aid-case-list.queries.js';
import { Calendars } from '../calendars/calendars.queries.js';
import { CaseLawyers } from '../case-lawyers/case-lawyers.queries.js';
import { Clock } from '../clock.js';
import { HearingClaims } from '../defence-request/hearing-claims.js';
import { SYSTEM_ROLE } from '../defence-request/relations.js';
import { HearingMatters } from '../hearing-slots/hearing.matters.js';
import { Circles } from '../sensitive-matter/sensitive-matter.circles.js';
import { Rosters } from '../rosters/rosters.js';
import { AidCaseEndingController } from './aid-case-ending.controller.js';
import { AidCaseController } from './aid-case.controller.js';
import { AidCaseHandler, AidCases, type AidCaseIntent } from './aid-case.handler.js';
import { aidCase } from './aid-case.js';
import { PartyDigests } from './digests.parts.js';
import { HandlingController } from './handling.controller.js';

export const AID_CASE_CONTROLLERS = [AidCaseListController, AidCaseController, HandlingController, AidCaseEndingController];

/** Carries out what the platform itself does about a granted case. */
export const dispatchAidCase =
  (bus: CommandBus) =>
  async ({ id, type, data }: WorkflowCommand, context: DispatchContext): Promise<void> => {
    const intent = { type, data } as unknown as AidCaseIntent;
    await bus.execute(new AidCases(id, intent, { ...context, actor: { agency: 'xiezhi', role: SYSTEM_ROLE } }));
  };

/** What carries out and shows granted cases, over the service that is provided as `service`. */
export const aidCaseProviders = (service: symbol): readonly Provider[] => [
  {
    provide: AidCaseLists,
    useFactory: ({ reads, pool, readModels, keys }: Service, clock: Clock) =>
      new AidCaseLists(reads, pool, readModels, keys, new CaseLawyers(pool, readModels), () => clock.now()),
    inject: [service, Clock],
  },
  {
    provide: AidCaseHandler,
    useFactory: (
      own: Service,
      rosters: Rosters,
      calendars: Calendars,
      lists: AidCaseLists,
      { config }: Platform,
      masterKey: Uint8Array,
      clock: Clock,
      circles: Circles,
      hearings: HearingClaims,
      hearingMatters: HearingMatters,
    ) =>
      new AidCaseHandler({
        streams: own.streams(aidCase),
        numbers: own.streams(numberSeries),
        rosters,
        keys: own.keys,
        calendars,
        circles,
        hearings,
        hearingMatters,
        digests: new PartyDigests(derivedKey(masterKey, 'parties of disputes')),
        conflicted: (id, facts) => lists.conflicted(id, facts),
        warningHours: config.dutyWarningHours,
        now: () => clock.now(),
      }),
    inject: [service, Rosters, Calendars, AidCaseLists, Platform, MASTER_KEY, Clock, Circles, HearingClaims, HearingMatters],
  },
];
