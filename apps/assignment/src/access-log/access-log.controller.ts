import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, divisionPrefix, IsInstant, Permission, Text, type Principal } from '@xiezhi/service';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { Worklists } from '../worklist/worklists.js';
import { MAX_READINGS, type Reading } from './access-log.queries.js';

export class ReadingsQuery {
  /** Readings of this defence request. */
  @IsOptional()
  @IsUUID()
  requestId?: string;

  /** Readings by this account. */
  @IsOptional()
  @Text({ max: 200 })
  account?: string;

  @IsOptional()
  @IsInstant()
  from?: string;

  @IsOptional()
  @IsInstant()
  to?: string;

  /** `next` of the page before. */
  @IsOptional()
  @IsUUID()
  cursor?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_READINGS)
  limit = 40;
}

/** Who opened a person's details, when and why (查阅记录). */
@ApiTags('assignment')
@Controller('api/assignment/access-log')
export class AccessLogController {
  constructor(private readonly worklists: Worklists) {}

  /** 查阅记录: newest first; an institution's head sees those of its own matters, an auditor those of the divisions audited. */
  @Get()
  @Permission({ name: 'assignment.access-log.read', roles: ['institution_head', 'auditor'] })
  read(
    @Query() { requestId, account, from, to, cursor, limit }: ReadingsQuery,
    @CurrentPrincipal() { role, agency, division }: Principal,
  ): Promise<{ readonly items: readonly Reading[]; readonly next: string | null }> {
    const scope = role === 'auditor' ? { divisions: divisionPrefix(division) } : { agency };
    return this.worklists.readings.page(scope, {
      limit,
      ...(requestId !== undefined && { requestId }),
      ...(account !== undefined && { account }),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(cursor !== undefined && { cursor }),
    });
  }
}
