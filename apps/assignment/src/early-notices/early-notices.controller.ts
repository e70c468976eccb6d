import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { CommandRequest, CurrentPrincipal, Permission, type Principal, type RequestContext } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { answerOf } from '../command-answer.js';
import { Clock } from '../clock.js';
import { CommandAnswer, ReasonRequest } from '../defence-request/defence-request.request.js';
import { noticeBody, NoticeRequest } from '../defence-request/notice.request.js';
import { EarlyNotices as EarlyNoticeCommands, type EarlyNoticeHandled } from '../early-notice/early-notice.handler.js';
import { BehindQuery } from '../worklist/worklist.request.js';
import { Worklists } from '../worklist/worklists.js';
import { earlyNotices } from './early-notices.projection.js';
import { EarlyNotices, type EarlyNoticePage, type ShownEarlyNotice } from './early-notices.queries.js';
import { EarlyNoticeListQuery } from './early-notices.request.js';

const CASE_AGENCY = ['case_agency_clerk'];
/** Who registers institutions. */
const KEEPERS = ['administrator'];

/** Notices that came before their institution was known (先到通知): what waits, since when, and what became of it. */
@ApiTags('assignment')
@Controller('api/assignment/early-notices')
export class EarlyNoticesController {
  constructor(
    private readonly bus: CommandBus,
    private readonly notices: EarlyNotices,
    private readonly worklists: Worklists,
    private readonly clock: Clock,
  ) {}

  /** 待送达的通知: an organ's own; for administrators those of their divisions, where an institution is to be registered. */
  @Get()
  @Permission({ name: 'assignment.early-notice.list', roles: [...CASE_AGENCY, ...KEEPERS] })
  async list(
    @Query() { after, state, limit, cursor }: EarlyNoticeListQuery,
    @CurrentPrincipal() reader: Principal,
  ): Promise<EarlyNoticePage> {
    await this.worklists.behind(after, [earlyNotices]);
    return this.notices.list(reader, state, limit, cursor);
  }

  /** 详情: where the notice is. */
  @Get(':id')
  @Permission({ name: 'assignment.early-notice.read', roles: [...CASE_AGENCY, ...KEEPERS] })
  async page(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { after }: BehindQuery,
    @CurrentPrincipal() reader: Principal,
  ): Promise<ShownEarlyNotice> {
    await this.worklists.behind(after, [earlyNotices]);
    return this.notices.page(id, reader);
  }

  /** 更正: corrects one's own notice while it waits; what it said at first is kept. */
  @Post(':id/correct')
  @HttpCode(200)
  @Permission({ name: 'assignment.early-notice.correct', roles: CASE_AGENCY })
  async correct(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: NoticeRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const command = new EarlyNoticeCommands(id, { type: 'CorrectKept', data: noticeBody(body, this.clock.now()) }, context);
    return answerOf(await this.bus.execute<EarlyNoticeCommands, EarlyNoticeHandled>(command), reply);
  }

  /** 撤回: takes back one's own notice while it waits. */
  @Post(':id/withdraw')
  @HttpCode(200)
  @Permission({ name: 'assignment.early-notice.withdraw', roles: CASE_AGENCY })
  async withdraw(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: ReasonRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const command = new EarlyNoticeCommands(id, { type: 'WithdrawNotice', data: { reason } }, context);
    return answerOf(await this.bus.execute<EarlyNoticeCommands, EarlyNoticeHandled>(command), reply);
  }
}
