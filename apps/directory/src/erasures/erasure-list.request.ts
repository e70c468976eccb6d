import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';

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

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE)
  limit = 40;
}
