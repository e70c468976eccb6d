import type { Publisher, RecordedEvent } from '@xiezhi/eventsourcing';
import { publish as publishAidCase } from './aid-case/aid-case.publisher.js';
import { publish } from './defence-request/defence-request.publisher.js';
import { publish as publishDutyHelp } from './duty-help/duty-help.publisher.js';
import { publish as publishGroups } from './group-matter/group-matter.publisher.js';
import { publish as publishEarly } from './early-notice/early-notice.publisher.js';
import { publish as publishSearch } from './lawyer-search/lawyer-search.publisher.js';
import { publish as publishLetters } from './letter/letter.publisher.js';
import { publish as publishFollowed } from './person-erasures/person-erasure.publisher.js';
import { publish as publishRetention } from './retention/retention.publisher.js';
import { publish as publishSensitive } from './sensitive-matter/sensitive-matter.publisher.js';
import { QUALITY_PUBLISHERS } from './quality-matters/quality.providers.js';

/** What this service tells others of its events, each reader by its name. */
export const ASSIGNMENT_PUBLISHERS: readonly Publisher<RecordedEvent>[] = [
  { name: 'defence-requests', map: publish },
  { name: 'duty-helps', map: publishDutyHelp },
  { name: 'aid-cases', map: publishAidCase },
  { name: 'person-erasures', map: publishFollowed },
  { name: 'retention', map: publishRetention },
  ...QUALITY_PUBLISHERS,
  { name: 'letters', map: publishLetters },
  { name: 'sensitive-matters', map: publishSensitive },
  { name: 'group-matters', map: publishGroups },
  { name: 'lawyer-searches', map: publishSearch },
  { name: 'early-notices', map: publishEarly },
];
