import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DIVISIONS } from '@xiezhi/contracts';
import { IsDivisionCode, Permission, Public, Text } from '@xiezhi/service';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { Agencies, type Agency } from './agencies.js';

const MAX_PAGE = 500;

export class AgenciesQuery {
  @IsOptional()
  @Text({ max: 50 })
  kind?: string;

  @IsOptional()
  @IsDivisionCode()
  division?: string;

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
  list(@Query() query: AgenciesQuery): Promise<{ readonly items: readonly Agency[]; readonly next: string | null }> {
    const { kind, division, cursor, limit } = query;
    return this.agencies.list({
      limit,
      ...(kind !== undefined && { kind }),
      ...(division !== undefined && { division }),
      ...(cursor !== undefined && { cursor }),
    });
  }
}
