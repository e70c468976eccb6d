import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CommandRequest, CurrentPrincipal, Permission, type Principal, type RequestContext } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { CommandAnswer } from '../defence-request/defence-request.request.js';
import type { QualityList, QualityMatterPage } from '../quality-matters/quality-matters.queries.js';
import { QualityQuery } from '../quality-matters/quality-matters.request.js';
import { QualityRoutes } from '../quality-matters/quality.routes.js';
import { BehindQuery } from '../worklist/worklist.request.js';
import { Inspections } from './inspection.handler.js';
import { GradeCaseRequest, PlanInspectionRequest } from './inspection.request.js';

/** Officers of the institution, or the justice side, inspect; the head or the justice side publishes. */
const INSPECTORS = ['institution_officer', 'institution_head', 'secretariat'];
const PUBLISHERS = ['institution_head', 'secretariat'];

/** Inspections of quality whose results are published (质量检查公布). */
@ApiTags('assignment')
@Controller('api/assignment/inspections')
export class InspectionController extends QualityRoutes {
  /** 检查列表 */
  @Get()
  @Permission({ name: 'assignment.inspection.list', roles: INSPECTORS })
  list(@Query() query: QualityQuery, @CurrentPrincipal() reader: Principal): Promise<QualityList> {
    return this.reads.list('inspection', query, reader);
  }

  /** 检查详情: the plan with its sample, what was found of each case, and the results. */
  @Get(':id')
  @Permission({ name: 'assignment.inspection.read', roles: INSPECTORS })
  page(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { after }: BehindQuery,
    @CurrentPrincipal() reader: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QualityMatterPage> {
    return this.reads.page('inspection', id, after, reader, reply);
  }

  /** 制定检查计划: draws a sample of the cases that closed in a period; anyone can draw it again from the plan's seed. */
  @Post()
  @Permission({ name: 'assignment.inspection.plan', roles: INSPECTORS })
  plan(
    @Body() { institution, from, to, size }: PlanInspectionRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const data = { institution: institution ?? null, from, to, size };
    return this.carry(new Inspections(null, { type: 'PlanInspection', data }, by, context), reply);
  }

  /** 登记检查结果: a case's grade, and what was found wanting. */
  @Post(':id/grade')
  @HttpCode(200)
  @Permission({ name: 'assignment.inspection.grade', roles: INSPECTORS })
  grade(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { caseId, grade, defects }: GradeCaseRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.carry(new Inspections(id, { type: 'GradeCase', data: { caseId, grade, defects } }, by, context), reply);
  }

  /** 公布检查结果: once every case of the sample is graded; the grades then hold. */
  @Post(':id/publish')
  @HttpCode(200)
  @Permission({ name: 'assignment.inspection.publish', roles: PUBLISHERS })
  publish(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.carry(new Inspections(id, { type: 'PublishInspection', data: {} }, by, context), reply);
  }
}
