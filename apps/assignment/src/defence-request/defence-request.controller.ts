import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Rejected } from '@xiezhi/eventsourcing';
import { isCaseAgencyKind, type CaseAgencyKind } from '@xiezhi/legal-policy';
import { CommandRequest, CurrentPrincipal, Permission, type Principal, type RequestContext } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { Clock } from '../clock.js';
import { answerOf } from '../command-answer.js';
import { EarlyNotices, type EarlyNoticeHandled } from '../early-notice/early-notice.handler.js';
import { answered } from './defence-request.answer.js';
import { NoticeDrafts } from '../notice-drafts/notice-drafts.rows.js';
import type { DefenceRequestIntent } from './defence-request.handler.js';
import {
  AssignRequest,
  CommandAnswer,
  DiscoveryRequest,
  instant,
  ReasonRequest,
  ReturnRequest,
  SentAnswer,
  ServiceRequest,
  TransferRequest,
} from './defence-request.request.js';
import { noticeBody, NoticeRequest, SendNoticeRequest } from './notice.request.js';

/** Staff of a court, procuratorate or police organ who handle the case (办案机关承办人). */
const CASE_AGENCY = ['case_agency_clerk'];
/** Staff of a legal-aid institution (法律援助机构) who assign. */
const INSTITUTION = ['institution_officer', 'institution_head'];

/** Commands on defence requests (通知辩护). */
@ApiTags('assignment')
@Controller('api/assignment/defence-requests')
export class DefenceRequestController {
  constructor(
    private readonly bus: CommandBus,
    private readonly clock: Clock,
    private readonly drafts: NoticeDrafts,
  ) {}

  /** 送达通知辩护公函: asks the institution of a division for a defender; kept where that is not known yet (`waitsFor`). */
  @Post()
  @Permission({ name: 'assignment.defence-request.send', roles: CASE_AGENCY })
  async send(
    @Body() body: SendNoticeRequest,
    @CurrentPrincipal() sender: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SentAnswer> {
    const { agency, agencyKind } = sender;
    if (body.organ !== undefined && body.organ !== agency) {
      throw new Rejected(
        'defence_request.other_organ.forbidden',
        '只能以本单位名义发出通知。You can send notices for your own organ only.',
        {
          errors: [
            { path: 'organ', code: 'not_yours', detail: '请填写本单位代码,或不填此项。Give your own organ’s code, or leave it out.' },
          ],
        },
      );
    }
    const { division, mayWait } = body;
    const data = { ...noticeBody(body, this.clock.now()), organKind: insistOnCaseAgency(agencyKind), division, mayWait };
    const handled = await this.bus.execute<EarlyNotices, EarlyNoticeHandled>(new EarlyNotices(null, { type: 'SendOrKeep', data }, context));
    if (body.draftId !== undefined) await this.drafts.sent(sender, body.draftId);
    const isThere = handled.kept === null || handled.kept === 'matched';
    void reply.header('Location', `/api/assignment/${isThere ? 'defence-requests' : 'early-notices'}/${handled.id}`);
    const answer = answerOf(handled, reply);
    return handled.kept === 'waiting' ? { ...answer, waitsFor: { fact: 'institution', division } } : answer;
  }

  /** 发现应当通知辩护情形: records it before the notice is written; the time to notify runs (Law Art 36). */
  @Post('discoveries')
  @Permission({ name: 'assignment.defence-request.discover', roles: CASE_AGENCY })
  async discover(
    @Body() { division, discoveredAt, caseNumber, stage, ground }: DiscoveryRequest,
    @CurrentPrincipal() { agencyKind }: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const data = { organKind: insistOnCaseAgency(agencyKind), division, discoveredAt: instant(discoveredAt), caseNumber, stage, ground };
    return this.#execute(null, { type: 'RecordDiscovery', data }, context, reply);
  }

  /** 对已登记的情形送达通知辩护公函: the notice of a discovery that was recorded. */
  @Post(':id/notice')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.send', roles: CASE_AGENCY })
  sendDiscovered(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: NoticeRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#execute(id, { type: 'SendDiscovered', data: noticeBody(body, this.clock.now()) }, context, reply);
  }

  /** 补正: corrects one's own notice. */
  @Post(':id/correct')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.correct', roles: CASE_AGENCY })
  correct(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: NoticeRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#execute(id, { type: 'CorrectNotice', data: noticeBody(body, this.clock.now()) }, context, reply);
  }

  /** 撤回: withdraws one's own notice. */
  @Post(':id/withdraw')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.withdraw', roles: CASE_AGENCY })
  withdraw(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: ReasonRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#execute(id, { type: 'WithdrawNotice', data: { reason } }, context, reply);
  }

  /** 已自行委托: the person engaged a lawyer (Law Art 27). */
  @Post(':id/own-lawyer')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.own-lawyer', roles: CASE_AGENCY })
  ownLawyer(
    @Param('id', ParseUUIDPipe) id: string,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#execute(id, { type: 'RecordOwnLawyer', data: {} }, context, reply);
  }

  /** 要求补正: asks the sender for what is missing; the clock runs on. */
  @Post(':id/return')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.return', roles: INSTITUTION })
  return(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { missing, reasons }: ReturnRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#execute(id, { type: 'ReturnIncomplete', data: { missing, ...(reasons !== undefined && { reasons }) } }, context, reply);
  }

  /** 移送有管辖权机构: hands the request to the institution that has jurisdiction. */
  @Post(':id/transfer')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.transfer', roles: INSTITUTION })
  transfer(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { to, reason }: TransferRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#execute(id, { type: 'TransferJurisdiction', data: { to, reason } }, context, reply);
  }

  /** 指派律师: assigns a lawyer; refused with the article when the lawyer may not take it. */
  @Post(':id/assign')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.assign', roles: INSTITUTION })
  assign(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { lawyerId }: AssignRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#execute(id, { type: 'AssignLawyer', data: { lawyerId } }, context, reply);
  }

  /** 送达回证: records that the letter was served on the case agency by hand. */
  @Post(':id/service')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.service', roles: INSTITUTION })
  service(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { servedAt }: ServiceRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#execute(id, { type: 'RecordService', data: { servedAt: instant(servedAt) } }, context, reply);
  }

  #execute(id: string | null, intent: DefenceRequestIntent, context: RequestContext, reply: FastifyReply): Promise<CommandAnswer> {
    return answered(this.bus, id, intent, context, reply);
  }
}

function insistOnCaseAgency(kind: string): CaseAgencyKind {
  if (isCaseAgencyKind(kind)) return kind;
  throw new Rejected(
    'defence_request.not_a_case_agency.forbidden',
    '只有人民法院、人民检察院、公安机关可以通知辩护。Only a case agency can notify.',
  );
}
