import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Permission, type Principal } from '@xiezhi/service';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import type { NewsKind } from './agency-news.projection.js';
import { AgencyNews, type NewsPage } from './agency-news.queries.js';

const MAX_PAGE = 500;

export class NewsQuery {
  /** `next` of the page before; from the beginning when left out. */
  @IsOptional()
  @Matches(/^\d{1,20}$/)
  after?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE)
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

/** An agency's own stream of messages over HTTP (拉取消息). */
@ApiTags('referrals')
@Controller('api/referrals/news')
export class AgencyNewsController {
  constructor(private readonly news: AgencyNews) {}

  /** 拉取本单位消息: CloudEvents addressed to the caller's agency, oldest first, from behind `after`; or the newest ones first. */
  @Get()
  @Permission({ name: 'referrals.news.read', roles: 'any' })
  read(@Query() { after = '', limit, order, kind }: NewsQuery, @CurrentPrincipal() { agency }: Principal): Promise<NewsPage> {
    const wanted = { agency, kind: kind ?? null, after, limit };
    return order === 'newest' ? this.news.newest(wanted) : this.news.page(wanted);
  }
}
