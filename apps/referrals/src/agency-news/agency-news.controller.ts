import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Permission, type Principal } from '@xiezhi/service';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
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
}

/** An agency's own stream of messages over HTTP (拉取消息). */
@ApiTags('referrals')
@Controller('api/referrals/news')
export class AgencyNewsController {
  constructor(private readonly news: AgencyNews) {}

  /** 拉取本单位消息: CloudEvents addressed to the caller's agency, oldest first, from behind `after`. */
  @Get()
  @Permission({ name: 'referrals.news.read', roles: 'any' })
  read(@Query() { after, limit }: NewsQuery, @CurrentPrincipal() { agency }: Principal): Promise<NewsPage> {
    return this.news.page(agency, after ?? '', limit);
  }
}
