import { PageSize } from '@xiezhi/service';
import { IsIn, IsOptional, Matches } from 'class-validator';
import type { NewsKind } from './agency-news.projection.js';

const MAX_PAGE = 500;

export class NewsQuery {
  /** `next` of the page before; from the beginning when left out. */
  @IsOptional()
  @Matches(/^\d{1,20}$/)
  after?: string;

  @PageSize(MAX_PAGE)
  limit = 100;

  /** `oldest` (the default) to follow the stream; `newest` to show what came last, newest first. */
  @IsOptional()
  @IsIn(['oldest', 'newest'])
  order: 'oldest' | 'newest' = 'oldest';

  /** `matter`: what happened to the agency's matters; `log_head`: heads of the logs, to be kept. Both when left out. */
  @IsOptional()
  @IsIn(['matter', 'log_head'])
  kind?: NewsKind;
}
