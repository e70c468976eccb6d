import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import {
  agencyNotified,
  agencyRecorded,
  clockBreached,
  defenceRequestClosed,
  defenceRequestReceived,
  lawyerAssigned,
  TOPICS,
} from '@xiezhi/contracts';
import { Platform, Service, type ServiceDefinition } from '@xiezhi/service';
import { addressedDelivery } from './addressed-delivery/addressed-delivery.js';
import { agencyNews } from './agency-news/agency-news.projection.js';
import { AgencyNewsController } from './agency-news/agency-news.controller.js';
import { AgencyNews } from './agency-news/agency-news.queries.js';
import { delivery } from './delivery/delivery.js';
import { publish } from './delivery/delivery.publisher.js';

/** Referrals hears what concerns agencies and delivers it to each on a topic of its own. */
export const referrals: ServiceDefinition = {
  name: 'referrals',
  inboxProjections: [agencyNews],
  consumes: {
    topics: [TOPICS.directory, TOPICS.assignment],
    contracts: [agencyRecorded, defenceRequestReceived, lawyerAssigned, agencyNotified, clockBreached, defenceRequestClosed],
  },
  publishes: [TOPICS.referrals],
};

const REFERRALS = Symbol('referrals');

/** Starts addressed delivery and telling the services of it. */
class ReferralsRunners implements OnApplicationBootstrap {
  constructor(private readonly service: Service) {}

  async onApplicationBootstrap(): Promise<void> {
    const { service } = this;
    await service.start({
      publishers: [{ name: 'deliveries', map: publish }],
      inboxPublishers: [addressedDelivery(service.streams(delivery), service.bus, () => new Date().toISOString())],
    });
  }
}

/** Referrals and addressed delivery to partner agencies (定向送达). */
@Module({
  controllers: [AgencyNewsController],
  providers: [
    { provide: REFERRALS, useFactory: (platform: Platform) => platform.service(referrals), inject: [Platform] },
    { provide: AgencyNews, useFactory: ({ reads, readModels }: Service) => new AgencyNews(reads, readModels), inject: [REFERRALS] },
    { provide: ReferralsRunners, useFactory: (service: Service) => new ReferralsRunners(service), inject: [REFERRALS] },
  ],
})
export class ReferralsModule {}
