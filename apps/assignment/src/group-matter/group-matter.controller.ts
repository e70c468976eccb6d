import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { CommandRequest, CurrentPrincipal, etagOf, Permission, type Principal, type RequestContext } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { answerOf } from '../command-answer.js';
import { CommandAnswer } from '../defence-request/defence-request.request.js';
import { groupMembers } from '../group-matters/group-members.projection.js';
import { groupMatters } from '../group-matters/group-matters.projection.js';
import { GroupMatterQueries, type GroupInList, type GroupMatterPage } from '../group-matters/group-matters.queries.js';
import { HEAD_ROLE } from '../sensitive-matter/circle.js';
import { aidCaseList } from '../aid-case-list/aid-case-list.projection.js';
import { dutyHelpList } from '../duty-help-list/duty-help-list.projection.js';
import type { PagedList } from '../worklist/paged-rows.queries.js';
import { worklist } from '../worklist/worklist.projection.js';
import { BehindQuery } from '../worklist/worklist.request.js';
import { Worklists } from '../worklist/worklists.js';
import { GroupMatters, type GroupMatterHandled, type GroupMatterIntent } from './group-matter.handler.js';
import {
  CloseGroupRequest,
  GroupListQuery,
  JoinMatterRequest,
  NameOfficerRequest,
  OpenGroupRequest,
  RemoveMatterRequest,
} from './group-matter.request.js';

const INSTITUTION = ['institution_officer', HEAD_ROLE];
/** A group shows where its members stand, too. */
const MODELS = [groupMatters, groupMembers, worklist, aidCaseList, dutyHelpList];

/** Group matters (群体性案件): matters of one institution that are handled together. */
@ApiTags('assignment')
@Controller('api/assignment/group-matters')
export class GroupMatterController {
  constructor(
    private readonly bus: CommandBus,
    private readonly queries: GroupMatterQueries,
    private readonly worklists: Worklists,
  ) {}

  /** 群体性案件清单: those with a matter that the reader may know of; or those that one matter is in. */
  @Get()
  @Permission({ name: 'assignment.group-matter.list', roles: INSTITUTION })
  async list(@Query() query: GroupListQuery, @CurrentPrincipal() reader: Principal): Promise<PagedList<GroupInList>> {
    await this.worklists.behind(query.after, MODELS);
    return this.queries.list(reader, query);
  }

  /** 详情: the group with where each of its matters stands. */
  @Get(':id')
  @Permission({ name: 'assignment.group-matter.read', roles: INSTITUTION })
  async page(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { after }: BehindQuery,
    @CurrentPrincipal() reader: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GroupMatterPage> {
    await this.worklists.behind(after, MODELS);
    const page = await this.queries.page(id, reader);
    void reply.header('ETag', etagOf(page.revision));
    return page;
  }

  /** 设立群体性案件: whoever opens it leads it. */
  @Post()
  @Permission({ name: 'assignment.group-matter.open', roles: INSTITUTION })
  open(
    @Body() { title, reason }: OpenGroupRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#carry(null, { type: 'OpenGroup', data: { title, reason } }, by, context, reply);
  }

  /** 并入: a matter of the institution that is in no other group. */
  @Post(':id/members')
  @HttpCode(200)
  @Permission({ name: 'assignment.group-matter.join', roles: INSTITUTION })
  join(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { matterId, matterKind, basis }: JoinMatterRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#carry(id, { type: 'JoinMatter', data: { matterId, matterKind, basis } }, by, context, reply);
  }

  /** 移出 */
  @Post(':id/members/:matterId/remove')
  @HttpCode(200)
  @Permission({ name: 'assignment.group-matter.remove', roles: INSTITUTION })
  remove(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('matterId', ParseUUIDPipe) matterId: string,
    @Body() { reason }: RemoveMatterRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#carry(id, { type: 'RemoveMatter', data: { matterId, reason } }, by, context, reply);
  }

  /** 更换牵头承办人 */
  @Post(':id/officer')
  @HttpCode(200)
  @Permission({ name: 'assignment.group-matter.officer', roles: [HEAD_ROLE] })
  officer(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { officer }: NameOfficerRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#carry(id, { type: 'NameOfficer', data: { officer } }, by, context, reply);
  }

  /** 结束: its matters go on by themselves, and may join another group. */
  @Post(':id/close')
  @HttpCode(200)
  @Permission({ name: 'assignment.group-matter.close', roles: INSTITUTION })
  close(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: CloseGroupRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#carry(id, { type: 'CloseGroup', data: { reason } }, by, context, reply);
  }

  async #carry(
    id: string | null,
    intent: GroupMatterIntent,
    by: Principal,
    context: RequestContext,
    reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const { lawyerId: _none, ...own } = context;
    return answerOf(await this.bus.execute<GroupMatters, GroupMatterHandled>(new GroupMatters(id, intent, by, own)), reply);
  }
}
