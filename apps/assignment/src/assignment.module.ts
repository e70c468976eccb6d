import { Injectable, Module, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { claim, numberSeries, type DispatchContext, type WorkflowCommand } from '@xiezhi/eventsourcing';
import { Endings, Platform, Service } from '@xiezhi/service';
import { Accounts } from './accounts/accounts.queries.js';
import { aidCase } from './aid-case/aid-case.js';
import { AidCaseLists } from './aid-case-list/aid-case-list.queries.js';
import { AID_CASE_CONTROLLERS, aidCaseProviders, dispatchAidCase } from './aid-case/aid-case.providers.js';
import { aidCaseDeadlines } from './aid-case-deadlines/aid-case-deadlines.js';
import { assignmentDeadlines } from './assignment-deadlines/assignment-deadlines.js';
import { assignment } from './assignment.service.js';
import { calendarArrivals, RECOUNT_CLOCKS, type CalendarArrival } from './calendar-arrivals/calendar-arrivals.js';
import { Recounting } from './calendar-arrivals/recounting.handler.js';
import { Calendars } from './calendars/calendars.queries.js';
import { CandidatesController } from './candidates/candidates.controller.js';
import { CaseLawyers } from './case-lawyers/case-lawyers.queries.js';
import { Clock, SystemClock } from './clock.js';
import { CoAccusedClaims } from './defence-request/co-accused.js';
import { ConcludingController } from './defence-request/concluding.controller.js';
import { DefendingController } from './defence-request/defending.controller.js';
import { DefenceRequestController } from './defence-request/defence-request.controller.js';
import { DefenceRequestHandler, DefenceRequests, type DefenceRequestIntent } from './defence-request/defence-request.handler.js';
import { defenceRequest } from './defence-request/defence-request.js';
import { GROUP_CONTROLLERS, groupProviders } from './group-matter/group-matter.providers.js';
import { HearingClaims, type HearingSlot } from './defence-request/hearing-claims.js';
import { SYSTEM_ROLE } from './defence-request/relations.js';
import { isOpen } from './defence-request/state.js';
import { DutyHelpController } from './duty-help/duty-help.controller.js';
import { DutyHelps, type DutyHelpIntent } from './duty-help/duty-help.handler.js';
import { dutyHelpProviders } from './duty-help/duty-help.providers.js';
import { dutyHelpDeadlines } from './duty-help-deadlines/duty-help-deadlines.js';
import { dispatchEarlyNotice, earlyNoticeProviders } from './early-notice/early-notice.providers.js';
import { earlyNoticeMatching } from './early-notice-matching/early-notice-matching.js';
import { EarlyNoticesController } from './early-notices/early-notices.controller.js';
import { DutyHelpListController } from './duty-help-list/duty-help-list.controller.js';
import { NoticeChoicesController } from './defence-request/notice-choices.controller.js';
import { LawyerOffersController } from './lawyer-offers/lawyer-offers.controller.js';
import { LawyerSearchController } from './lawyer-search/lawyer-search.controller.js';
import { AnswerDispatch, lawyerSearchProviders } from './lawyer-search/lawyer-search.providers.js';
import { letterProviders } from './letter/letter.providers.js';
import { LetterController } from './letter/letter.controller.js';
import { Letters, type LetterIntent } from './letter/letter.handler.js';
import { letter } from './letter/letter.js';
import { LetterFilesController } from './letter-files/letter-files.controller.js';
import { letterFollowing } from './letter-following/letter-following.js';
import { LetterRegisterController, MatterLettersController } from './letter-register/letter-register.controller.js';
import { Coverages } from './full-coverage/full-coverage.queries.js';
import { HearingMatters } from './hearing-slots/hearing.matters.js';
import { hearingSlots } from './hearing-slots/hearing-slots.js';
import { SeeingToHearings } from './hearing-slots/seeing-to-hearings.handler.js';
import { LiveController } from './live/live.controller.js';
import { LiveFollower } from './live/live.follower.js';
import { LiveStreams } from './live/live.streams.js';
import { NoticeDraftsController } from './notice-drafts/notice-drafts.controller.js';
import { DraftExpiry } from './notice-drafts/notice-drafts.expiry.js';
import { NoticeDrafts } from './notice-drafts/notice-drafts.rows.js';
import { OfferMessages } from './offer-message/offer-message.handler.js';
import { offerMessageProviders } from './offer-message/offer-message.providers.js';
import { offerTelling } from './offer-telling/offer-telling.js';
import { offerAnswers } from './offer-answers/offer-answers.js';
import { MessageTroublesController } from './offer-messages/message-troubles.controller.js';
import { COMPARE_NOTICE, noticeComparisons } from './notice-comparisons/notice-comparisons.js';
import { ObligationsController } from './obligations/obligations.controller.js';
import { obligationsProviders } from './obligations/obligations.providers.js';
import { ASSIGNMENT_PUBLISHERS } from './assignment.publishers.js';
import { CaseDatesController } from './case-dates/case-dates.controller.js';
import { CaseDates } from './case-dates/case-dates.queries.js';
import { MyCasesController } from './case-dates/my-cases.controller.js';
import { MyCases } from './case-dates/my-cases.queries.js';
import { PapersController } from './papers/papers.controller.js';
import { PapersOfRequests } from './papers/papers.parts.js';
import { ErasureFollowing } from './person-erasures/following.handler.js';
import { personErasures, type Erased } from './person-erasures/person-erasures.js';
import { QUALITY_CONTROLLERS, qualityProviders, qualityWorkflows } from './quality-matters/quality.providers.js';
import { RelatedRequestsController } from './related-requests/related-requests.controller.js';
import { relatedRequestsProviders } from './related-requests/related-requests.providers.js';
import { Relating } from './notice-comparisons/relating.handler.js';
import { RetentionController } from './retention/retention.controller.js';
import { retentionProviders } from './retention/retention.providers.js';
import { RetentionRounds } from './retention/retention.rounds.js';
import { barsUpToDate } from './lawyer-bars/lawyer-bars.queries.js';
import { Rosters } from './rosters/rosters.js';
import { Circles } from './sensitive-matter/sensitive-matter.circles.js';
import { SENSITIVE_CONTROLLERS, sensitiveProviders, sensitiveWorkflows } from './sensitive-matter/sensitive-matter.providers.js';
import { CountedClockController } from './worklist/counted-clock.controller.js';
import { SearchController } from './worklist/search.controller.js';
import { RemindingController } from './defence-request/reminding.controller.js';
import { WrittenTextsController } from './worklist/written-texts.controller.js';
import { WorklistController } from './worklist/worklist.controller.js';
import { WorklistFileController } from './worklist/worklist-file.controller.js';
import { Worklists } from './worklist/worklists.js';
import { WorklistViewsController } from './worklist-views/worklist-views.controller.js';
import { WorklistViews } from './worklist-views/worklist-views.rows.js';

const ASSIGNMENT = Symbol('assignment');

/** Starts what assignment does by itself: read models, the deadlines' workflow, telling others. */
@Injectable()
export class AssignmentRunners implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly service: Service,
    private readonly bus: CommandBus,
    private readonly rosters: Rosters,
    private readonly recounting: Recounting,
    private readonly erasures: ErasureFollowing,
    private readonly platform: Platform,
    private readonly live: LiveFollower,
    private readonly expiry: DraftExpiry,
    private readonly retention: RetentionRounds,
    private readonly answers: AnswerDispatch,
    private readonly relating: Relating,
    private readonly hearings: SeeingToHearings,
    private readonly messages: OfferMessages,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    // A demonstration begins when its institutions and lawyers have arrived here; a real region fills its directory in its own time.
    if (this.platform.config.demonstration) this.platform.health.add('demonstration data', () => this.rosters.filled());
    await this.service.start({
      publishers: ASSIGNMENT_PUBLISHERS,
      workflows: [
        { workflow: assignmentDeadlines, dispatch: (command, context) => this.#dispatch(command, context) },
        { workflow: dutyHelpDeadlines, dispatch: (command, context) => this.#dispatchHelp(command, context) },
        { workflow: aidCaseDeadlines, dispatch: dispatchAidCase(this.bus) },
        { workflow: earlyNoticeMatching, dispatch: dispatchEarlyNotice(this.bus) },
        { workflow: noticeComparisons, dispatch: (command, context) => this.#compare(command, context) },
        { workflow: calendarArrivals, dispatch: (command, context) => this.#recount(command, context) },
        { workflow: offerAnswers, dispatch: (command, context) => this.answers.run(command, context) },
        { workflow: offerTelling, dispatch: (command, context) => this.messages.run(command, context) },
        {
          workflow: hearingSlots,
          dispatch: ({ id, data, division }, context) =>
            this.hearings.run(id, data['before'] as HearingSlot | undefined, division, context),
        },
        { workflow: letterFollowing, dispatch: (command, context) => this.#dispatch(command, context) },
        { workflow: personErasures, dispatch: ({ data }, context) => this.erasures.run(data as Erased, context) },
        ...sensitiveWorkflows(this.bus),
        ...qualityWorkflows(this.bus, this.service),
      ],
    });
    await this.live.start();
    this.expiry.start();
    this.retention.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.live.stop(), this.expiry.stop(), this.retention.stop()]);
  }

  async #dispatch(command: WorkflowCommand, context: DispatchContext): Promise<void> {
    const { to, id, type, data } = command;
    if (to === aidCase.name) return dispatchAidCase(this.bus)(command, context);
    const own = { ...context, actor: { agency: 'xiezhi', role: SYSTEM_ROLE } };
    const intent = { type, data } as unknown;
    await this.bus.execute(
      to === letter.name ? new Letters(id, intent as LetterIntent, own) : new DefenceRequests(id, intent as DefenceRequestIntent, own),
    );
  }

  async #dispatchHelp({ id, type, data }: WorkflowCommand, context: DispatchContext): Promise<void> {
    const intent = { type, data } as unknown as DutyHelpIntent;
    await this.bus.execute(new DutyHelps(id, intent, { ...context, actor: { agency: 'xiezhi', role: SYSTEM_ROLE } }));
  }

  async #compare({ id, type }: WorkflowCommand, context: DispatchContext): Promise<void> {
    if (type === COMPARE_NOTICE) await this.relating.compare(id, context);
  }

  async #recount({ type, data }: WorkflowCommand, context: DispatchContext): Promise<void> {
    if (type === RECOUNT_CLOCKS) await this.recounting.run(data as unknown as CalendarArrival, context);
  }
}

function claimsOf(service: Service): CoAccusedClaims {
  const streams = service.streams(defenceRequest);
  return new CoAccusedClaims(service.streams(claim), async (requestId) => {
    const { state } = await streams.load(requestId);
    if (isOpen(state) && state.lawyerId !== undefined) return state.lawyerId;
    // One that waits for a lawyer may be about to get the claimed one.
    return state.status === 'received' || state.status === 'returned' ? undefined : null;
  });
}

const hearingsOf = (service: Service, matters: HearingMatters): HearingClaims =>
  new HearingClaims(service.streams(claim), async (id) => (await matters.of(id))?.slot ?? null);

function handlerOf(
  service: Service,
  claims: CoAccusedClaims,
  hearings: HearingClaims,
  hearingMatters: HearingMatters,
  rosters: Rosters,
  calendars: Calendars,
  coverages: Coverages,
  clock: Clock,
  { config }: Platform,
  circles: Circles,
): DefenceRequestHandler {
  const streams = service.streams(defenceRequest);
  const { keys, store } = service;
  return new DefenceRequestHandler({
    streams,
    coverages,
    circles,
    numbers: service.streams(numberSeries),
    claims,
    hearings,
    hearingMatters,
    cases: new CaseLawyers(service.pool, service.readModels),
    rosters,
    keys,
    store,
    calendars,
    warningHours: config.dutyWarningHours,
    now: () => clock.now(),
  });
}

/** Defence requests from courts, procuratorates and police; matching lawyers (通知辩护、指派). */
@Module({
  imports: [CqrsModule],
  controllers: [
    DefenceRequestController,
    DefendingController,
    ConcludingController,
    NoticeChoicesController,
    NoticeDraftsController,
    DutyHelpController,
    DutyHelpListController,
    RelatedRequestsController,
    PapersController,
    WorklistController,
    WrittenTextsController,
    RemindingController,
    WorklistFileController,
    WorklistViewsController,
    CandidatesController,
    LawyerSearchController,
    LawyerOffersController,
    CountedClockController,
    SearchController,
    ObligationsController,
    CaseDatesController,
    MyCasesController,
    RetentionController,
    ...AID_CASE_CONTROLLERS,
    ...QUALITY_CONTROLLERS,
    ...SENSITIVE_CONTROLLERS,
    ...GROUP_CONTROLLERS,
    EarlyNoticesController,
    MessageTroublesController,
    LetterController,
    LetterRegisterController,
    MatterLettersController,
    LetterFilesController,
    LiveController,
  ],
  providers: [
    { provide: Clock, useFactory: ({ time }: Platform) => new SystemClock(time), inject: [Platform] },
    { provide: ASSIGNMENT, useFactory: (platform: Platform) => platform.service(assignment), inject: [Platform] },
    {
      provide: Rosters,
      useFactory: (own: Service, clock: Clock) =>
        new Rosters(
          own.pool,
          own.readModels,
          () => Date.parse(clock.now()),
          () => barsUpToDate(own),
        ),
      inject: [ASSIGNMENT, Clock],
    },
    {
      provide: Accounts,
      useFactory: ({ pool, readModels }: Service, { config }: Platform) => new Accounts(pool, readModels, config.oidcIssuer !== undefined),
      inject: [ASSIGNMENT, Platform],
    },
    {
      provide: Worklists,
      useFactory: (service: Service, rosters: Rosters, clock: Clock) => new Worklists(service, rosters, () => clock.now()),
      inject: [ASSIGNMENT, Rosters, Clock],
    },
    {
      provide: Calendars,
      useFactory: ({ pool, readModels }: Service, clock: Clock) => new Calendars(pool, readModels, () => Date.parse(clock.now())),
      inject: [ASSIGNMENT, Clock],
    },
    {
      provide: Recounting,
      useFactory: (bus: CommandBus, calendars: Calendars, { pool, readModels }: Service) =>
        new Recounting(bus, calendars, pool, readModels),
      inject: [CommandBus, Calendars, ASSIGNMENT],
    },
    {
      provide: ErasureFollowing,
      useFactory: async (service: Service, bus: CommandBus, platform: Platform, drafts: NoticeDrafts, clock: Clock) =>
        new ErasureFollowing(service, bus, await platform.attachments, drafts, () => clock.now()),
      inject: [ASSIGNMENT, CommandBus, Platform, NoticeDrafts, Clock],
    },
    { provide: CoAccusedClaims, useFactory: claimsOf, inject: [ASSIGNMENT] },
    {
      provide: HearingMatters,
      useFactory: (service: Service) => new HearingMatters(service.streams(defenceRequest), service.streams(aidCase)),
      inject: [ASSIGNMENT],
    },
    { provide: HearingClaims, useFactory: hearingsOf, inject: [ASSIGNMENT, HearingMatters] },
    {
      provide: SeeingToHearings,
      useFactory: ({ pool, readModels }: Service, bus: CommandBus, claims: HearingClaims, matters: HearingMatters, clock: Clock) =>
        new SeeingToHearings({ bus, claims, matters, cases: new CaseLawyers(pool, readModels), now: () => clock.now() }),
      inject: [ASSIGNMENT, CommandBus, HearingClaims, HearingMatters, Clock],
    },
    {
      provide: CaseDates,
      useFactory: ({ reads, readModels }: Service) => new CaseDates(reads, readModels),
      inject: [ASSIGNMENT],
    },
    {
      provide: MyCases,
      useFactory: ({ reads, readModels, keys }: Service, granted: AidCaseLists, clock: Clock) =>
        new MyCases(reads, readModels, keys, granted, () => clock.now()),
      inject: [ASSIGNMENT, AidCaseLists, Clock],
    },
    {
      provide: WorklistViews,
      useFactory: (service: Service, clock: Clock) => new WorklistViews(service, () => clock.now()),
      inject: [ASSIGNMENT, Clock],
    },
    {
      provide: DefenceRequestHandler,
      useFactory: handlerOf,
      inject: [ASSIGNMENT, CoAccusedClaims, HearingClaims, HearingMatters, Rosters, Calendars, Coverages, Clock, Platform, Circles],
    },
    {
      provide: Coverages,
      useFactory: ({ pool, readModels }: Service) => new Coverages(pool, readModels),
      inject: [ASSIGNMENT],
    },
    {
      provide: AssignmentRunners,
      useFactory: (...parts: ConstructorParameters<typeof AssignmentRunners>) => new AssignmentRunners(...parts),
      inject: [
        ASSIGNMENT,
        CommandBus,
        Rosters,
        Recounting,
        ErasureFollowing,
        Platform,
        LiveFollower,
        DraftExpiry,
        RetentionRounds,
        AnswerDispatch,
        Relating,
        SeeingToHearings,
        OfferMessages,
      ],
    },
    {
      provide: PapersOfRequests,
      useFactory: async (service: Service, platform: Platform, worklists: Worklists, bus: CommandBus) =>
        new PapersOfRequests(service, platform, await platform.attachments, worklists, bus),
      inject: [ASSIGNMENT, Platform, Worklists, CommandBus],
    },
    {
      provide: LiveFollower,
      useFactory: (service: Service, { logger }: Platform) => new LiveFollower(service, logger.child({ part: 'live' })),
      inject: [ASSIGNMENT, Platform],
    },
    {
      provide: NoticeDrafts,
      useFactory: (service: Service, { config, logger }: Platform, clock: Clock) =>
        new NoticeDrafts(service, config.noticeDraftDays, () => clock.now(), logger.child({ part: 'drafts' })),
      inject: [ASSIGNMENT, Platform, Clock],
    },
    {
      provide: DraftExpiry,
      useFactory: (drafts: NoticeDrafts, { logger }: Platform) => new DraftExpiry(drafts, logger.child({ part: 'drafts' })),
      inject: [NoticeDrafts, Platform],
    },
    ...retentionProviders(ASSIGNMENT),
    ...qualityProviders(ASSIGNMENT),
    ...sensitiveProviders(ASSIGNMENT),
    ...groupProviders(ASSIGNMENT),
    ...dutyHelpProviders(ASSIGNMENT),
    ...aidCaseProviders(ASSIGNMENT),
    ...earlyNoticeProviders(ASSIGNMENT),
    ...lawyerSearchProviders(ASSIGNMENT),
    ...offerMessageProviders(ASSIGNMENT),
    ...letterProviders(ASSIGNMENT),
    ...relatedRequestsProviders(ASSIGNMENT),
    ...obligationsProviders(ASSIGNMENT),
    {
      provide: LiveStreams,
      useFactory: (follower: LiveFollower, endings: Endings) => new LiveStreams(follower, endings),
      inject: [LiveFollower, Endings],
    },
  ],
})
export class AssignmentModule {}

export { assignment };
