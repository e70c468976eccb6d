import type { Provider } from '@nestjs/common';
import { numberSeries } from '@xiezhi/eventsourcing';
import { Service } from '@xiezhi/service';
import { Clock } from '../clock.js';
import { defenceRequest } from '../defence-request/defence-request.js';
import { QualityFigures } from '../quality-figures/quality-figures.queries.js';
import { Rosters } from '../rosters/rosters.js';
import { CaseTrackingHandler } from '../case-tracking/case-tracking.handler.js';
import { RunningCases } from '../running-cases/running-cases.queries.js';
import { CaseLawyers } from '../case-lawyers/case-lawyers.queries.js';
import { PeerReviewHandler } from '../peer-review/peer-review.handler.js';
import { ReviewedFiles } from '../peer-review/reviewed-file.queries.js';
import { caseTracking } from '../case-tracking/case-tracking.js';
import { peerReview } from '../peer-review/peer-review.js';

/** What the tracking and the review of cases are made of, over the service that is provided as `service`. */
export const oversightProviders = (service: symbol): readonly Provider[] => [
  {
    provide: CaseTrackingHandler,
    useFactory: (own: Service, rosters: Rosters, clock: Clock) =>
      new CaseTrackingHandler({
        streams: own.streams(caseTracking),
        numbers: own.streams(numberSeries),
        cases: new RunningCases(own.pool, own.readModels),
        rosters,
        now: () => clock.now(),
      }),
    inject: [service, Rosters, Clock],
  },
  {
    provide: ReviewedFiles,
    useFactory: ({ pool, readModels }: Service) => new ReviewedFiles(pool, readModels),
    inject: [service],
  },
  {
    provide: PeerReviewHandler,
    useFactory: (own: Service, rosters: Rosters, figures: QualityFigures, clock: Clock) =>
      new PeerReviewHandler({
        streams: own.streams(peerReview),
        requests: own.streams(defenceRequest),
        numbers: own.streams(numberSeries),
        cases: new CaseLawyers(own.pool, own.readModels),
        figures,
        rosters,
        now: () => clock.now(),
      }),
    inject: [service, Rosters, QualityFigures, Clock],
  },
];
