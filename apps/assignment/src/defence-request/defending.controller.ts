import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { CommandRequest, Permission, type RequestContext } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { answered } from './defence-request.answer.js';
import { CommandAnswer, given, instant, ReasonRequest } from './defence-request.request.js';
import {
  LawyerChangeRequest,
  CustodyRequest,
  EngagedRequest,
  FiledRequest,
  FirstMeetingRequest,
  HearingRequest,
  RefusalRequest,
  ReplaceRequest,
  SignedRequest,
  WorkRequest,
} from './defending.request.js';

/** The lawyer of the case; the institution's staff record what is handed in on paper. */
const LAWYER = ['lawyer', 'institution_officer', 'institution_head'];
const CASE_AGENCY = ['case_agency_clerk'];
const INSTITUTION = ['institution_officer', 'institution_head'];
/** Whoever hears of it. */
const EVERYONE = [...CASE_AGENCY, ...LAWYER];

/** Commands of the defence itself (辩护过程): what the lawyer does, what the person wants, what the case agency changes. */
@ApiTags('assignment')
@Controller('api/assignment/defence-requests')
export class DefendingController {
  constructor(private readonly bus: CommandBus) {}

  /** 签订委托手续: the agreement and the power of attorney are signed (程序规定2023 Art 27). */
  @Post(':id/engagement')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.engage', roles: LAWYER })
  engage(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { signedAt }: SignedRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'SignEngagement', data: { signedAt: instant(signedAt) } }, context, reply);
  }

  /** 提交辩护手续: the defender’s papers are filed with the court (Interp. Art 52). */
  @Post(':id/papers-filed')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.file-papers', roles: LAWYER })
  filePapers(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { filedAt }: FiledRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'FileDefencePapers', data: { filedAt: instant(filedAt) } }, context, reply);
  }

  /** 首次会见: the first meeting, and whether the person agrees. */
  @Post(':id/first-meeting')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.first-meeting', roles: LAWYER })
  firstMeeting(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { heldAt, consent, minute }: FirstMeetingRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(
      this.bus,
      id,
      { type: 'RecordFirstMeeting', data: { heldAt: instant(heldAt), consent, ...(minute !== undefined && { minute }) } },
      context,
      reply,
    );
  }

  /** 拒绝指派律师: the person refuses the lawyer. */
  @Post(':id/refusal')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.refuse-lawyer', roles: EVERYONE })
  refuseLawyer(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { refusedAt, reason }: RefusalRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'RefuseLawyer', data: { refusedAt: instant(refusedAt), reason } }, context, reply);
  }

  /** 拒绝理由正当: the case agency finds the reason good; the person has five days (Interp. Art 50). */
  @Post(':id/refusal/accept')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.accept-refusal', roles: CASE_AGENCY })
  acceptRefusal(
    @Param('id', ParseUUIDPipe) id: string,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'AcceptRefusal', data: {} }, context, reply);
  }

  /** 拒绝理由不成立: the case agency finds the reason wanting; the lawyer goes on. */
  @Post(':id/refusal/reject')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.reject-refusal', roles: CASE_AGENCY })
  rejectRefusal(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: ReasonRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'RejectRefusal', data: { reason } }, context, reply);
  }

  /** 另行委托: the person engaged a lawyer after the refusal. */
  @Post(':id/own-engagement')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.own-engagement', roles: CASE_AGENCY })
  ownEngagement(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { engagedAt }: EngagedRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'RecordOwnEngagement', data: { engagedAt: instant(engagedAt) } }, context, reply);
  }

  /** 另行通知指派: the institution is asked anew. */
  @Post(':id/reassignment')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.reassignment', roles: CASE_AGENCY })
  reassignment(
    @Param('id', ParseUUIDPipe) id: string,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'RequestReassignment', data: {} }, context, reply);
  }

  /** 更换申请: another lawyer is asked for. */
  @Post(':id/change')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.request-change', roles: LAWYER })
  requestChange(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reasonCode, reason }: LawyerChangeRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'RequestChange', data: { reasonCode, reason } }, context, reply);
  }

  /** 不予更换: the institution declines. */
  @Post(':id/change/decline')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.decline-change', roles: INSTITUTION })
  declineChange(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: ReasonRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'DeclineChange', data: { reason } }, context, reply);
  }

  /** 更换律师: another lawyer takes the case. */
  @Post(':id/replace')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.replace-lawyer', roles: INSTITUTION })
  replaceLawyer(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { lawyerId, reasonCode }: ReplaceRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'ReplaceLawyer', data: { lawyerId, reasonCode } }, context, reply);
  }

  /** 变更开庭: the hearing is moved; the lawyer and the institution must be told. */
  @Post(':id/hearing')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.move-hearing', roles: CASE_AGENCY })
  moveHearing(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { hearingAt, hearingPlace, forNewDefender, shortened }: HearingRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(
      this.bus,
      id,
      { type: 'MoveHearing', data: { hearingAt: instant(hearingAt), ...given({ hearingPlace, forNewDefender, shortened }) } },
      context,
      reply,
    );
  }

  /** 变更强制措施、羁押场所: the person is held otherwise, or elsewhere. */
  @Post(':id/custody')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.move-custody', roles: CASE_AGENCY })
  moveCustody(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { custody, movedAt, place }: CustodyRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(
      this.bus,
      id,
      { type: 'MoveCustody', data: { custody, movedAt: instant(movedAt), ...given({ place }) } },
      context,
      reply,
    );
  }

  /** 承办情况: what the lawyer did. */
  @Post(':id/work')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.record-work', roles: LAWYER })
  recordWork(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { kind, doneAt, note }: WorkRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'RecordWork', data: { kind, doneAt: instant(doneAt), ...given({ note }) } }, context, reply);
  }
}
