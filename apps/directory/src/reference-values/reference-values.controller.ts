import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  CommandRequest,
  CurrentPrincipal,
  divisionPath,
  inDivision,
  Permission,
  type Principal,
  type RequestContext,
} from '@xiezhi/service';
import { ADMINISTRATOR, insistOnOwnDivision, READERS } from '../directory-roles.js';
import { filterOf } from '../page.request.js';
import { answerOf, RegisterAnswer } from '../register-answer.js';
import { DecideValueRequest, EnterValueRequest, ValuesOnQuery, ValuesQuery } from './reference-value.requests.js';
import { ReferenceValues, type ReferenceValue } from './reference-values.js';

/** Dated reference values: dibao thresholds, hardship multiplier, subsidy standards (低保标准、经济困难标准倍数、补贴标准). */
@ApiTags('directory')
@Controller('api/directory/reference-values')
export class ReferenceValuesController {
  constructor(private readonly values: ReferenceValues) {}

  /** 数值沿革: every value ever entered, with its document and where it stands. */
  @Get()
  @Permission({ name: 'directory.reference-value.list', roles: READERS })
  list(
    @Query() { kind, status, ...page }: ValuesQuery,
  ): Promise<{ readonly items: readonly ReferenceValue[]; readonly next: string | null }> {
    return this.values.list({ ...filterOf(page), ...(kind !== undefined && { kind }), ...(status !== undefined && { status }) });
  }

  /** 某日有效的数值: what holds on a day in a division, of every kind that has a value. */
  @Get('in-force')
  @Permission({ name: 'directory.reference-value.in-force', roles: READERS })
  async on(@Query() { day, division }: ValuesOnQuery): Promise<{ readonly items: readonly ReferenceValue[] }> {
    return { items: await this.values.on(day, divisionPath(division)) };
  }

  /** 录入数值: it holds once another person has approved it. */
  @Post()
  @Permission({ name: 'directory.reference-value.enter', roles: ADMINISTRATOR })
  async enter(
    @Body() { kind, division, value, validFrom, source, sourceOn }: EnterValueRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<RegisterAnswer> {
    insistOnOwnDivision(principal, division);
    const given = { kind, division, value, validFrom, source, sourceOn };
    const { id, changed } = await this.values.enter(given, principal.account, { ...context, division });
    return answerOf({ id, changed });
  }

  /** 复核: approves a value that another person entered, or rejects it and says why. */
  @Post(':id/decide')
  @HttpCode(200)
  @Permission({ name: 'directory.reference-value.decide', roles: ADMINISTRATOR })
  async decide(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { decision, reason }: DecideValueRequest,
    @CurrentPrincipal() { account, division }: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<RegisterAnswer> {
    const keeps = (known: string): boolean => inDivision(division, known);
    const decided = decision === 'approved' ? { status: decision } : { status: decision, reason: reason! };
    const changed = await this.values.decide(id, decided, { account, keeps }, { ...context, division });
    return answerOf({ id, changed });
  }
}
