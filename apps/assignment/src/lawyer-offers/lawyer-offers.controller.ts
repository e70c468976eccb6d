import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { CommandRequest, CurrentPrincipal, ownLawyer, Permission, type Principal, type RequestContext } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { answerOf } from '../command-answer.js';
import { CommandAnswer } from '../defence-request/defence-request.request.js';
import { LawyerSearches, type LawyerSearchHandled, type LawyerSearchIntent } from '../lawyer-search/lawyer-search.handler.js';
import { DeclineOfferRequest, OfferAnswerRequest } from '../lawyer-search/lawyer-search.request.js';
import { ConfiguredChannels } from '../offer-message/offer-message.providers.js';
import { Worklists } from '../worklist/worklists.js';
import { lawyerOffers } from './lawyer-offers.projection.js';
import { LawyerOffers, type OffersPage } from './lawyer-offers.queries.js';
import { OffersQueryRequest } from './lawyer-offers.request.js';

const LAWYER = ['lawyer'];

/** To an account that stands for no row of the roster, an offer is as unknown as to every other lawyer. */
const NO_LAWYER = '';

/** By which channels the platform can tell of offers. */
interface OfferChannels {
  readonly email: boolean;
  readonly sms: boolean;
}

/** A lawyer's own offers (我的邀约), by the matter each is for. */
@ApiTags('assignment')
@Controller('api/assignment/offers')
export class LawyerOffersController {
  constructor(
    private readonly bus: CommandBus,
    private readonly worklists: Worklists,
    private readonly offers: LawyerOffers,
    private readonly channels: ConfiguredChannels,
  ) {}

  /** 通知渠道: by which channels, beside the browser, the platform can tell of offers. */
  @Get('channels')
  @Permission({ name: 'assignment.lawyer-offer.channels', roles: LAWYER })
  told(): OfferChannels {
    const { email, sms } = this.channels.all;
    return { email: email !== undefined, sms: sms !== undefined };
  }

  /** 我的邀约: what waits for the lawyer's answer, or what became of the others; newest first. */
  @Get()
  @Permission({ name: 'assignment.lawyer-offer.list', roles: LAWYER })
  async list(@Query() { status, limit, cursor, after }: OffersQueryRequest, @CurrentPrincipal() principal: Principal): Promise<OffersPage> {
    const lawyerId = ownLawyer(principal);
    await this.worklists.behind(after, [lawyerOffers]);
    return this.offers.page({ lawyerId, open: status === 'open', limit, ...(cursor !== undefined && { cursor }) });
  }

  /** 接受邀约: the lawyer takes the matter; the assignment follows at once. */
  @Post(':id/accept')
  @HttpCode(200)
  @Permission({ name: 'assignment.lawyer-offer.accept', roles: LAWYER })
  accept(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { offerId }: OfferAnswerRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#execute(id, { type: 'AcceptOffer', data: { offerId, lawyerId: principal.lawyerId ?? NO_LAWYER } }, context, reply);
  }

  /** 谢绝邀约: for a coded reason; the next lawyer is asked. */
  @Post(':id/decline')
  @HttpCode(200)
  @Permission({ name: 'assignment.lawyer-offer.decline', roles: LAWYER })
  decline(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { offerId, reason, text }: DeclineOfferRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const data = { offerId, lawyerId: principal.lawyerId ?? NO_LAWYER, reason, ...(text !== undefined && { text }) };
    return this.#execute(id, { type: 'DeclineOffer', data }, context, reply);
  }

  async #execute(id: string, intent: LawyerSearchIntent, context: RequestContext, reply: FastifyReply): Promise<CommandAnswer> {
    const handled = await this.bus.execute<LawyerSearches, LawyerSearchHandled>(new LawyerSearches(id, intent, context));
    return answerOf({ ...handled, id }, reply);
  }
}
