import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { CommandRequest, Permission, type RequestContext } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { AssignRequest, CommandAnswer, instant, ReasonRequest } from '../defence-request/defence-request.request.js';
import { LawyerChangeRequest, ReplaceRequest, SignedRequest } from '../defence-request/defending.request.js';
import { answered } from './aid-case.answer.js';
import { grantBody, GrantRequest, RecipientToldRequest } from './aid-case.request.js';

const INSTITUTION = ['institution_officer', 'institution_head'];
/** The lawyer of the case; the institution's staff record what is handed in on paper. */
const LAWYER = ['lawyer', ...INSTITUTION];

/** Commands on a granted case (受援案件) until the lawyer works on it, and on who the lawyer is. */
@ApiTags('assignment')
@Controller('api/assignment/aid-cases')
export class AidCaseController {
  constructor(private readonly bus: CommandBus) {}

  /** 登记给予法律援助决定: records a grant that was decided on paper; the time to assign (C23) runs from the decision. */
  @Post()
  @Permission({ name: 'assignment.aid-case.record', roles: INSTITUTION })
  async record(
    @Body() body: GrantRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const answer = await answered(this.bus, null, { type: 'RecordGrant', data: grantBody(body) }, context, reply);
    void reply.header('Location', `/api/assignment/aid-cases/${answer.id}`);
    return answer;
  }

  /** 指派法律援助人员: C23 stops, and the unit has five days to sign with the recipient (C24). */
  @Post(':id/assign')
  @HttpCode(200)
  @Permission({ name: 'assignment.aid-case.assign', roles: INSTITUTION })
  assign(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { lawyerId }: AssignRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'AssignPersonnel', data: { lawyerId } }, context, reply);
  }

  /** 告知受援人: the recipient knows who the lawyer is. */
  @Post(':id/recipient-told')
  @HttpCode(200)
  @Permission({ name: 'assignment.aid-case.tell-recipient', roles: LAWYER })
  tellRecipient(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { toldAt, mode }: RecipientToldRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'TellRecipient', data: { toldAt: instant(toldAt), mode } }, context, reply);
  }

  /** 签订委托协议和授权委托书 (程序规定2023 Art 27). */
  @Post(':id/engagement')
  @HttpCode(200)
  @Permission({ name: 'assignment.aid-case.engage', roles: LAWYER })
  engage(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { signedAt }: SignedRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'SignEngagement', data: { signedAt: instant(signedAt) } }, context, reply);
  }

  /** 申请更换法律援助人员: the institution decides within five days (C30). */
  @Post(':id/request-change')
  @HttpCode(200)
  @Permission({ name: 'assignment.aid-case.request-change', roles: LAWYER })
  requestChange(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reasonCode, reason }: LawyerChangeRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'RequestChange', data: { reasonCode, reason } }, context, reply);
  }

  /** 不予更换 */
  @Post(':id/decline-change')
  @HttpCode(200)
  @Permission({ name: 'assignment.aid-case.decline-change', roles: INSTITUTION })
  declineChange(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: ReasonRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'DeclineChange', data: { reason } }, context, reply);
  }

  /** 更换法律援助人员 */
  @Post(':id/replace-lawyer')
  @HttpCode(200)
  @Permission({ name: 'assignment.aid-case.replace-lawyer', roles: INSTITUTION })
  replaceLawyer(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { lawyerId, reasonCode }: ReplaceRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'ReplaceLawyer', data: { lawyerId, reasonCode } }, context, reply);
  }
}
