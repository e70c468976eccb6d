import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DIVISIONS } from '@xiezhi/contracts';
import { CommandRequest, CurrentPrincipal, inDivision, Permission, Text, type Principal, type RequestContext } from '@xiezhi/service';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import { ADMINISTRATOR, insistOnOwnDivision, READERS } from '../directory-roles.js';
import { filterOf, PageQuery } from '../page.request.js';
import { LawFirms, type LawFirmRow } from './law-firms.js';

const DIVISION_CODES = DIVISIONS.map(({ code }) => code);

export class LawFirmRequest {
  @Text({ max: 200 })
  name!: string;

  @IsIn(DIVISION_CODES)
  division!: string;

  /** Licence number of the firm (执业许可证号). */
  @Text({ max: 40 })
  licence!: string;

  /** False for one that was dissolved or merged. */
  @IsOptional()
  @IsBoolean()
  active = true;
}

/** Law firms (律师事务所). */
@ApiTags('directory')
@Controller('api/directory/law-firms')
export class LawFirmsController {
  constructor(private readonly firms: LawFirms) {}

  /** 律师事务所名录. */
  @Get()
  @Permission({ name: 'directory.law-firm.list', roles: READERS })
  list(@Query() query: PageQuery): Promise<{ readonly items: readonly LawFirmRow[]; readonly next: string | null }> {
    return this.firms.list(filterOf(query));
  }

  /** 登记律师事务所. */
  @Post()
  @Permission({ name: 'directory.law-firm.register', roles: ADMINISTRATOR })
  register(
    @Body() body: LawFirmRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<{ readonly id: string; readonly position: string | null }> {
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
  ): Promise<{ readonly id: string; readonly position: string | null }> {
    return this.#record(id, body, principal, context);
  }

  async #record(
    given: string | null,
    { name, division, licence, active }: LawFirmRequest,
    principal: Principal,
    context: RequestContext,
  ): Promise<{ readonly id: string; readonly position: string | null }> {
    insistOnOwnDivision(principal, division);
    const whole = { ...context, division: principal.division };
    const keeps = (known: string): boolean => inDivision(principal.division, known);
    const { id, changed } = await this.firms.record(given, { name, division, licence, active }, keeps, whole);
    return { id, position: changed.at(-1)?.position ?? null };
  }
}
