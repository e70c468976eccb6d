import { PageSize } from '@xiezhi/service';
import { IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { BehindQuery } from '../worklist/worklist.request.js';
import { MAX_PAGE } from './quality-matters.queries.js';

/** A page of quality work of one kind. */
export class QualityQuery extends BehindQuery {
  @IsOptional()
  @IsIn(['open', 'closed'])
  view: 'open' | 'closed' = 'open';

  /** Of this defence request alone. */
  @IsOptional()
  @IsUUID()
  request?: string;

  @PageSize(MAX_PAGE)
  limit = 40;

  /** `next` of the page before. */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}T[\d:.]{8,12}Z\|[0-9a-f-]{36}$/)
  cursor?: string;
}
