import type { ICommand } from '@nestjs/cqrs';
import type { CommandContext } from '@xiezhi/eventsourcing';
import type { AnyProjection } from '@xiezhi/eventsourcing/postgres';
import { AidCases } from '../aid-case/aid-case.handler.js';
import { aidCaseList } from '../aid-case-list/aid-case-list.projection.js';
import { DefenceRequests } from '../defence-request/defence-request.handler.js';
import { DutyHelps } from '../duty-help/duty-help.handler.js';
import { dutyHelpList } from '../duty-help-list/duty-help-list.projection.js';
import { EarlyNotices } from '../early-notice/early-notice.handler.js';
import { earlyNotices } from '../early-notices/early-notices.projection.js';
import { eraseQuality } from '../quality-matters/quality.erasures.js';
import { qualityMatters } from '../quality-matters/quality-matters.projection.js';
import type { QualityKind } from '../quality-matters/quality-streams.js';
import { SensitiveMatters } from '../sensitive-matter/sensitive-matter.handler.js';
import { sensitiveMatters } from '../sensitive-matters/sensitive-matters.projection.js';
import { worklist } from '../worklist/worklist.projection.js';
import type { Erased } from './person-erasures.js';

/** A matter of a person; of quality work also which kind it is. */
export interface FoundMatter {
  readonly id: string;
  readonly kind?: QualityKind;
}

/** A read model that names the persons of its matters, and how a matter is told that one of them was erased. */
export interface OfPersons {
  readonly model: AnyProjection;
  readonly columns: string;
  /** Whether a row holds something of the person `$1`. A person who was erased stands in `erased`. */
  readonly holds: string;
  /** Whether parties of a matter are told by a message, which the certificate of the erasure waits for. Quality work is the institution's own. */
  readonly announced: boolean;
  readonly tell: (matter: FoundMatter, erased: Erased, context: Omit<CommandContext, 'division'>) => ICommand;
}

const PEOPLE = `person #>> '{$sealed,person}' = $1 OR contact #>> '{$sealed,person}' = $1`;
const recordErased = ({ personId, erasedAt }: Erased) => ({ type: 'RecordPersonErased', data: { personId, erasedAt } }) as const;

/** Every read model of this service that finds the matters of a person. */
export const MATTERS: readonly OfPersons[] = [
  {
    model: worklist,
    columns: 'id',
    holds: PEOPLE,
    announced: true,
    tell: ({ id }, erased, context) => new DefenceRequests(id, recordErased(erased), context),
  },
  {
    model: dutyHelpList,
    columns: 'id',
    holds: PEOPLE,
    announced: true,
    tell: ({ id }, erased, context) => new DutyHelps(id, recordErased(erased), context),
  },
  {
    model: aidCaseList,
    columns: 'id',
    holds: `person #>> '{$sealed,person}' = $1`,
    // The institution alone is its party.
    announced: false,
    tell: ({ id }, erased, context) => new AidCases(id, recordErased(erased), context),
  },
  {
    model: qualityMatters,
    columns: 'id, kind',
    holds: 'person = $1',
    announced: false,
    tell: ({ id, kind }, erased, context) => eraseQuality(kind!, id, erased, context),
  },
  {
    model: sensitiveMatters,
    columns: 'id',
    holds: 'person = $1',
    announced: false,
    tell: ({ id }, erased, context) => new SensitiveMatters(id, recordErased(erased), context),
  },
  {
    model: earlyNotices,
    columns: 'id',
    holds: 'person = $1 OR contact = $1',
    // The request that it became is told of.
    announced: false,
    tell: ({ id }, erased, context) => new EarlyNotices(id, recordErased(erased), context),
  },
];
