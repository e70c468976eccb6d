import type { Provider } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { DispatchContext, WorkflowCommand } from '@xiezhi/eventsourcing';
import { Platform, type Service } from '@xiezhi/service';
import { AidCases, type AidCaseIntent } from '../aid-case/aid-case.handler.js';
import { aidCase } from '../aid-case/aid-case.js';
import { AidCaseLists } from '../aid-case-list/aid-case-list.queries.js';
import { Candidates } from '../candidates/candidates.queries.js';
import { ConsideredLawyers } from '../candidates/considered.queries.js';
import { CaseLawyers } from '../case-lawyers/case-lawyers.queries.js';
import { Clock } from '../clock.js';
import { CoAccusedClaims } from '../defence-request/co-accused.js';
import { DefenceRequests, type DefenceRequestIntent } from '../defence-request/defence-request.handler.js';
import { SYSTEM_ROLE } from '../defence-request/relations.js';
import { defenceRequest } from '../defence-request/defence-request.js';
import { LawyerOffers } from '../lawyer-offers/lawyer-offers.queries.js';
import { OfferMessagesSent } from '../offer-messages/offer-messages.queries.js';
import { Circles } from '../sensitive-matter/sensitive-matter.circles.js';
import { Rosters } from '../rosters/rosters.js';
import { LawyerSearches, LawyerSearchHandler, type LawyerSearchIntent } from './lawyer-search.handler.js';
import { lawyerSearch } from './lawyer-search.js';
import { LawyerSearchQueries } from './lawyer-search.queries.js';
import { SearchedMatters } from './lawyer-search.matters.js';

/** Carries out what follows from answers: on the search itself, or on the matter. */
export class AnswerDispatch {
  constructor(private readonly bus: CommandBus) {}

  async run({ to, id, type, data }: WorkflowCommand, context: DispatchContext): Promise<void> {
    const own = { ...context, actor: { agency: 'xiezhi', role: SYSTEM_ROLE } };
    const intent: unknown = { type, data };
    if (to === lawyerSearch.name) await this.bus.execute(new LawyerSearches(id, intent as LawyerSearchIntent, own));
    else if (to === aidCase.name) await this.bus.execute(new AidCases(id, intent as AidCaseIntent, own));
    else await this.bus.execute(new DefenceRequests(id, intent as DefenceRequestIntent, own));
  }
}

/** What finding the lawyer is made of; `assignment` names the service. */
export const lawyerSearchProviders = (assignment: symbol): readonly Provider[] => [
  {
    provide: ConsideredLawyers,
    useFactory: (service: Service, claims: CoAccusedClaims, { config }: Platform, clock: Clock) => {
      const { pool, readModels, keys } = service;
      const requests = service.streams(defenceRequest);
      const stateOf = async (id: string) => (await requests.load(id)).state;
      const cases = new CaseLawyers(pool, readModels);
      return new ConsideredLawyers(pool, readModels, keys, cases, claims, stateOf, config.womanLawyerForGirls, () => clock.now());
    },
    inject: [assignment, CoAccusedClaims, Platform, Clock],
  },
  {
    provide: Candidates,
    useFactory: ({ keys }: Service, considered: ConsideredLawyers, rosters: Rosters) => new Candidates(considered, rosters, keys),
    inject: [assignment, ConsideredLawyers, Rosters],
  },
  {
    provide: SearchedMatters,
    useFactory: (service: Service, cases: AidCaseLists) =>
      new SearchedMatters(service.streams(defenceRequest), service.streams(aidCase), (...of) => cases.conflicted(...of)),
    inject: [assignment, AidCaseLists],
  },
  {
    provide: LawyerSearchHandler,
    useFactory: (
      service: Service,
      matters: SearchedMatters,
      circles: Circles,
      considered: ConsideredLawyers,
      { config }: Platform,
      clock: Clock,
    ) =>
      new LawyerSearchHandler({
        circles,
        streams: service.streams(lawyerSearch),
        matters,
        considered,
        answer: { minutes: config.offerAnswerMinutes, quiet: config.quietHours },
        now: () => clock.now(),
      }),
    inject: [assignment, SearchedMatters, Circles, ConsideredLawyers, Platform, Clock],
  },
  {
    provide: LawyerSearchQueries,
    useFactory: ({ reads, readModels, store, keys }: Service, matters: SearchedMatters, candidates: Candidates, circles: Circles) =>
      new LawyerSearchQueries(matters, circles, store, keys, candidates, new OfferMessagesSent(reads, readModels)),
    inject: [assignment, SearchedMatters, Candidates, Circles],
  },
  {
    provide: LawyerOffers,
    useFactory: ({ reads, pool, readModels }: Service) => new LawyerOffers(reads, pool, readModels),
    inject: [assignment],
  },
  { provide: AnswerDispatch, useFactory: (bus: CommandBus) => new AnswerDispatch(bus), inject: [CommandBus] },
];
