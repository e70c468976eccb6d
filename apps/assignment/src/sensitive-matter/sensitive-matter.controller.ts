import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { CommandRequest, CurrentPrincipal, Permission, type Principal, type RequestContext } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { answerOf } from '../command-answer.js';
import { CommandAnswer } from '../defence-request/defence-request.request.js';
import { HEAD_ROLE } from './circle.js';
import { sensitiveMatters } from '../sensitive-matters/sensitive-matters.projection.js';
import { SensitiveMatterQueries, type OpenedText, type SensitiveMatterPage } from '../sensitive-matters/sensitive-matters.queries.js';
import type { PagedList } from '../worklist/paged-rows.queries.js';
import { PurposeQuery } from '../worklist/worklist.request.js';
import { Worklists } from '../worklist/worklists.js';
import { SensitiveMatters, type SensitiveMatterHandled, type SensitiveMatterIntent } from './sensitive-matter.handler.js';
import {
  FlagMatterRequest,
  LinkPetitionRequest,
  ReportUpwardRequest,
  SensitiveListQuery,
  SensitiveTextRequest,
  SetCircleRequest,
  UpdatePetitionRequest,
} from './sensitive-matter.request.js';

const INSTITUTION = ['institution_officer', HEAD_ROLE];

/** Sensitive matters (敏感案件、信访事项): the id is that of the request, or of the duty lawyer's help. */
@ApiTags('assignment')
@Controller('api/assignment/sensitive-matters')
export class SensitiveMatterController {
  constructor(
    private readonly bus: CommandBus,
    private readonly queries: SensitiveMatterQueries,
    private readonly worklists: Worklists,
  ) {}

  /** 敏感案件清单: those of the institution that the reader may know of. */
  @Get()
  @Permission({ name: 'assignment.sensitive-matter.list', roles: INSTITUTION })
  async list(@Query() query: SensitiveListQuery, @CurrentPrincipal() reader: Principal): Promise<PagedList<SensitiveMatterPage>> {
    await this.worklists.behind(query.after, [sensitiveMatters]);
    return this.queries.list(reader, query);
  }

  /** 查阅说明: what was written at each step. The reading is recorded. */
  @Get(':id/texts')
  @Permission({ name: 'assignment.sensitive-matter.read', roles: INSTITUTION })
  async texts(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { purpose }: PurposeQuery,
    @CurrentPrincipal() reader: Principal,
  ): Promise<{ readonly items: readonly OpenedText[] }> {
    const { matter, read } = await this.queries.texts(reader, id);
    await this.worklists.accessLog.record(reader, matter, { what: 'people' }, purpose);
    return { items: await read() };
  }

  /** 敏感标注: from now on only the head, the officer and those the head names know of the matter in the institution. */
  @Post(':id/flag')
  @HttpCode(200)
  @Permission({ name: 'assignment.sensitive-matter.flag', roles: INSTITUTION })
  flag(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() data: FlagMatterRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#carry(id, { type: 'FlagMatter', data: { ...data } }, context, reply);
  }

  /** 解除标注 */
  @Post(':id/lift')
  @HttpCode(200)
  @Permission({ name: 'assignment.sensitive-matter.lift', roles: [HEAD_ROLE] })
  lift(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { text }: SensitiveTextRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#carry(id, { type: 'LiftFlag', data: { text } }, context, reply);
  }

  /** 确定知悉范围: which officers know of the matter besides the head. */
  @Post(':id/circle')
  @HttpCode(200)
  @Permission({ name: 'assignment.sensitive-matter.circle', roles: [HEAD_ROLE] })
  circle(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { officers }: SetCircleRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#carry(id, { type: 'SetCircle', data: { officers } }, context, reply);
  }

  /** 向上报告: the judicial administration finds it among its reports. */
  @Post(':id/report')
  @HttpCode(200)
  @Permission({ name: 'assignment.sensitive-matter.report', roles: INSTITUTION })
  report(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reportedAt, text }: ReportUpwardRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const data = { reportedAt: new Date(reportedAt).toISOString(), text };
    return this.#carry(id, { type: 'ReportUpward', data }, context, reply);
  }

  /** 关联信访事项 */
  @Post(':id/petitions')
  @HttpCode(200)
  @Permission({ name: 'assignment.sensitive-matter.link-petition', roles: INSTITUTION })
  link(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { matterKind, text, number, agency, receivedOn, state }: LinkPetitionRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const petition = { number, agency, receivedOn, state };
    return this.#carry(id, { type: 'LinkPetition', data: { matterKind, text, petition } }, context, reply);
  }

  /** 更新信访状态 */
  @Post(':id/petitions/:petitionId/update')
  @HttpCode(200)
  @Permission({ name: 'assignment.sensitive-matter.update-petition', roles: INSTITUTION })
  update(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('petitionId', ParseUUIDPipe) petitionId: string,
    @Body() { state }: UpdatePetitionRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#carry(id, { type: 'UpdatePetition', data: { petitionId, state } }, context, reply);
  }

  /** 解除关联 */
  @Post(':id/petitions/:petitionId/unlink')
  @HttpCode(200)
  @Permission({ name: 'assignment.sensitive-matter.unlink-petition', roles: INSTITUTION })
  unlink(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('petitionId', ParseUUIDPipe) petitionId: string,
    @Body() { text }: SensitiveTextRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#carry(id, { type: 'UnlinkPetition', data: { petitionId, text } }, context, reply);
  }

  async #carry(id: string, intent: SensitiveMatterIntent, context: RequestContext, reply: FastifyReply): Promise<CommandAnswer> {
    const { lawyerId: _none, ...own } = context;
    const handled = await this.bus.execute<SensitiveMatters, SensitiveMatterHandled>(new SensitiveMatters(id, intent, own));
    return answerOf({ ...handled, id }, reply);
  }
}
