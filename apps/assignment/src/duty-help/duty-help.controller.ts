import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Rejected } from '@xiezhi/eventsourcing';
import { isCaseAgencyKind } from '@xiezhi/legal-policy';
import { CommandRequest, CurrentPrincipal, Permission, type Principal, type RequestContext } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { Clock } from '../clock.js';
import { answerOf } from '../command-answer.js';
import { CommandAnswer } from '../defence-request/defence-request.request.js';
import { DutyHelps, type DutyHelpHandled, type DutyHelpIntent, type HelpContext } from './duty-help.handler.js';
import {
  AidApplicationRequest,
  CancelHelpRequest,
  helpBody,
  HelpRequest,
  NotifyLawyerRequest,
  RecordHelpRequest,
} from './duty-help.request.js';

const CASE_AGENCY = ['case_agency_clerk'];
const INSTITUTION = ['institution_officer', 'institution_head'];
/** The duty lawyer who was told; the institution where the sheet comes on paper. */
const HELPERS = ['lawyer', ...INSTITUTION];

/** Commands on the help of duty lawyers (值班律师法律帮助). */
@ApiTags('assignment')
@Controller('api/assignment/duty-helps')
export class DutyHelpController {
  constructor(
    private readonly bus: CommandBus,
    private readonly clock: Clock,
  ) {}

  /** 申请法律帮助: an undefended person asks through the organ; whoever is on duty at the place is told at once. */
  @Post()
  @Permission({ name: 'assignment.duty-help.request', roles: CASE_AGENCY })
  async request(
    @Body() body: HelpRequest,
    @CurrentPrincipal() { agencyKind }: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    if (!isCaseAgencyKind(agencyKind)) {
      throw new Rejected(
        'duty_help.not_a_case_agency.forbidden',
        '只有人民法院、人民检察院、公安机关可以转达。Only a case agency can pass a request on.',
      );
    }
    const data = { ...helpBody(body, this.clock.now()), organKind: agencyKind, division: body.division };
    const answer = await this.#execute(null, { type: 'RequestHelp', data }, context, reply);
    void reply.header('Location', `/api/assignment/duty-helps/${answer.id}`);
    return answer;
  }

  /** 通知值班律师: says who goes, where the rota has nobody or somebody else shall go. */
  @Post(':id/notify-lawyer')
  @HttpCode(200)
  @Permission({ name: 'assignment.duty-help.notify-lawyer', roles: INSTITUTION })
  notify(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { lawyerId }: NotifyLawyerRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#execute(id, { type: 'NotifyDutyLawyer', data: { lawyerId } }, context, reply);
  }

  /** 登记法律帮助: records one help that was given. */
  @Post(':id/record-help')
  @HttpCode(200)
  @Permission({ name: 'assignment.duty-help.record-help', roles: HELPERS })
  recordHelp(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { kind, mode, givenAt, summary }: RecordHelpRequest,
    @CurrentPrincipal() caller: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const data = { kind, mode, givenAt: new Date(givenAt).toISOString(), summary };
    return this.#execute(id, { type: 'RecordHelp', data }, asLawyer(context, caller), reply);
  }

  /** 收到法律援助申请: the person applies for aid through the duty lawyer; C04 starts. */
  @Post(':id/record-application')
  @HttpCode(200)
  @Permission({ name: 'assignment.duty-help.record-application', roles: HELPERS })
  recordApplication(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { appliedAt }: AidApplicationRequest,
    @CurrentPrincipal() caller: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const data = { appliedAt: new Date(appliedAt).toISOString() };
    return this.#execute(id, { type: 'RecordAidApplication', data }, asLawyer(context, caller), reply);
  }

  /** 转交法律援助申请: passes the application on to the institution; C04 stops. */
  @Post(':id/pass-on-application')
  @HttpCode(200)
  @Permission({ name: 'assignment.duty-help.pass-on-application', roles: HELPERS })
  passOn(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentPrincipal() caller: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#execute(id, { type: 'PassOnAidApplication', data: {} }, asLawyer(context, caller), reply);
  }

  /** 办结: the help is over. */
  @Post(':id/conclude')
  @HttpCode(200)
  @Permission({ name: 'assignment.duty-help.conclude', roles: HELPERS })
  conclude(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentPrincipal() caller: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#execute(id, { type: 'ConcludeHelp', data: {} }, asLawyer(context, caller), reply);
  }

  /** 取消: help is not needed any more, before any was given. */
  @Post(':id/cancel')
  @HttpCode(200)
  @Permission({ name: 'assignment.duty-help.cancel', roles: CASE_AGENCY })
  cancel(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: CancelHelpRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#execute(id, { type: 'CancelHelp', data: { reason } }, context, reply);
  }

  async #execute(id: string | null, intent: DutyHelpIntent, context: HelpContext, reply: FastifyReply): Promise<CommandAnswer> {
    const handled = await this.bus.execute<DutyHelps, DutyHelpHandled>(new DutyHelps(id, intent, context));
    return answerOf(handled, reply);
  }
}

const asLawyer = (context: RequestContext, { role, lawyerId }: Principal): HelpContext =>
  role === 'lawyer' && lawyerId !== undefined ? { ...context, lawyerId } : context;
