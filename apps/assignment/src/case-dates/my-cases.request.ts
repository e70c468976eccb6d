import { PageSize, Text } from '@xiezhi/service';
import { IsOptional, Matches } from 'class-validator';
import { MAX_PAGE } from '../worklist/worklist.queries.js';
import { BehindQuery } from '../worklist/worklist.request.js';

export class MyCasesQuery extends BehindQuery {
  @PageSize(MAX_PAGE)
  limit = 40;

  /** `next` of the page before. */
  @IsOptional()
  @Text({ max: 80 })
  @Matches(/^([0-9TZ:.-]{24}|infinity)\|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  cursor?: string;
}
