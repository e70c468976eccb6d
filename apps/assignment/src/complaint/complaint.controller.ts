import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Rejected } from '@xiezhi/eventsourcing';
import { CommandRequest, CurrentPrincipal, Permission, type Principal, type RequestContext } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { Clock } from '../clock.js';
import { CommandAnswer, ReasonRequest } from '../defence-request/defence-request.request.js';
import { QualityReads } from '../quality-matters/quality.reads.js';
import type { AwaitedStatement, OpenedStep, QualityList, QualityMatterPage } from '../quality-matters/quality-matters.queries.js';
import { QualityQuery } from '../quality-matters/quality-matters.request.js';
import { instant, QualityRoutes } from '../quality-matters/quality.routes.js';
import { BehindQuery, PurposeQuery } from '../worklist/worklist.request.js';
import { Complaints } from './complaint.handler.js';
import {
  AnswerComplaintRequest,
  ComplaintStepRequest,
  DecideComplaintRequest,
  FileComplaintRequest,
  OwnStatementRequest,
  RefuseComplaintRequest,
} from './complaint.request.js';

/** Citizens complain through the staff of an institution; lawyers and case agencies by themselves. */
const FILERS = ['institution_officer', 'institution_head', 'liaison', 'lawyer', 'case_agency_clerk', 'secretariat'];
const READERS = ['institution_officer', 'institution_head', 'liaison', 'lawyer', 'case_agency_clerk', 'secretariat'];
const HANDLERS = ['institution_officer', 'institution_head', 'secretariat'];
/** Only the institution's head and the justice side decide. */
const DECIDERS = ['institution_head', 'secretariat'];

/** Complaints about legal aid (投诉处理, 法律援助法 第55、56条). */
@ApiTags('assignment')
@Controller('api/assignment/complaints')
export class ComplaintController extends QualityRoutes {
  constructor(
    bus: CommandBus,
    reads: QualityReads,
    private readonly clock: Clock,
  ) {
    super(bus, reads);
  }

  /** 投诉列表: those of the reader's institution or divisions, or those one filed; the newest first. */
  @Get()
  @Permission({ name: 'assignment.complaint.list', roles: READERS })
  list(@Query() query: QualityQuery, @CurrentPrincipal() reader: Principal): Promise<QualityList> {
    return this.reads.list('complaint', query, reader);
  }

  /** 待陈述的投诉: accepted complaints about the lawyer who asks, until the own side is stated. */
  @Get('awaiting-statement')
  @Permission({ name: 'assignment.complaint.await-statement', roles: ['lawyer'] })
  async awaitingStatement(
    @Query() { after }: BehindQuery,
    @CurrentPrincipal() reader: Principal,
  ): Promise<{ readonly items: readonly AwaitedStatement[] }> {
    return { items: await this.reads.awaitingStatement(after, reader) };
  }

  /** 投诉详情: where it stands and what was done, without who complained. */
  @Get(':id')
  @Permission({ name: 'assignment.complaint.read', roles: READERS })
  page(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { after }: BehindQuery,
    @CurrentPrincipal() reader: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QualityMatterPage> {
    return this.reads.page('complaint', id, after, reader, reply);
  }

  /** 投诉内容: who complained of what, and what was found, in full. The reading is recorded. */
  @Get(':id/people')
  @Permission({ name: 'assignment.complaint.read-people', roles: HANDLERS })
  async people(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { purpose }: PurposeQuery,
    @CurrentPrincipal() reader: Principal,
  ): Promise<{ readonly items: readonly OpenedStep[] }> {
    const texts = await this.reads.texts('complaint', id, reader);
    const { subject } = texts.row.facts as { readonly subject?: { readonly about: string } };
    if (subject?.about === 'institution' && texts.matter.relation === 'institution') {
      throw new Rejected(
        'complaint.about_own_institution.forbidden',
        '投诉对象是本机构的,投诉人信息只供司法行政机关查阅。Who complained about an institution is shown to the justice department alone.',
      );
    }
    return texts.open(purpose);
  }

  /** 登记投诉: about a request, a lawyer or an institution. */
  @Post()
  @Permission({ name: 'assignment.complaint.file', roles: FILERS })
  async file(
    @Body() { about, requestId, matter, lawyerId, institution, receivedAt, complainant, ...said }: FileComplaintRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const of = requestId !== undefined && matter === 'aid-case' ? { matter } : {};
    const subject = { about, requestId: requestId ?? null, ...of, lawyerId: lawyerId ?? null, institution: institution ?? null };
    const data = { ...said, complainant: { ...complainant }, subject, receivedAt: instant(receivedAt ?? this.clock.now()) };
    const answer = await this.carry(new Complaints(null, { type: 'FileComplaint', data }, by, context), reply);
    void reply.header('Location', `/api/assignment/complaints/${answer.id}`);
    return answer;
  }

  /** 受理 */
  @Post(':id/accept')
  @HttpCode(200)
  @Permission({ name: 'assignment.complaint.accept', roles: DECIDERS })
  accept(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.carry(new Complaints(id, { type: 'AcceptComplaint', data: {} }, by, context), reply);
  }

  /** 不予受理: with a coded reason and its explanation. */
  @Post(':id/refuse')
  @HttpCode(200)
  @Permission({ name: 'assignment.complaint.refuse', roles: DECIDERS })
  refuse(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() data: RefuseComplaintRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.carry(new Complaints(id, { type: 'RefuseComplaint', data: { ...data } }, by, context), reply);
  }

  /** 记录调查: what was done to find out. */
  @Post(':id/steps')
  @HttpCode(200)
  @Permission({ name: 'assignment.complaint.step', roles: HANDLERS })
  step(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { doneAt, ...data }: ComplaintStepRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.carry(new Complaints(id, { type: 'RecordStep', data: { ...data, doneAt: instant(doneAt) } }, by, context), reply);
  }

  /** 被投诉律师陈述、申辩: in writing, by the lawyer whom an accepted complaint is about. */
  @Post(':id/statement')
  @HttpCode(200)
  @Permission({ name: 'assignment.complaint.state', roles: ['lawyer'] })
  state(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { statement }: OwnStatementRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const data = { step: 'subject_statement', doneAt: instant(this.clock.now()), note: statement } as const;
    return this.carry(new Complaints(id, { type: 'RecordStep', data }, by, context), reply);
  }

  /** 作出处理结论 */
  @Post(':id/decide')
  @HttpCode(200)
  @Permission({ name: 'assignment.complaint.decide', roles: DECIDERS })
  decide(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() data: DecideComplaintRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.carry(new Complaints(id, { type: 'DecideComplaint', data: { ...data } }, by, context), reply);
  }

  /** 答复投诉人: how and when the complainant was told. */
  @Post(':id/answer')
  @HttpCode(200)
  @Permission({ name: 'assignment.complaint.answer', roles: DECIDERS })
  answer(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { answeredAt, ...data }: AnswerComplaintRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.carry(
      new Complaints(id, { type: 'AnswerComplaint', data: { ...data, answeredAt: instant(answeredAt) } }, by, context),
      reply,
    );
  }

  /** 撤回投诉: by who filed it, or recorded for the complainant. */
  @Post(':id/withdraw')
  @HttpCode(200)
  @Permission({ name: 'assignment.complaint.withdraw', roles: FILERS })
  withdraw(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: ReasonRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.carry(new Complaints(id, { type: 'WithdrawComplaint', data: { reason } }, by, context), reply);
  }
}
