import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, divisionPrefix, Permission, type Principal } from '@xiezhi/service';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { AccessLog, type Reading } from './access-log.js';

const MAX_READINGS = 100;

export class DirectoryReadingsQuery {
  /** Readings of this lawyer, liaison or volunteer. */
  @IsOptional()
  @IsUUID()
  subjectId?: string;

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

/** Who opened a person of the directory, when and why (查阅记录). */
@ApiTags('directory')
@Controller('api/directory/access-log')
export class DirectoryAccessLogController {
  constructor(private readonly accessLog: AccessLog) {}

  /** 查阅记录: newest first; an institution's head sees those by its own people, an auditor those of the divisions audited. */
  @Get()
  @Permission({ name: 'directory.access-log.read', roles: ['institution_head', 'auditor'] })
  read(
    @Query() { subjectId, cursor, limit }: DirectoryReadingsQuery,
    @CurrentPrincipal() { role, agency, division }: Principal,
  ): Promise<{ readonly items: readonly Reading[]; readonly next: string | null }> {
    const scope = role === 'auditor' ? { divisionPrefix: divisionPrefix(division) } : { agency };
    return this.accessLog.page(scope, {
      limit,
      ...(subjectId !== undefined && { subjectId }),
      ...(cursor !== undefined && { cursor }),
    });
  }
}
