import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { CommandRequest, Permission, type RequestContext } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { answered } from './defence-request.answer.js';
import { CommandAnswer, given, instant, ServiceRequest } from './defence-request.request.js';
import { ConcludedRequest, FileRequest, FileReturnRequest, SentRequest, TerminationRequest } from './defending.request.js';

/** The lawyer of the case; the institution's staff record what is handed in on paper. */
const LAWYER = ['lawyer', 'institution_officer', 'institution_head'];
const CASE_AGENCY = ['case_agency_clerk'];
const INSTITUTION = ['institution_officer', 'institution_head'];
/** 法律援助机构负责人 decides. */
const HEAD = ['institution_head'];

/** Commands that lead to the end (办结与终止): stage, file, termination. */
@ApiTags('assignment')
@Controller('api/assignment/defence-requests')
export class ConcludingController {
  constructor(private readonly bus: CommandBus) {}

  /** 本阶段办结: the stage is over; the file is due within thirty days. */
  @Post(':id/conclude')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.conclude', roles: CASE_AGENCY })
  conclude(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { concludedAt, outcome }: ConcludedRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'ConcludeStage', data: { concludedAt: instant(concludedAt), outcome } }, context, reply);
  }

  /** 向律师送达文书副本: the lawyer was sent a copy of what ended the stage. */
  @Post(':id/document-sent')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.document-sent', roles: CASE_AGENCY })
  documentSent(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { sentAt }: SentRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'RecordDocumentSent', data: { sentAt: instant(sentAt) } }, context, reply);
  }

  /** 提交立卷材料: the file is handed in, with its checklist. */
  @Post(':id/file')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.submit-file', roles: LAWYER })
  submitFile(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { items, absence }: FileRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'SubmitFile', data: { items, ...given({ absence }) } }, context, reply);
  }

  /** 案卷退回补充: the file is given back. */
  @Post(':id/file/return')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.return-file', roles: INSTITUTION })
  returnFile(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { items, reason }: FileReturnRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'ReturnFile', data: { items, reason } }, context, reply);
  }

  /** 案卷审查合格: the file is accepted, and the request closed. */
  @Post(':id/file/accept')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.accept-file', roles: INSTITUTION })
  acceptFile(
    @Param('id', ParseUUIDPipe) id: string,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'AcceptFile', data: {} }, context, reply);
  }

  /** 终止法律援助: aid is terminated on a ground of Law Art 48. */
  @Post(':id/terminate')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.terminate', roles: HEAD })
  terminate(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { ground, reason }: TerminationRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'TerminateAid', data: { ground, reason } }, context, reply);
  }

  /** 终止决定已送达: the decision was served on the person. */
  @Post(':id/termination-served')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.serve-termination', roles: INSTITUTION })
  serveTermination(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { servedAt }: ServiceRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'ServeTermination', data: { servedAt: instant(servedAt) } }, context, reply);
  }
}
