import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { CommandRequest, Permission, type RequestContext } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { CommandAnswer, given, instant } from '../defence-request/defence-request.request.js';
import { FileRequest, FileReturnRequest, TerminationRequest } from '../defence-request/defending.request.js';
import { answered } from './aid-case.answer.js';
import { MatterConcludedRequest, ObjectionDecisionRequest, ObjectionRequest, ServedRequest } from './handling.request.js';

const INSTITUTION = ['institution_officer', 'institution_head'];
/** The lawyer of the case; the institution's staff record what is handed in on paper. */
const LAWYER = ['lawyer', ...INSTITUTION];
/** 法律援助机构负责人 decides. */
const HEAD = ['institution_head'];

/** Commands that lead to a granted case's end (办结与终止): conclusion, file, termination, objection. */
@ApiTags('assignment')
@Controller('api/assignment/aid-cases')
export class AidCaseEndingController {
  constructor(private readonly bus: CommandBus) {}

  /** 办结: the file is due within thirty days of it (C32). */
  @Post(':id/conclude')
  @HttpCode(200)
  @Permission({ name: 'assignment.aid-case.conclude', roles: LAWYER })
  conclude(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { concludedAt, outcome }: MatterConcludedRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'ConcludeMatter', data: { concludedAt: instant(concludedAt), outcome } }, context, reply);
  }

  /** 提交立卷材料 */
  @Post(':id/file')
  @HttpCode(200)
  @Permission({ name: 'assignment.aid-case.submit-file', roles: LAWYER })
  submitFile(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { items, absence }: FileRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'SubmitFile', data: { items, ...given({ absence }) } }, context, reply);
  }

  /** 案卷退回补充 */
  @Post(':id/return-file')
  @HttpCode(200)
  @Permission({ name: 'assignment.aid-case.return-file', roles: INSTITUTION })
  returnFile(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { items, reason }: FileReturnRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'ReturnFile', data: { items, reason } }, context, reply);
  }

  /** 案卷审查合格: the case is closed, and the lawyer's access ends. */
  @Post(':id/accept-file')
  @HttpCode(200)
  @Permission({ name: 'assignment.aid-case.accept-file', roles: INSTITUTION })
  acceptFile(
    @Param('id', ParseUUIDPipe) id: string,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'AcceptFile', data: {} }, context, reply);
  }

  /** 终止法律援助 (Law Art 48). */
  @Post(':id/terminate')
  @HttpCode(200)
  @Permission({ name: 'assignment.aid-case.terminate', roles: HEAD })
  terminate(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { ground, reason }: TerminationRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'TerminateAid', data: { ground, reason } }, context, reply);
  }

  /** 终止决定已送达: the recipient may object (C27). */
  @Post(':id/serve-termination')
  @HttpCode(200)
  @Permission({ name: 'assignment.aid-case.serve-termination', roles: INSTITUTION })
  serveTermination(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { servedAt }: ServedRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'ServeTermination', data: { servedAt: instant(servedAt) } }, context, reply);
  }

  /** 登记异议 (Law Art 49): the justice department decides within five days (C28). */
  @Post(':id/objection')
  @HttpCode(200)
  @Permission({ name: 'assignment.aid-case.record-objection', roles: INSTITUTION })
  recordObjection(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { filedAt, reason }: ObjectionRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'RecordObjection', data: { filedAt: instant(filedAt), reason } }, context, reply);
  }

  /** 登记异议审查决定 */
  @Post(':id/objection-decision')
  @HttpCode(200)
  @Permission({ name: 'assignment.aid-case.decide-objection', roles: HEAD })
  decideObjection(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { decidedAt, outcome }: ObjectionDecisionRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'DecideObjection', data: { decidedAt: instant(decidedAt), outcome } }, context, reply);
  }
}
