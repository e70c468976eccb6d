import { CLOCK_TABLE } from '@xiezhi/legal-policy';
import { IsDivisionCode, IsInstant, IsLocalDate, PageSize, Text } from '@xiezhi/service';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { BehindQuery } from '../worklist/worklist.request.js';
import { DUTY_HOLDERS, type DutyHolderKind } from './duty.js';
import { OBLIGATION_SIDES, OBLIGATION_TABS, type ObligationSide, type ObligationTab } from './obligations.filter.js';
import { MAX_PAGE } from './obligations.queries.js';

const CLOCKS = CLOCK_TABLE.map(({ id }) => id);

/** What narrows a ledger; all of it may stand in an address. */
export class ObligationFilterQuery extends BehindQuery {
  /** What one owes, what one is owed, or all duties of one's matters. */
  @IsOptional()
  @IsIn(OBLIGATION_SIDES)
  side: ObligationSide = 'mine';

  /** Duties under this clock of the table alone (期限编号). */
  @IsOptional()
  @IsIn(CLOCKS)
  clock?: string;

  /** Duties that this kind of holder owes alone. */
  @IsOptional()
  @IsIn(DUTY_HOLDERS)
  holder?: DutyHolderKind;

  /** For an institution, duties in matters of organs in this division alone; for others, in matters of this division. */
  @IsOptional()
  @IsDivisionCode()
  county?: string;

  /** Duties in matters with this agency alone: the organ for an institution, the institution for an organ, either for a lawyer. */
  @IsOptional()
  @Text({ max: 100 })
  agency?: string;

  /** Duties that are due on this day or later, by their due time (届满). */
  @IsOptional()
  @IsLocalDate()
  dueFrom?: string;

  /** Duties that are due by the end of this day. */
  @IsOptional()
  @IsLocalDate()
  dueBy?: string;
}

/** One tab of a ledger. */
export class ObligationListQuery extends ObligationFilterQuery {
  @IsOptional()
  @IsIn(OBLIGATION_TABS)
  state: ObligationTab = 'running';

  @PageSize(MAX_PAGE)
  limit = 40;

  /** `next` of the page before. */
  @IsOptional()
  @Text({ max: 120 })
  @Matches(/^[0-9TZ:.-]{20,30}\|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/[A-Za-z0-9.-]{1,40}$/)
  cursor?: string;
}

/** The duties of a matter, now or as they were. */
export class ObligationsOfMatterQuery extends BehindQuery {
  /** The duties as they stood then (时点). */
  @IsOptional()
  @IsInstant()
  at?: string;
}
