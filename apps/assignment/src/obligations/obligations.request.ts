import { CLOCK_TABLE } from '@xiezhi/legal-policy';
import { IsDivisionCode, IsInstant, PageSize, Text } from '@xiezhi/service';
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
