import { PageSize } from '@xiezhi/service';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { BehindQuery } from '../worklist/worklist.request.js';
import { MAX_PAGE } from './lawyer-offers.queries.js';

export class OffersQueryRequest extends BehindQuery {
  /** Those that wait for an answer, or the others. */
  @IsIn(['open', 'answered'])
  status: 'open' | 'answered' = 'open';

  @PageSize(MAX_PAGE)
  limit = 20;

  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z\|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  cursor?: string;
}
