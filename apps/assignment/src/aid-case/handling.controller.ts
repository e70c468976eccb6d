import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { CommandRequest, Permission, type RequestContext } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { CommandAnswer, given, instant } from '../defence-request/defence-request.request.js';
import { WorkRequest } from '../defence-request/defending.request.js';
import { answered } from './aid-case.answer.js';
import {
  HearingSetRequest,
  MediationAgreedRequest,
  MediationEndRequest,
  MediationOfferRequest,
  MediationRefusedRequest,
  ProgressRequest,
} from './handling.request.js';

/** The lawyer of the case; the institution's staff record what is handed in on paper. */
const LAWYER = ['lawyer', 'institution_officer', 'institution_head'];

/** Commands of the lawyer's work (承办): meetings, filings, hearings, mediation, reports to the recipient. */
@ApiTags('assignment')
@Controller('api/assignment/aid-cases')
export class HandlingController {
  constructor(private readonly bus: CommandBus) {}

  /** 承办情况 */
  @Post(':id/work')
  @HttpCode(200)
  @Permission({ name: 'assignment.aid-case.record-work', roles: LAWYER })
  work(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { kind, doneAt, note }: WorkRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'RecordWork', data: { kind, doneAt: instant(doneAt), ...given({ note }) } }, context, reply);
  }

  /** 向受援人通报办理情况 (Law Art 46). */
  @Post(':id/progress')
  @HttpCode(200)
  @Permission({ name: 'assignment.aid-case.report-progress', roles: LAWYER })
  progress(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { toldAt, mode, summary }: ProgressRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(
      this.bus,
      id,
      { type: 'ReportProgress', data: { toldAt: instant(toldAt), mode, ...given({ summary }) } },
      context,
      reply,
    );
  }

  /** 登记开庭、庭审时间 */
  @Post(':id/hearing')
  @HttpCode(200)
  @Permission({ name: 'assignment.aid-case.set-hearing', roles: LAWYER })
  hearing(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { hearingAt, hearingPlace }: HearingSetRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(
      this.bus,
      id,
      { type: 'SetHearing', data: { hearingAt: instant(hearingAt), ...given({ hearingPlace }) } },
      context,
      reply,
    );
  }

  /** 提出调解: never in a criminal defence; who suffered violence at home is not pressed. */
  @Post(':id/mediation/offer')
  @HttpCode(200)
  @Permission({ name: 'assignment.aid-case.offer-mediation', roles: LAWYER })
  offerMediation(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { offeredAt, ownWish }: MediationOfferRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'OfferMediation', data: { offeredAt: instant(offeredAt), ownWish } }, context, reply);
  }

  /** 同意调解 */
  @Post(':id/mediation/agree')
  @HttpCode(200)
  @Permission({ name: 'assignment.aid-case.agree-to-mediation', roles: LAWYER })
  agreeToMediation(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { agreedAt }: MediationAgreedRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'AgreeToMediation', data: { agreedAt: instant(agreedAt) } }, context, reply);
  }

  /** 拒绝调解 */
  @Post(':id/mediation/refuse')
  @HttpCode(200)
  @Permission({ name: 'assignment.aid-case.refuse-mediation', roles: LAWYER })
  refuseMediation(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { refusedAt }: MediationRefusedRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'RefuseMediation', data: { refusedAt: instant(refusedAt) } }, context, reply);
  }

  /** 调解结果 */
  @Post(':id/mediation/end')
  @HttpCode(200)
  @Permission({ name: 'assignment.aid-case.end-mediation', roles: LAWYER })
  endMediation(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { endedAt, result, terms }: MediationEndRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(
      this.bus,
      id,
      { type: 'EndMediation', data: { endedAt: instant(endedAt), result, ...given({ terms }) } },
      context,
      reply,
    );
  }
}
