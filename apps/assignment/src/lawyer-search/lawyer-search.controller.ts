import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { MatterKind } from '@xiezhi/contracts';
import { CommandRequest, CurrentPrincipal, Permission, type Principal, type RequestContext } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { answerOf } from '../command-answer.js';
import { CommandAnswer } from '../defence-request/defence-request.request.js';
import { matterRoutes, OfMatter } from '../matter-routes.js';
import { LawyerSearches, type LawyerSearchHandled, type LawyerSearchIntent } from './lawyer-search.handler.js';
import { LawyerSearchQueries, type RankingAgain, type SearchPage } from './lawyer-search.queries.js';
import { BeginSearchRequest, OfferToRequest } from './lawyer-search.request.js';

const INSTITUTION = ['institution_officer', 'institution_head'];

/** Finding the lawyer for a defence request, or for a granted case (寻找律师). */
@ApiTags('assignment')
@Controller(matterRoutes())
export class LawyerSearchController {
  constructor(
    private readonly bus: CommandBus,
    private readonly searches: LawyerSearchQueries,
  ) {}

  /** 寻找律师: ranks the candidates and asks the first, or one chosen among them. */
  @Post(':id/search')
  @HttpCode(200)
  @Permission({ name: 'assignment.lawyer-search.begin', roles: INSTITUTION })
  begin(
    @OfMatter() of: MatterKind,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { first, gender, replacing }: BeginSearchRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const data = {
      ...(first !== undefined && { first }),
      ...(gender !== undefined && { gender }),
      ...(replacing !== undefined && { replacing }),
    };
    return this.#execute(of, id, { type: 'BeginSearch', data }, context, reply);
  }

  /** 寻找情况: how the search stands: who is asked, who said what, who comes next. */
  @Get(':id/search')
  @Permission({ name: 'assignment.lawyer-search.read', roles: INSTITUTION })
  page(@OfMatter() of: MatterKind, @Param('id', ParseUUIDPipe) id: string, @CurrentPrincipal() reader: Principal): Promise<SearchPage> {
    return this.searches.page(of, id, reader);
  }

  /** 复核排序: the ranking computed again from what was kept of it, and whether it is the same. */
  @Get(':id/search/ranking')
  @Permission({ name: 'assignment.lawyer-search.ranking', roles: INSTITUTION })
  ranking(
    @OfMatter() of: MatterKind,
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentPrincipal() reader: Principal,
  ): Promise<RankingAgain> {
    return this.searches.rankingAgain(of, id, reader);
  }

  /** 改邀他人: takes the running offer back and asks another of the ranked. */
  @Post(':id/search/offer')
  @HttpCode(200)
  @Permission({ name: 'assignment.lawyer-search.offer', roles: INSTITUTION })
  offer(
    @OfMatter() of: MatterKind,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { lawyerId }: OfferToRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#execute(of, id, { type: 'OfferTo', data: { lawyerId } }, context, reply);
  }

  /** 停止寻找: takes the running offer back and ends the search. */
  @Post(':id/search/call-off')
  @HttpCode(200)
  @Permission({ name: 'assignment.lawyer-search.call-off', roles: INSTITUTION })
  callOff(
    @OfMatter() of: MatterKind,
    @Param('id', ParseUUIDPipe) id: string,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#execute(of, id, { type: 'CallOff', data: {} }, context, reply);
  }

  async #execute(
    of: MatterKind,
    id: string,
    intent: LawyerSearchIntent,
    context: RequestContext,
    reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const handled = await this.bus.execute<LawyerSearches, LawyerSearchHandled>(new LawyerSearches(id, intent, context, of));
    return answerOf({ ...handled, id }, reply);
  }
}
