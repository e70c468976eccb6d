import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CommandRequest, CurrentPrincipal, divisionPrefix, Permission, type Principal, type RequestContext } from '@xiezhi/service';
import { ADMINISTRATOR, insistOnOwnDivision } from '../directory-roles.js';
import { positionOf } from '../register-answer.js';
import { Institutions, type ListedInstitution } from './institutions.js';
import { InstitutionProfileRequest, InstitutionsQuery } from './institutions.request.js';

/** An institution in each division, and some more. */
const MAX_INSTITUTIONS = 300;

/** Legal-aid institutions (法律援助机构) and where they are found. */
@ApiTags('directory')
@Controller('api/directory/institutions')
export class InstitutionsController {
  constructor(private readonly institutions: Institutions) {}

  /** 法律援助机构: the active institutions of a division and those below, with address and hotline. */
  @Get()
  @Permission({ name: 'directory.institution.list', roles: 'any' })
  async list(@Query() { division }: InstitutionsQuery): Promise<{ readonly items: readonly ListedInstitution[] }> {
    return { items: await this.institutions.list(divisionPrefix(division), MAX_INSTITUTIONS) };
  }

  /** 登记机构地址、专线、接待时间. */
  @Post(':code')
  @HttpCode(200)
  @Permission({ name: 'directory.institution.describe', roles: ADMINISTRATOR })
  async describe(
    @Param('code') code: string,
    @Body() { address, hotline, openingHours, accessible, languages }: InstitutionProfileRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<{ readonly code: string; readonly position: string | null }> {
    insistOnOwnDivision(principal, await this.institutions.divisionOf(code));
    const profile = { address, hotline, openingHours, accessible, languages };
    const changed = await this.institutions.describe(code, profile, { ...context, division: principal.division });
    return { code, position: positionOf(changed) };
  }
}
