import type { Provider } from '@nestjs/common';
import { claim, HeldOnce } from '@xiezhi/eventsourcing';
import { Platform, type Service } from '@xiezhi/service';
import { Accounts } from '../accounts/accounts.queries.js';
import { Clock } from '../clock.js';
import { GroupSuggestionsController } from '../group-matters/group-suggestions.controller.js';
import { GroupSuggestions } from '../group-matters/group-suggestions.queries.js';
import { GroupMatterQueries } from '../group-matters/group-matters.queries.js';
import { Rosters } from '../rosters/rosters.js';
import { Circles } from '../sensitive-matter/sensitive-matter.circles.js';
import { mattersOf } from '../sensitive-matter/sensitive-matter.providers.js';
import { GroupMatterController } from './group-matter.controller.js';
import { GroupMatterHandler } from './group-matter.handler.js';
import { groupMatter } from './group-matter.js';

/** Routes of group matters. */
export const GROUP_CONTROLLERS = [GroupMatterController, GroupSuggestionsController];

/** What group matters are made of, over the service that is provided as `service`. */
export const groupProviders = (service: symbol): readonly Provider[] => [
  {
    provide: GroupMatterHandler,
    useFactory: (own: Service, circles: Circles, rosters: Rosters, accounts: Accounts, clock: Clock) =>
      new GroupMatterHandler({
        streams: own.streams(groupMatter),
        matters: mattersOf(own),
        memberships: new HeldOnce(own.streams(claim), 'group'),
        circles,
        rosters,
        accounts,
        now: () => clock.now(),
      }),
    inject: [service, Circles, Rosters, Accounts, Clock],
  },
  {
    provide: GroupMatterQueries,
    useFactory: ({ reads, readModels, keys }: Service) => new GroupMatterQueries(reads, readModels, keys),
    inject: [service],
  },
  {
    provide: GroupSuggestions,
    useFactory: ({ reads, readModels }: Service, { config }: Platform) =>
      new GroupSuggestions(reads, readModels, config.groupSuggestedFrom),
    inject: [service, Platform],
  },
];
