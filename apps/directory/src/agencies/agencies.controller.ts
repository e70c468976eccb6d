import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DIVISIONS, type AgencyKind } from '@xiezhi/contracts';
import {
  CommandRequest,
  CurrentPrincipal,
  IsDivisionCode,
  Permission,
  Public,
  Text,
  type Principal,
  type RequestContext,
} from '@xiezhi/service';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { ADMINISTRATOR, insistOnOwnDivision } from '../directory-roles.js';
import { filterOf } from '../page.request.js';
import { givenWithin, keptBy } from '../register-answer.js';
import type { RegisterPage } from '../register-page.js';
import { Agencies, type Agency } from './agencies.js';

const MAX_PAGE = 500;
const KINDS: readonly AgencyKind[] = [
  'court',
  'procuratorate',
  'police',
  'institution',
  'member_department',
  'secretariat',
  'administration',
  'law_firm',
  'audit',
];
const DIVISION_CODES = DIVISIONS.map(({ code }) => code);
/** An agency's code is part of its topic's name. */
const CODE = /^[a-z0-9][a-z0-9-]{0,99}$/;

export class RecordAgencyRequest {
  /** Stays the agency's for good: its messages and its accounts go by it. */
  @Matches(CODE)
  code!: string;

  @IsIn(KINDS)
  kind!: AgencyKind;

  @IsIn(DIVISION_CODES)
  division!: string;

  @Text({ max: 200 })
  name!: string;

  @Text({ max: 200 })
  nameEn!: string;

  /** The name in the founding notice (藏政办发〔2010〕56号), where it is another one. */
  @IsOptional()
  @Text({ max: 200 })
  noticeName?: string;

  /** False for one that was dissolved or merged: an institution is asked for no more defenders then. */
  @IsOptional()
  @IsBoolean()
  active = true;
}

export class AgenciesQuery {
  @IsOptional()
  @Text({ max: 50 })
  kind?: string;

  @IsOptional()
  @IsDivisionCode()
  division?: string;

  /** In a name, the present one or the notice's, or in the code. */
  @IsOptional()
  @Text({ max: 100 })
  q?: string;

  @IsOptional()
  @Text({ max: 100 })
  cursor?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE)
  limit = 100;
}

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
    return { code, position: changed.at(-1)?.position ?? null };
  }
}
