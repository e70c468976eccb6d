import { PageSize, Text } from '@xiezhi/service';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { BehindQuery } from '../worklist/worklist.request.js';
import { EARLY_STATES, MAX_PAGE, type EarlyListState } from './early-notices.queries.js';

/** One tab of the notices that came early. */
export class EarlyNoticeListQuery extends BehindQuery {
  @IsOptional()
  @IsIn(EARLY_STATES)
  state: EarlyListState = 'waiting';

  @PageSize(MAX_PAGE)
  limit = 40;

  /** `next` of the page before. */
  @IsOptional()
  @Text({ max: 80 })
  @Matches(/^[0-9TZ:.-]{20,30}\|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  cursor?: string;
}
