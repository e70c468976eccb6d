import type { Provider } from '@nestjs/common';
import { numberSeries } from '@xiezhi/eventsourcing';
import { Service } from '@xiezhi/service';
import { AidCaseLists } from '../aid-case-list/aid-case-list.queries.js';
import { aidCase } from '../aid-case/aid-case.js';
import { CaseLawyers } from '../case-lawyers/case-lawyers.queries.js';
import { Clock } from '../clock.js';
import { defenceRequest } from '../defence-request/defence-request.js';
import { QualityFigures } from '../quality-figures/quality-figures.queries.js';
import { Rosters } from '../rosters/rosters.js';
import { Circles } from '../sensitive-matter/sensitive-matter.circles.js';
import { PeerReviewHandler } from './peer-review.handler.js';
import { peerReview } from './peer-review.js';
import { ReviewableCases } from './reviewable-cases.queries.js';
import { ReviewedFiles } from './reviewed-file.queries.js';
import { ReviewersAccess } from './reviewers.access.js';

/** What the review of cases by peers is made of, over the service that is provided as `service`. */
export const peerReviewProviders = (service: symbol): readonly Provider[] => [
  {
    provide: ReviewedFiles,
    useFactory: ({ pool, readModels }: Service) => new ReviewedFiles(pool, readModels),
    inject: [service],
  },
  {
    provide: ReviewersAccess,
    useFactory: (own: Service) => new ReviewersAccess(own.streams(peerReview)),
    inject: [service],
  },
  {
    provide: PeerReviewHandler,
    useFactory: (own: Service, circles: Circles, rosters: Rosters, figures: QualityFigures, lists: AidCaseLists, clock: Clock) =>
      new PeerReviewHandler({
        streams: own.streams(peerReview),
        numbers: own.streams(numberSeries),
        cases: new ReviewableCases({
          requests: own.streams(defenceRequest),
          grants: own.streams(aidCase),
          lists,
          lawyers: new CaseLawyers(own.pool, own.readModels),
          rosters,
        }),
        figures,
        rosters,
        circles,
        now: () => clock.now(),
      }),
    inject: [service, Circles, Rosters, QualityFigures, AidCaseLists, Clock],
  },
];
