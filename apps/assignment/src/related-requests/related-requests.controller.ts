import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CommandRequest, CurrentPrincipal, etagOf, Permission, type Principal, type RequestContext } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import type { DefenceRequestHandled } from '../defence-request/defence-request.handler.js';
import { CommandAnswer } from '../defence-request/defence-request.request.js';
import { BehindQuery } from '../worklist/worklist.request.js';
import { Worklists } from '../worklist/worklists.js';
import { RelatedRequests, type RelatedRequest } from './related-requests.queries.js';
import { OtherRequest } from './related-requests.request.js';
import { Relating } from '../notice-comparisons/relating.handler.js';

const CASE_AGENCY = ['case_agency_clerk'];
const INSTITUTION = ['institution_officer', 'institution_head'];

/** Requests that have to do with each other (疑似重复、取代、诉讼阶段). Nothing is ever merged by itself. */
@ApiTags('assignment')
@Controller('api/assignment/defence-requests')
export class RelatedRequestsController {
  constructor(
    private readonly relating: Relating,
    private readonly related: RelatedRequests,
    private readonly worklists: Worklists,
  ) {}

  /** 关联的通知: other requests of the reader's agency about the same person, recorded or suggested. */
  @Get(':id/related')
  @Permission({ name: 'assignment.defence-request.related', roles: [...CASE_AGENCY, ...INSTITUTION] })
  async list(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { after }: BehindQuery,
    @CurrentPrincipal() reader: Principal,
  ): Promise<{ readonly items: readonly RelatedRequest[] }> {
    await this.worklists.behind(after);
    await this.worklists.queries.page(id, reader);
    return { items: await this.related.of(id, reader) };
  }

  /** 确认重复: closes this request in favour of the other, which goes on. */
  @Post(':id/close-as-duplicate')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.close-as-duplicate', roles: INSTITUTION })
  async closeAsDuplicate(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { other }: OtherRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answerOf(await this.relating.closeFor(id, other, 'duplicate', context), reply);
  }

  /** 不是重复: both go on. */
  @Post(':id/mark-different')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.mark-different', roles: INSTITUTION })
  async markDifferent(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { other }: OtherRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answerOf(await this.relating.relate(id, other, 'different', context), reply);
  }

  /** 关联上一诉讼阶段: the other was this one's earlier stage. */
  @Post(':id/link-previous-stage')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.link-previous-stage', roles: INSTITUTION })
  async linkPreviousStage(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { other }: OtherRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answerOf(await this.relating.relate(id, other, 'previous_stage', context), reply);
  }

  /** 被新的通知取代: the sender's newer notice, `other`, takes this one's place. */
  @Post(':id/supersede')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.supersede', roles: CASE_AGENCY })
  async supersede(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { other }: OtherRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answerOf(await this.relating.closeFor(id, other, 'superseded', context), reply);
  }
}

function answerOf({ id, revision, position, replayed }: DefenceRequestHandled, reply: FastifyReply): CommandAnswer {
  void reply.header('ETag', etagOf(revision));
  return { id, revision, position, replayed };
}
