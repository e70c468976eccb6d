import type { Provider } from '@nestjs/common';
import { numberSeries } from '@xiezhi/eventsourcing';
import { Service } from '@xiezhi/service';
import { Findings } from '../accountability/accountability.findings.js';
import { AccountabilityHandler } from '../accountability/accountability.handler.js';
import { accountability } from '../accountability/accountability.js';
import { complaint } from '../complaint/complaint.js';
import { inspection } from '../inspection/inspection.js';
import { aidCase } from '../aid-case/aid-case.js';
import { Clock } from '../clock.js';
import { defenceRequest } from '../defence-request/defence-request.js';
import { QualityFigures } from '../quality-figures/quality-figures.queries.js';
import { PublicInspectionList } from '../public-inspections/public-inspections.queries.js';
import { Rosters } from '../rosters/rosters.js';
import { Circles } from '../sensitive-matter/sensitive-matter.circles.js';
import { CaseTrackingHandler } from '../case-tracking/case-tracking.handler.js';
import { RunningCases } from '../running-cases/running-cases.queries.js';
import { CaseLawyers } from '../case-lawyers/case-lawyers.queries.js';
import { caseTracking } from '../case-tracking/case-tracking.js';
import { peerReviewProviders } from '../peer-review/peer-review.providers.js';
import { peerReview } from '../peer-review/peer-review.js';

/** What the oversight of cases is made of, over the service that is provided as `service`. */
export const oversightProviders = (service: symbol): readonly Provider[] => [
  {
    provide: PublicInspectionList,
    useFactory: ({ pool, readModels }: Service, rosters: Rosters) => new PublicInspectionList(pool, readModels, rosters),
    inject: [service, Rosters],
  },
  {
    provide: AccountabilityHandler,
    useFactory: (own: Service, circles: Circles, rosters: Rosters, figures: QualityFigures, clock: Clock) =>
      new AccountabilityHandler({
        streams: own.streams(accountability),
        numbers: own.streams(numberSeries),
        findings: new Findings({
          complaints: own.streams(complaint),
          inspections: own.streams(inspection),
          reviews: own.streams(peerReview),
          trackings: own.streams(caseTracking),
          requests: own.streams(defenceRequest),
          grants: own.streams(aidCase),
          cases: new CaseLawyers(own.pool, own.readModels),
          pool: own.pool,
          readModels: own.readModels,
        }),
        figures,
        rosters,
        circles,
        now: () => clock.now(),
      }),
    inject: [service, Circles, Rosters, QualityFigures, Clock],
  },
  {
    provide: CaseTrackingHandler,
    useFactory: (own: Service, circles: Circles, rosters: Rosters, clock: Clock) =>
      new CaseTrackingHandler({
        streams: own.streams(caseTracking),
        numbers: own.streams(numberSeries),
        cases: new RunningCases(own.pool, own.readModels),
        rosters,
        circles,
        now: () => clock.now(),
      }),
    inject: [service, Circles, Rosters, Clock],
  },
  ...peerReviewProviders(service),
];
