import { IsIn, IsOptional } from 'class-validator';
import { PageByInstantQuery } from '../worklist/worklist.request.js';
import { CASE_STATES, type CaseListState } from './aid-case-list.queries.js';

/** One tab of the list. */
export class CaseListQuery extends PageByInstantQuery {
  @IsOptional()
  @IsIn(CASE_STATES)
  state: CaseListState = 'open';
}
