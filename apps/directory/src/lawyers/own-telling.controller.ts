import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CommandRequest, CurrentPrincipal, ownLawyer, Permission, type Principal, type RequestContext } from '@xiezhi/service';
import { answerOf, RegisterAnswer } from '../register-answer.js';
import { Lawyers, type Telling } from './lawyers.js';
import { TellingRequest } from './own-telling.request.js';

/** How a lawyer is told of offers (通知方式): the lawyer's own setting, with what the lawyer agreed to. */
@ApiTags('directory')
@Controller('api/directory/own-telling')
export class OwnTellingController {
  constructor(private readonly lawyers: Lawyers) {}

  /** 我的通知方式: the channels agreed to, the language, and the addresses. Nobody else reads them here. */
  @Get()
  @Permission({ name: 'directory.own-telling.read', roles: ['lawyer'] })
  read(@CurrentPrincipal() principal: Principal): Promise<Telling> {
    return this.lawyers.telling(ownLawyer(principal));
  }

  /** 设置通知方式: agrees to channels, or takes an agreement back. */
  @Post()
  @HttpCode(200)
  @Permission({ name: 'directory.own-telling.set', roles: ['lawyer'] })
  async set(
    @Body() { channels, language, email, mobile }: TellingRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<RegisterAnswer> {
    const id = ownLawyer(principal);
    const telling = { channels, language, email: email ?? null, mobile: mobile ?? null };
    return answerOf({ id, changed: await this.lawyers.setTelling(id, telling, { ...context, division: principal.division }) });
  }
}
