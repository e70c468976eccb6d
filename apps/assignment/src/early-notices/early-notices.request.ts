import { IsIn, IsOptional } from 'class-validator';
import { PageByInstantQuery } from '../worklist/worklist.request.js';
import { EARLY_STATES, type EarlyListState } from './early-notices.queries.js';

/** One tab of the notices that came early. */
export class EarlyNoticeListQuery extends PageByInstantQuery {
  @IsOptional()
  @IsIn(EARLY_STATES)
  state: EarlyListState = 'waiting';
}
