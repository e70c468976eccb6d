import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CommandRequest, CurrentPrincipal, Permission, type Principal, type RequestContext } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { CommandAnswer } from '../defence-request/defence-request.request.js';
import type { RankingAgain, SearchPage } from './lawyer-search.queries.js';
import { BeginSearchRequest, OfferToRequest } from './lawyer-search.request.js';
import { SearchRoutes } from './search.routes.js';

const INSTITUTION = ['institution_officer', 'institution_head'];

/** Finding the lawyer for a defence request (寻找律师). */
@ApiTags('assignment')
@Controller('api/assignment/defence-requests')
export class LawyerSearchController extends SearchRoutes {
  override readonly kind = 'defence-request';

  /** 寻找律师: ranks the candidates and asks the first, or one chosen among them. */
  @Post(':id/search')
  @HttpCode(200)
  @Permission({ name: 'assignment.lawyer-search.begin', roles: INSTITUTION })
  begin(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: BeginSearchRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.start(id, body, context, reply);
  }

  /** 寻找情况: how the search stands: who is asked, who said what, who comes next. */
  @Get(':id/search')
  @Permission({ name: 'assignment.lawyer-search.read', roles: INSTITUTION })
  page(@Param('id', ParseUUIDPipe) id: string, @CurrentPrincipal() reader: Principal): Promise<SearchPage> {
    return this.searches.page(this.kind, id, reader);
  }

  /** 复核排序: the ranking computed again from what was kept of it, and whether it is the same. */
  @Get(':id/search/ranking')
  @Permission({ name: 'assignment.lawyer-search.ranking', roles: INSTITUTION })
  ranking(@Param('id', ParseUUIDPipe) id: string, @CurrentPrincipal() reader: Principal): Promise<RankingAgain> {
    return this.searches.rankingAgain(this.kind, id, reader);
  }

  /** 改邀他人: takes the running offer back and asks another of the ranked. */
  @Post(':id/search/offer')
  @HttpCode(200)
  @Permission({ name: 'assignment.lawyer-search.offer', roles: INSTITUTION })
  offer(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { lawyerId }: OfferToRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.carry(id, { type: 'OfferTo', data: { lawyerId } }, context, reply);
  }

  /** 停止寻找: takes the running offer back and ends the search. */
  @Post(':id/search/call-off')
  @HttpCode(200)
  @Permission({ name: 'assignment.lawyer-search.call-off', roles: INSTITUTION })
  callOff(
    @Param('id', ParseUUIDPipe) id: string,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.carry(id, { type: 'CallOff', data: {} }, context, reply);
  }
}
