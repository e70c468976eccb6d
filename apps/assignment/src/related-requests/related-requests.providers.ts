import type { Provider } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { claim } from '@xiezhi/eventsourcing';
import type { Service } from '@xiezhi/service';
import { Clock } from '../clock.js';
import { defenceRequest } from '../defence-request/defence-request.js';
import { RelatedRequests } from './related-requests.queries.js';
import { Relating } from '../notice-comparisons/relating.handler.js';

/** What finds and records requests that have to do with each other, over the service that is provided as `service`. */
export const relatedRequestsProviders = (service: symbol): readonly Provider[] => [
  {
    provide: RelatedRequests,
    useFactory: (own: Service) => new RelatedRequests(own.pool, own.reads, own.readModels, own.keys, own.streams(defenceRequest)),
    inject: [service],
  },
  {
    provide: Relating,
    useFactory: (own: Service, bus: CommandBus, related: RelatedRequests, clock: Clock) =>
      new Relating({
        service: own,
        bus,
        related,
        streams: own.streams(defenceRequest),
        claims: own.streams(claim),
        now: () => clock.now(),
      }),
    inject: [service, CommandBus, RelatedRequests, Clock],
  },
];
