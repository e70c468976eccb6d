import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CommandRequest, Permission, type RequestContext } from '@xiezhi/service';
import { OfferMessages } from '../offer-message/offer-message.handler.js';
import { BehindQuery } from '../worklist/worklist.request.js';
import { Worklists } from '../worklist/worklists.js';
import { MessageTroubles, type MessageTrouble } from './message-troubles.queries.js';
import { TryAgainRequest } from './message-troubles.request.js';
import { offerMessages } from './offer-messages.projection.js';

const OPERATOR = ['operator'];

/** What was tried again: at most 200 at once, the rest by asking again. */
export interface TriedAgain {
  readonly messages: number;
  readonly position: string | null;
}

/** Whether messages about offers reach the mail server and the gateway (邀约通知的发送情况): counts and codes, nothing of a matter. */
@ApiTags('operations')
@Controller('api/assignment/offer-messages')
export class MessageTroublesController {
  constructor(
    private readonly troubles: MessageTroubles,
    private readonly messages: OfferMessages,
    private readonly worklists: Worklists,
  ) {}

  /** 发送情况: what waits and what failed, by channel and answer. */
  @Get('troubles')
  @Permission({ name: 'assignment.offer-message.troubles', roles: OPERATOR })
  async list(@Query() { after }: BehindQuery): Promise<{ readonly items: readonly MessageTrouble[] }> {
    await this.worklists.behind(after, [offerMessages]);
    return { items: await this.troubles.all() };
  }

  /** 重新发送: what failed and whose offer is open, at once. */
  @Post('try-again')
  @HttpCode(200)
  @Permission({ name: 'assignment.offer-message.try-again', roles: OPERATOR })
  async tryAgain(@Body() { channel }: TryAgainRequest, @CommandRequest() context: RequestContext): Promise<TriedAgain> {
    return this.messages.tryAgain(await this.troubles.failing(channel), context);
  }
}
