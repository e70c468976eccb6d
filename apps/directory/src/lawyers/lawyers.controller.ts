import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DIVISIONS } from '@xiezhi/contracts';
import { CommandRequest, CurrentPrincipal, IsDivisionCode, Permission, Text, type Principal, type RequestContext } from '@xiezhi/service';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { Lawyers, type LawyerFacts, type LawyerStatus } from './lawyers.js';

const ADMINISTRATOR = ['administrator'];
const READERS = ['administrator', 'institution_officer', 'institution_head', 'secretariat'];
const MAX_PAGE = 500;
const DIVISION_CODES = DIVISIONS.map(({ code }) => code);
const STATUSES = ['active', 'suspended', 'inactive'];

export class StatusRequest {
  @IsIn(STATUSES)
  status!: LawyerStatus;
}

export class RegisterRequest {
  @Text({ max: 100 })
  name!: string;

  @Text({ max: 40 })
  phone!: string;

  @Text({ max: 200 })
  firm!: string;

  @IsInt()
  @Min(0)
  @Max(80)
  practiceYears!: number;

  @IsInt()
  @Min(0)
  @Max(80)
  criminalDefenceYears!: number;

  @IsBoolean()
  minorsTrained!: boolean;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @Text({ max: 20 }, { each: true })
  languages!: string[];

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsIn(DIVISION_CODES, { each: true })
  divisions!: string[];
}

export class LawyersQuery {
  @IsOptional()
  @IsDivisionCode()
  division?: string;

  @IsOptional()
  @IsUUID()
  cursor?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE)
  limit = 100;
}

/** Lawyers (律师). */
@ApiTags('directory')
@Controller('api/directory/lawyers')
export class LawyersController {
  constructor(private readonly lawyers: Lawyers) {}

  /** 律师名册: lawyers by division, without names. */
  @Get()
  @Permission({ name: 'directory.lawyer.list', roles: READERS })
  list(
    @Query() query: LawyersQuery,
  ): Promise<{ readonly items: readonly (LawyerFacts & { readonly id: string })[]; readonly next: string | null }> {
    const { division, cursor, limit } = query;
    return this.lawyers.list({ limit, ...(division !== undefined && { division }), ...(cursor !== undefined && { cursor }) });
  }

  /** 登记律师. */
  @Post()
  @Permission({ name: 'directory.lawyer.register', roles: ADMINISTRATOR })
  async register(
    @Body() body: RegisterRequest,
    @CurrentPrincipal() { division }: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<{ readonly id: string; readonly position: string | null }> {
    const { name, phone, firm, practiceYears, criminalDefenceYears, minorsTrained, languages, divisions } = body;
    const facts: LawyerFacts = { firm, status: 'active', practiceYears, criminalDefenceYears, minorsTrained, languages, divisions };
    const { id, changed } = await this.lawyers.register(facts, { name, phone }, { ...context, division });
    return { id, position: changed.at(-1)?.position ?? null };
  }

  /** 停止执业、恢复执业: changes what a lawyer may be assigned to. */
  @Post(':id/status')
  @HttpCode(200)
  @Permission({ name: 'directory.lawyer.status', roles: ADMINISTRATOR })
  async status(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { status }: StatusRequest,
    @CurrentPrincipal() { division }: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<{ readonly id: string; readonly position: string | null }> {
    const changed = await this.lawyers.setStatus(id, status, { ...context, division });
    return { id, position: changed.at(-1)?.position ?? null };
  }
}
