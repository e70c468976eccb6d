import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import {
  agencyNotified,
  agencyRecorded,
  clockBreached,
  clockRecounted,
  defenceRequestClosed,
  defenceRequestReceived,
  lawyerAssigned,
  logHeadsCollected,
  logHeadSigned,
  matterPersonErased,
  matterRestricted,
  reportedUpward,
  reportOverdue,
  reportWarned,
  TOPICS,
  type LogHeadsCollectedV1,
} from '@xiezhi/contracts';
import type { DispatchContext, WorkflowCommand } from '@xiezhi/eventsourcing';
import { Platform, restrictedMatters, Service, type ServiceDefinition, type Time } from '@xiezhi/service';
import { addressedDelivery } from './addressed-delivery/addressed-delivery.js';
import { agencyNews } from './agency-news/agency-news.projection.js';
import { AgencyNewsController } from './agency-news/agency-news.controller.js';
import { AgencyNews } from './agency-news/agency-news.queries.js';
import { delivery } from './delivery/delivery.js';
import { publish } from './delivery/delivery.publisher.js';
import { logWitness } from './log-witness/log-witness.js';
import { publishCollected } from './log-witness/log-witness.publisher.js';
import { logWitnesses } from './log-witnesses/log-witnesses.projection.js';
import { LogWitnessesController } from './log-witnesses/log-witnesses.controller.js';
import { LogWitnesses } from './log-witnesses/log-witnesses.queries.js';
import { logWitnessing } from './log-witnessing/log-witnessing.js';

/** Referrals hears what concerns agencies and delivers it to each on a topic of its own. */
export const referrals: ServiceDefinition = {
  name: 'referrals',
  inboxProjections: [agencyNews, logWitnesses, restrictedMatters],
  circles: restrictedMatters.name,
  consumes: {
    topics: [TOPICS.directory, TOPICS.assignment, TOPICS.logHeads],
    contracts: [
      agencyRecorded,
      defenceRequestReceived,
      lawyerAssigned,
      agencyNotified,
      clockBreached,
      clockRecounted,
      defenceRequestClosed,
      logHeadSigned,
      logHeadsCollected,
      matterPersonErased,
      matterRestricted,
      reportedUpward,
      reportWarned,
      reportOverdue,
    ],
  },
  publishes: [TOPICS.referrals, TOPICS.erasures],
};

const REFERRALS = Symbol('referrals');
const SYSTEM = { agency: 'xiezhi', role: 'system' };
const MS_PER_MINUTE = 60_000;

/** Starts addressed delivery and telling the services of it. */
class ReferralsRunners implements OnApplicationBootstrap {
  constructor(
    private readonly service: Service,
    private readonly witnessEveryMs: number,
    private readonly time: Time,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { service } = this;
    await service.start({
      publishers: [
        { name: 'deliveries', map: publish },
        { name: 'log-witness', map: publishCollected },
      ],
      inboxPublishers: [addressedDelivery(service.streams(delivery), service.bus, () => new Date(this.time.now()).toISOString())],
      workflows: [{ workflow: logWitnessing(this.witnessEveryMs), dispatch: (command, context) => this.#collect(command, context) }],
    });
  }

  async #collect({ id, data, division }: WorkflowCommand, context: DispatchContext): Promise<void> {
    const command = { type: 'CollectHeads', data: data as unknown as LogHeadsCollectedV1 } as const;
    await this.service.streams(logWitness).handle(id, command, { ...context, actor: SYSTEM, division }, { likelyNew: true });
  }
}

/** Referrals and addressed delivery to partner agencies (定向送达). */
@Module({
  controllers: [AgencyNewsController, LogWitnessesController],
  providers: [
    { provide: REFERRALS, useFactory: (platform: Platform) => platform.service(referrals), inject: [Platform] },
    { provide: AgencyNews, useFactory: ({ reads, readModels }: Service) => new AgencyNews(reads, readModels), inject: [REFERRALS] },
    { provide: LogWitnesses, useFactory: ({ pool, readModels }: Service) => new LogWitnesses(pool, readModels), inject: [REFERRALS] },
    {
      provide: ReferralsRunners,
      useFactory: (service: Service, { config, time }: Platform) =>
        new ReferralsRunners(service, config.logWitnessMinutes * MS_PER_MINUTE, time),
      inject: [REFERRALS, Platform],
    },
  ],
})
export class ReferralsModule {}
