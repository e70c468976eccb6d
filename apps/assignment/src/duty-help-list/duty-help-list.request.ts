import { IsDivisionCode } from '@xiezhi/service';
import { IsIn, IsOptional } from 'class-validator';
import { PageByInstantQuery } from '../worklist/worklist.request.js';
import { HELP_STATES, type HelpListState } from './duty-help-list.queries.js';

/** One tab of the list. */
export class HelpListQuery extends PageByInstantQuery {
  @IsOptional()
  @IsIn(HELP_STATES)
  state: HelpListState = 'open';
}

/** Where help is asked for. */
export class HelpChoicesQuery {
  @IsDivisionCode()
  division!: string;
}
