import type { Provider } from '@nestjs/common';
import type { Service } from '@xiezhi/service';
import { Clock } from '../clock.js';
import { Obligations } from './obligations.queries.js';

/** What shows the ledger of duties, over the service that is provided as `service`. */
export const obligationsProviders = (service: symbol): readonly Provider[] => [
  {
    provide: Obligations,
    useFactory: ({ reads, readModels, store }: Service, clock: Clock) => new Obligations(reads, readModels, store, () => clock.now()),
    inject: [service, Clock],
  },
];
