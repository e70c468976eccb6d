import type { Provider } from '@nestjs/common';
import { numberSeries } from '@xiezhi/eventsourcing';
import type { Service } from '@xiezhi/service';
import { AidCaseLists } from '../aid-case-list/aid-case-list.queries.js';
import { Clock } from '../clock.js';
import { LettersOfMatters } from '../letter-files/letters.parts.js';
import { Circles } from '../sensitive-matter/sensitive-matter.circles.js';
import { Rosters } from '../rosters/rosters.js';
import { Worklists } from '../worklist/worklists.js';
import { LetterHandler } from './letter.handler.js';
import { letter } from './letter.js';
import { DrawnFromMatters } from './letter.sources.js';
import { LettersInClear } from './letter.texts.js';

function handlerOf(service: Service, circles: Circles, rosters: Rosters, clock: Clock): LetterHandler {
  const { store, keys } = service;
  return new LetterHandler({
    streams: service.streams(letter),
    numbers: service.streams(numberSeries),
    circles,
    rosters,
    sources: new DrawnFromMatters(store, keys, rosters),
    texts: new LettersInClear(store, keys),
    now: () => clock.now(),
  });
}

/** What letters need of the service that `service` stands for. */
export const letterProviders = (service: symbol): readonly Provider[] => [
  { provide: LetterHandler, useFactory: handlerOf, inject: [service, Circles, Rosters, Clock] },
  {
    provide: LettersOfMatters,
    useFactory: (own: Service, worklists: Worklists, cases: AidCaseLists, clock: Clock) =>
      new LettersOfMatters(own, worklists, cases, () => clock.now()),
    inject: [service, Worklists, AidCaseLists, Clock],
  },
];
