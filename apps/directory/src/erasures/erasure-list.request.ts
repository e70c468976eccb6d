import { PageSize } from '@xiezhi/service';
import { IsIn, IsOptional, IsUUID } from 'class-validator';

const MAX_PAGE = 100;

export class ErasureListQuery {
  /** `unfinished`: those whose certificate is not final yet. */
  @IsOptional()
  @IsIn(['unfinished', 'all'])
  state: 'unfinished' | 'all' = 'all';

  /** `next` of the page before. */
  @IsOptional()
  @IsUUID()
  cursor?: string;

  @PageSize(MAX_PAGE)
  limit = 40;
}
