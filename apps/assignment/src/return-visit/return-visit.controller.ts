import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { CommandRequest, CurrentPrincipal, Permission, type Principal, type RequestContext } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { answerOf } from '../command-answer.js';
import { CommandAnswer } from '../defence-request/defence-request.request.js';
import type { OpenedStep, QualityList, QualityMatterPage } from '../quality-matters/quality-matters.queries.js';
import { QualityQuery } from '../quality-matters/quality-matters.request.js';
import { QualityReads } from '../quality-matters/quality.reads.js';
import { instant, QualityRoutes } from '../quality-matters/quality.routes.js';
import { BehindQuery, PurposeQuery } from '../worklist/worklist.request.js';
import { ReturnVisits, type ReturnVisitHandled } from './return-visit.handler.js';
import { FormAnswer, NotReachedRequest, PlanVisitRequest, RecordVisitRequest } from './return-visit.request.js';
import { VisitForms } from './visit-form.links.js';

const STAFF = ['institution_officer', 'institution_head'];
const READERS = ['institution_officer', 'institution_head', 'secretariat'];

/** Return visits (回访受援人, 法律援助法 第59条): how the recipients of aid found it. */
@ApiTags('assignment')
@Controller('api/assignment/return-visits')
export class ReturnVisitController extends QualityRoutes {
  constructor(
    bus: CommandBus,
    reads: QualityReads,
    private readonly forms: VisitForms,
  ) {
    super(bus, reads);
  }

  /** 回访清单: visits to be done, or done. */
  @Get()
  @Permission({ name: 'assignment.return-visit.list', roles: READERS })
  list(@Query() query: QualityQuery, @CurrentPrincipal() reader: Principal): Promise<QualityList> {
    return this.reads.list('return-visit', query, reader);
  }

  /** 回访详情: what was answered, in codes. */
  @Get(':id')
  @Permission({ name: 'assignment.return-visit.read', roles: READERS })
  page(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { after }: BehindQuery,
    @CurrentPrincipal() reader: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QualityMatterPage> {
    return this.reads.page('return-visit', id, after, reader, reply);
  }

  /** 受援人的话: what was said in words. The reading is recorded. */
  @Get(':id/people')
  @Permission({ name: 'assignment.return-visit.read-people', roles: READERS })
  async people(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { purpose }: PurposeQuery,
    @CurrentPrincipal() reader: Principal,
  ): Promise<{ readonly items: readonly OpenedStep[] }> {
    return (await this.reads.texts('return-visit', id, reader)).open(purpose);
  }

  /** 列入回访: by the institution's choice, whatever was drawn. */
  @Post()
  @Permission({ name: 'assignment.return-visit.plan', roles: STAFF })
  plan(
    @Body() { requestId, matter }: PlanVisitRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const data = { requestId, ...(matter === 'aid-case' && { matter }) };
    return this.carry(new ReturnVisits(null, { type: 'PlanVisit', data }, by, context), reply);
  }

  /** 登记回访: satisfaction and answers (文书格式32). */
  @Post(':id/record')
  @HttpCode(200)
  @Permission({ name: 'assignment.return-visit.record', roles: STAFF })
  record(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { visitedAt, satisfaction, answers, remark, way, language }: RecordVisitRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const data = { way, language, satisfaction: Number(satisfaction), answers: { ...answers }, visitedAt: instant(visitedAt) };
    return this.carry(
      new ReturnVisits(id, { type: 'RecordVisit', data: { ...data, ...(remark !== undefined && { remark }) } }, by, context),
      reply,
    );
  }

  /** 未能回访: a try on which nobody was reached. */
  @Post(':id/not-reached')
  @HttpCode(200)
  @Permission({ name: 'assignment.return-visit.not-reached', roles: STAFF })
  notReached(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { way, triedAt, why }: NotReachedRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.carry(
      new ReturnVisits(id, { type: 'RecordNotReached', data: { way, triedAt: instant(triedAt), why } }, by, context),
      reply,
    );
  }

  /** 发放问卷: a link that the recipient fills the form in by, once; an earlier one opens nothing any more. Shown this once. */
  @Post(':id/form')
  @HttpCode(200)
  @Permission({ name: 'assignment.return-visit.issue-form', roles: STAFF })
  async issueForm(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FormAnswer> {
    const { code, digest } = this.forms.issued(context.commandId);
    const command = new ReturnVisits(id, { type: 'IssueForm', data: { digest } }, by, context);
    const handled = await this.bus.execute<ReturnVisits, ReturnVisitHandled>(command);
    const { language, form } = handled.state as Extract<ReturnVisitHandled['state'], { readonly form: unknown }>;
    return { ...answerOf(handled, reply), link: this.forms.linkOf(id, code, language), expiresAt: form!.expiresAt };
  }

  /** 终止回访: after enough tries, or because the person declined. */
  @Post(':id/give-up')
  @HttpCode(200)
  @Permission({ name: 'assignment.return-visit.give-up', roles: STAFF })
  giveUp(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.carry(new ReturnVisits(id, { type: 'GiveUpVisit', data: {} }, by, context), reply);
  }
}
