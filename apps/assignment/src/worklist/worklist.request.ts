import { ACCESS_PURPOSES, type AccessPurpose } from '@xiezhi/contracts';
import { IsDivisionCode, Text } from '@xiezhi/service';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { WORKLIST_STATES, type WorklistState } from './worklist.filter.js';
import { MAX_PAGE } from './worklist.queries.js';

const PURPOSES = ACCESS_PURPOSES.map(({ code }) => code);

/** A log position to read behind (read your own writes). */
export class BehindQuery {
  /** `position` of the command whose effect must be seen. */
  @IsOptional()
  @Matches(/^\d{1,20}$/)
  after?: string;
}

/** What narrows a list; all of it may stand in an address. */
export class FilterQuery extends BehindQuery {
  /** What the case number (案号) or the letter number (文号) begins with. */
  @IsOptional()
  @Text({ max: 60 })
  q?: string;

  /** Requests of organs in this division alone; a prefecture's code holds its counties. */
  @IsOptional()
  @IsDivisionCode()
  county?: string;

  /** Requests of this organ alone. */
  @IsOptional()
  @Text({ max: 100 })
  organ?: string;
}

export class ListQuery extends FilterQuery {
  @IsOptional()
  @IsIn(['open', 'done'])
  status: 'open' | 'done' = 'open';

  /** One tab; it says by itself whether its requests are open. */
  @IsOptional()
  @IsIn(WORKLIST_STATES)
  state?: WorklistState;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE)
  limit = 40;

  @IsOptional()
  @Text({ max: 80 })
  @Matches(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z\|[0-9a-f-]{36}$/)
  cursor?: string;
}

/** Why a person's details are opened: without a purpose they are not. */
export class PurposeQuery {
  @IsIn(PURPOSES)
  purpose!: AccessPurpose;
}

export class SearchQuery {
  /** What a number begins with. */
  @Text({ max: 60 })
  q!: string;
}
