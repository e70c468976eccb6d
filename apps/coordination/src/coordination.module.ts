import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import {
  agencyNotified,
  clockBreached,
  clockRecounted,
  defenceRequestClosed,
  defenceRequestReceived,
  lawyerAssigned,
  matterRestricted,
  TOPICS,
} from '@xiezhi/contracts';
import { Platform, restrictedMatters, Service, type ServiceDefinition } from '@xiezhi/service';
import { jointCounts } from './joint-counts/joint-counts.projection.js';
import { JointDashboardController } from './joint-dashboard/joint-dashboard.controller.js';
import { JointDashboard } from './joint-dashboard/joint-dashboard.queries.js';
import { JointTrend } from './joint-dashboard/joint-trend.queries.js';
import { JointRequestsController } from './joint-requests/joint-requests.controller.js';
import { jointRequests } from './joint-requests/joint-requests.projection.js';
import { JointRequests } from './joint-requests/joint-requests.queries.js';
import { openClocks } from './open-clocks/open-clocks.projection.js';

/** Coordination hears what others publish and keeps nothing of its own yet. */
export const coordination: ServiceDefinition = {
  name: 'coordination',
  inboxProjections: [jointCounts, openClocks, jointRequests, restrictedMatters],
  consumes: {
    topics: [TOPICS.assignment],
    contracts: [
      defenceRequestReceived,
      lawyerAssigned,
      agencyNotified,
      clockBreached,
      clockRecounted,
      defenceRequestClosed,
      matterRestricted,
    ],
  },
};

const COORDINATION = Symbol('coordination');

/** Starts coordination's read models. */
class CoordinationRunners implements OnApplicationBootstrap {
  constructor(private readonly service: Service) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.service.start({});
  }
}

/** The joint meeting's dashboards (联席会议看板). */
@Module({
  controllers: [JointDashboardController, JointRequestsController],
  providers: [
    { provide: COORDINATION, useFactory: (platform: Platform) => platform.service(coordination), inject: [Platform] },
    {
      provide: JointDashboard,
      useFactory: ({ reads, readModels }: Service) => new JointDashboard(reads, readModels, new JointTrend(reads, readModels)),
      inject: [COORDINATION],
    },
    {
      provide: JointRequests,
      useFactory: ({ reads, readModels }: Service) => new JointRequests(reads, readModels),
      inject: [COORDINATION],
    },
    { provide: CoordinationRunners, useFactory: (service: Service) => new CoordinationRunners(service), inject: [COORDINATION] },
  ],
})
export class CoordinationModule {}
