import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CommandRequest, CurrentPrincipal, Permission, type Principal, type RequestContext } from '@xiezhi/service';
import { ADMINISTRATOR, insistOnOwnDivision, READERS } from '../directory-roles.js';
import { filterOf, SearchQuery } from '../page.request.js';
import { answerOf, givenWithin, keptBy, RegisterAnswer } from '../register-answer.js';
import type { RegisterPage } from '../register-page.js';
import { givenFirm, LawFirmRequest } from './law-firm.request.js';
import { LawFirms, type LawFirmRow } from './law-firms.js';

/** Law firms (律师事务所). */
@ApiTags('directory')
@Controller('api/directory/law-firms')
export class LawFirmsController {
  constructor(private readonly firms: LawFirms) {}

  /** 律师事务所名录. */
  @Get()
  @Permission({ name: 'directory.law-firm.list', roles: READERS })
  list(@Query() query: SearchQuery): Promise<RegisterPage<LawFirmRow>> {
    return this.firms.list(filterOf(query));
  }

  /** 一家律师事务所. */
  @Get(':id')
  @Permission({ name: 'directory.law-firm.read', roles: READERS })
  one(@Param('id', ParseUUIDPipe) id: string): Promise<LawFirmRow> {
    return this.firms.one(id);
  }

  /** 登记律师事务所. */
  @Post()
  @Permission({ name: 'directory.law-firm.register', roles: ADMINISTRATOR })
  register(
    @Body() body: LawFirmRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<RegisterAnswer> {
    return this.#record(null, body, principal, context);
  }

  /** 变更律师事务所: its lawyers go by its new name. */
  @Post(':id')
  @HttpCode(200)
  @Permission({ name: 'directory.law-firm.change', roles: ADMINISTRATOR })
  change(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: LawFirmRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<RegisterAnswer> {
    return this.#record(id, body, principal, context);
  }

  async #record(id: string | null, body: LawFirmRequest, principal: Principal, context: RequestContext): Promise<RegisterAnswer> {
    insistOnOwnDivision(principal, body.division);
    return answerOf(await this.firms.record(id, givenFirm(body), keptBy(principal), givenWithin(context, principal)));
  }
}
