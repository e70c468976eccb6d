import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DIVISIONS } from '@xiezhi/contracts';
import { CommandRequest, CurrentPrincipal, inDivision, Permission, Text, type Principal, type RequestContext } from '@xiezhi/service';
import { IsIn, IsOptional } from 'class-validator';
import { ActivePeriod } from '../active-period.request.js';
import { ADMINISTRATOR, insistOnOwnDivision } from '../directory-roles.js';
import { filterOf, PageQuery } from '../page.request.js';
import { Stations, type ListedStation } from './stations.js';

const DIVISION_CODES = DIVISIONS.map(({ code }) => code);

export class StationRequest extends ActivePeriod {
  /** Agency code of the institution it belongs to. */
  @Text({ max: 100 })
  institution!: string;

  @IsIn(DIVISION_CODES)
  division!: string;

  @Text({ max: 100 })
  township!: string;

  @Text({ max: 200 })
  name!: string;

  /** Who houses it, mostly the township's judicial office (乡镇司法所). */
  @IsOptional()
  @Text({ max: 200 })
  host?: string;

  @Text({ max: 300 })
  address!: string;
}

/** Legal-aid workstations in townships (法律援助工作站). */
@ApiTags('directory')
@Controller('api/directory/stations')
export class StationsController {
  constructor(private readonly stations: Stations) {}

  /** 工作站名录: public knowledge, for every account. */
  @Get()
  @Permission({ name: 'directory.station.list', roles: 'any' })
  list(@Query() query: PageQuery): Promise<{ readonly items: readonly ListedStation[]; readonly next: string | null }> {
    return this.stations.list(filterOf(query));
  }

  /** 设立工作站. */
  @Post()
  @Permission({ name: 'directory.station.register', roles: ADMINISTRATOR })
  register(
    @Body() body: StationRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<{ readonly id: string; readonly position: string | null }> {
    return this.#record(null, body, principal, context);
  }

  /** 变更、撤销工作站. */
  @Post(':id')
  @HttpCode(200)
  @Permission({ name: 'directory.station.change', roles: ADMINISTRATOR })
  change(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: StationRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<{ readonly id: string; readonly position: string | null }> {
    return this.#record(id, body, principal, context);
  }

  async #record(
    given: string | null,
    { institution, division, township, name, host, address, activeFrom, activeTo }: StationRequest,
    principal: Principal,
    context: RequestContext,
  ): Promise<{ readonly id: string; readonly position: string | null }> {
    insistOnOwnDivision(principal, division);
    const station = { institution, division, township, name, host: host ?? null, address, activeFrom, activeTo: activeTo ?? null };
    const keeps = (known: string): boolean => inDivision(principal.division, known);
    const { id, changed } = await this.stations.record(given, station, keeps, { ...context, division: principal.division });
    return { id, position: changed.at(-1)?.position ?? null };
  }
}
