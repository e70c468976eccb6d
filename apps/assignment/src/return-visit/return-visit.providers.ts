import type { Provider } from '@nestjs/common';
import { MASTER_KEY, Platform, type Service } from '@xiezhi/service';
import { aidCase } from '../aid-case/aid-case.js';
import { Clock } from '../clock.js';
import { defenceRequest } from '../defence-request/defence-request.js';
import { QualityFigures } from '../quality-figures/quality-figures.queries.js';
import { Rosters } from '../rosters/rosters.js';
import { Circles } from '../sensitive-matter/sensitive-matter.circles.js';
import { ReturnVisitHandler } from './return-visit.handler.js';
import { returnVisit } from './return-visit.js';
import { VisitForms } from './visit-form.links.js';

/** What return visits (回访) are made of, over the service that is provided as `service`. */
export const returnVisitProviders = (service: symbol): readonly Provider[] => [
  {
    provide: ReturnVisitHandler,
    useFactory: (own: Service, circles: Circles, figures: QualityFigures, clock: Clock) =>
      new ReturnVisitHandler({
        circles,
        streams: own.streams(returnVisit),
        requests: own.streams(defenceRequest),
        cases: own.streams(aidCase),
        figures,
        now: () => clock.now(),
      }),
    inject: [service, Circles, QualityFigures, Clock],
  },
  {
    provide: VisitForms,
    useFactory: (own: Service, { config }: Platform, masterKey: Uint8Array, rosters: Rosters, clock: Clock) =>
      new VisitForms({
        streams: own.streams(returnVisit),
        rosters,
        masterKey,
        publicUrl: config.publicUrl,
        now: () => clock.now(),
      }),
    inject: [service, Platform, MASTER_KEY, Rosters, Clock],
  },
];
