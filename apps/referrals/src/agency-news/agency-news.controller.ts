import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { agencyScope, CurrentPrincipal, Permission, type Principal } from '@xiezhi/service';
import { AgencyNews, type NewsPage } from './agency-news.queries.js';
import { NewsQuery } from './agency-news.request.js';

/** An agency's own stream of messages over HTTP (拉取消息). */
@ApiTags('referrals')
@Controller('api/referrals/news')
export class AgencyNewsController {
  constructor(private readonly news: AgencyNews) {}

  /** 拉取本单位消息: CloudEvents addressed to the caller's agency, oldest first, from behind `after`; or the newest ones first. */
  @Get()
  @Permission({ name: 'referrals.news.read', roles: 'any' })
  read(@Query() { after = '', limit, order, kind }: NewsQuery, @CurrentPrincipal() reader: Principal): Promise<NewsPage> {
    const wanted = { reader: agencyScope(reader), kind: kind ?? null, after, limit };
    return order === 'newest' ? this.news.newest(wanted) : this.news.page(wanted);
  }
}
