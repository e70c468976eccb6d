import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { CommandRequest, CurrentPrincipal, Permission, type Principal, type RequestContext } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { Clock } from '../clock.js';
import { CommandAnswer, ReasonRequest } from '../defence-request/defence-request.request.js';
import type { OpenedStep, QualityList, QualityMatterPage } from '../quality-matters/quality-matters.queries.js';
import { QualityQuery } from '../quality-matters/quality-matters.request.js';
import { QualityReads } from '../quality-matters/quality.reads.js';
import { instant, QualityRoutes } from '../quality-matters/quality.routes.js';
import { BehindQuery, PurposeQuery } from '../worklist/worklist.request.js';
import { Accountabilities } from './accountability.handler.js';
import {
  DecideAccountabilityRequest,
  DecideReviewRequest,
  HearLawyerRequest,
  OpenAccountabilityRequest,
  StatementRequest,
} from './accountability.request.js';

/** Only the institution's head and the justice side proceed and decide. */
const DECIDERS = ['institution_head', 'secretariat'];
/** A lawyer sees what is brought against oneself. */
const READERS = [...DECIDERS, 'lawyer'];

/** Proceedings that follow from findings of quality work (责任追究). */
@ApiTags('assignment')
@Controller('api/assignment/accountabilities')
export class AccountabilityController extends QualityRoutes {
  constructor(
    bus: CommandBus,
    reads: QualityReads,
    private readonly clock: Clock,
  ) {
    super(bus, reads);
  }

  /** 追究列表: those of the institution or divisions; to a lawyer, those against oneself. */
  @Get()
  @Permission({ name: 'assignment.accountability.list', roles: READERS })
  list(@Query() query: QualityQuery, @CurrentPrincipal() reader: Principal): Promise<QualityList> {
    return this.reads.list('accountability', query, reader);
  }

  /** 追究详情: the finding, where it stands, and what takes effect when. */
  @Get(':id')
  @Permission({ name: 'assignment.accountability.read', roles: READERS })
  page(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { after }: BehindQuery,
    @CurrentPrincipal() reader: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QualityMatterPage> {
    return this.reads.page('accountability', id, after, reader, reply);
  }

  /** 陈述、理由: what was stated and found, in full. The reading is recorded. */
  @Get(':id/people')
  @Permission({ name: 'assignment.accountability.read-people', roles: READERS })
  async people(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { purpose }: PurposeQuery,
    @CurrentPrincipal() reader: Principal,
  ): Promise<{ readonly items: readonly OpenedStep[] }> {
    return (await this.reads.texts('accountability', id, reader)).open(purpose);
  }

  /** 立案: from an upheld complaint, a grade that is unqualified, a tracking that found a case wanting, or a duty that was breached. */
  @Post()
  @Permission({ name: 'assignment.accountability.open', roles: DECIDERS })
  open(
    @Body() { kind, findingId, caseId, ground }: OpenAccountabilityRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const data = { kind, findingId, caseId: caseId ?? null, ground };
    return this.carry(new Accountabilities(null, { type: 'OpenAccountability', data }, by, context), reply);
  }

  /** 陈述、申辩: by the lawyer, in writing. */
  @Post(':id/statement')
  @HttpCode(200)
  @Permission({ name: 'assignment.accountability.state', roles: ['lawyer'] })
  state(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { statement }: StatementRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const data = { way: 'written', heardAt: this.clock.now(), statement } as const;
    return this.carry(new Accountabilities(id, { type: 'HearLawyer', data }, by, context), reply);
  }

  /** 听取陈述、申辩: as it was heard, or that it was waived. */
  @Post(':id/hear')
  @HttpCode(200)
  @Permission({ name: 'assignment.accountability.hear', roles: DECIDERS })
  hear(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { way, heardAt, statement }: HearLawyerRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const data = { way, heardAt: instant(heardAt ?? this.clock.now()), ...(statement !== undefined && { statement }) };
    return this.carry(new Accountabilities(id, { type: 'HearLawyer', data }, by, context), reply);
  }

  /** 作出决定: a suspension or removal keeps the lawyer from being assigned from now on. */
  @Post(':id/decide')
  @HttpCode(200)
  @Permission({ name: 'assignment.accountability.decide', roles: DECIDERS })
  decide(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { measure, days, findings }: DecideAccountabilityRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const data = { measure, findings, ...(days !== undefined && { days }) };
    return this.carry(new Accountabilities(id, { type: 'DecideAccountability', data }, by, context), reply);
  }

  /** 申请复核: by the lawyer, or recorded for the lawyer. */
  @Post(':id/request-review')
  @HttpCode(200)
  @Permission({ name: 'assignment.accountability.request-review', roles: READERS })
  requestReview(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: ReasonRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.carry(new Accountabilities(id, { type: 'RequestReview', data: { reason } }, by, context), reply);
  }

  /** 复核决定: by the justice department; a revoked measure ends at once. */
  @Post(':id/decide-review')
  @HttpCode(200)
  @Permission({ name: 'assignment.accountability.decide-review', roles: ['secretariat'] })
  decideReview(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { outcome, reasons }: DecideReviewRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.carry(new Accountabilities(id, { type: 'DecideReview', data: { outcome, reasons } }, by, context), reply);
  }
}
