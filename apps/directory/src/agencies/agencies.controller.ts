import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DIVISIONS } from '@xiezhi/contracts';
import { CommandRequest, CurrentPrincipal, Permission, Public, type Principal, type RequestContext } from '@xiezhi/service';
import { ADMINISTRATOR, insistOnOwnDivision } from '../directory-roles.js';
import { filterOf } from '../page.request.js';
import { givenWithin, keptBy, positionOf } from '../register-answer.js';
import type { RegisterPage } from '../register-page.js';
import { Agencies, type Agency } from './agencies.js';
import { RecordAgencyRequest, AgenciesQuery } from './agencies.request.js';

/** Agencies (单位) and divisions (行政区划). */
@ApiTags('directory')
@Controller('api/directory')
export class AgenciesController {
  constructor(private readonly agencies: Agencies) {}

  /** 行政区划: the region, its prefectures and counties, with the dates their codes are valid from. */
  @Get('divisions')
  @Public()
  divisions(): { readonly items: typeof DIVISIONS } {
    return { items: DIVISIONS };
  }

  /** 单位名录: agencies by kind and division. */
  @Get('agencies')
  @Permission({ name: 'directory.agency.list', roles: 'any' })
  list(@Query() query: AgenciesQuery): Promise<RegisterPage<Agency>> {
    return this.agencies.list(filterOf(query));
  }

  /** 登记或变更单位: registers an agency, or changes the one with this code. */
  @Post('agencies')
  @HttpCode(200)
  @Permission({ name: 'directory.agency.record', roles: ADMINISTRATOR })
  async record(
    @Body() { code, kind, division, name, nameEn, noticeName, active }: RecordAgencyRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<{ readonly code: string; readonly position: string | null }> {
    insistOnOwnDivision(principal, division);
    const agency: Agency = { code, kind, division, name, nameEn, noticeName: noticeName ?? null, active };
    const changed = await this.agencies.record([agency], keptBy(principal), givenWithin(context, principal));
    return { code, position: positionOf(changed) };
  }
}
