import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CommandRequest, CurrentPrincipal, Permission, type Principal, type RequestContext } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { CommandAnswer } from '../defence-request/defence-request.request.js';
import type { QualityList, QualityMatterPage } from '../quality-matters/quality-matters.queries.js';
import { QualityQuery } from '../quality-matters/quality-matters.request.js';
import { instant, QualityRoutes } from '../quality-matters/quality.routes.js';
import { BehindQuery } from '../worklist/worklist.request.js';
import { CaseTrackings } from './case-tracking.handler.js';
import { AppointTrackerRequest, PlanTrackingRequest, RecordFindingRequest } from './case-tracking.request.js';

const STAFF = ['institution_officer', 'institution_head', 'secretariat'];
/** Lawyers see what they were appointed to track. */
const TRACKERS = [...STAFF, 'lawyer'];

/** Tracking of the quality of cases while they are under way (案件质量跟踪). */
@ApiTags('assignment')
@Controller('api/assignment/case-trackings')
export class CaseTrackingController extends QualityRoutes {
  /** 跟踪列表: those of the institution or divisions, or those a lawyer was appointed to. */
  @Get()
  @Permission({ name: 'assignment.case-tracking.list', roles: TRACKERS })
  list(@Query() query: QualityQuery, @CurrentPrincipal() reader: Principal): Promise<QualityList> {
    return this.reads.list('case-tracking', query, reader);
  }

  /** 跟踪详情: the plan with its sample, and what was found; to a tracker, of the own cases alone. */
  @Get(':id')
  @Permission({ name: 'assignment.case-tracking.read', roles: TRACKERS })
  page(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { after }: BehindQuery,
    @CurrentPrincipal() reader: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QualityMatterPage> {
    return this.reads.page('case-tracking', id, after, reader, reply);
  }

  /** 制定跟踪计划: draws a layered sample of the cases under way; its seed is kept with the plan. */
  @Post()
  @Permission({ name: 'assignment.case-tracking.plan', roles: STAFF })
  plan(
    @Body() { institution, ...plan }: PlanTrackingRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const data = { ...plan, institution: institution ?? null };
    return this.carry(new CaseTrackings(null, { type: 'PlanTracking', data }, by, context), reply);
  }

  /** 指定跟踪人: nobody whose own cases are in the sample. */
  @Post(':id/trackers')
  @HttpCode(200)
  @Permission({ name: 'assignment.case-tracking.appoint', roles: STAFF })
  appoint(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() data: AppointTrackerRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.carry(new CaseTrackings(id, { type: 'AppointTracker', data: { ...data } }, by, context), reply);
  }

  /** 登记跟踪意见: by staff, or by the tracker of the case. */
  @Post(':id/findings')
  @HttpCode(200)
  @Permission({ name: 'assignment.case-tracking.record', roles: TRACKERS })
  record(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { observedAt, ...found }: RecordFindingRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const data = { ...found, observedAt: instant(observedAt) };
    return this.carry(new CaseTrackings(id, { type: 'RecordFinding', data }, by, context), reply);
  }

  /** 办结跟踪: once something was found of every case of the sample. */
  @Post(':id/close')
  @HttpCode(200)
  @Permission({ name: 'assignment.case-tracking.close', roles: STAFF })
  close(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.carry(new CaseTrackings(id, { type: 'CloseTracking', data: {} }, by, context), reply);
  }
}
