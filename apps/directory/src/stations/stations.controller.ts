import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CommandRequest, CurrentPrincipal, Permission, type Principal, type RequestContext } from '@xiezhi/service';
import { ADMINISTRATOR, insistOnOwnDivision } from '../directory-roles.js';
import { filterOf } from '../page.request.js';
import { answerOf, givenWithin, keptBy, RegisterAnswer } from '../register-answer.js';
import type { RegisterPage } from '../register-page.js';
import { givenStation, StationRequest, StationsQuery } from './station.request.js';
import { Stations, type ListedStation } from './stations.js';

/** Legal-aid workstations in townships (法律援助工作站). */
@ApiTags('directory')
@Controller('api/directory/stations')
export class StationsController {
  constructor(private readonly stations: Stations) {}

  /** 工作站名录: public knowledge, for every account. */
  @Get()
  @Permission({ name: 'directory.station.list', roles: 'any' })
  list(@Query() query: StationsQuery): Promise<RegisterPage<ListedStation>> {
    return this.stations.list(filterOf(query));
  }

  /** 一个工作站. */
  @Get(':id')
  @Permission({ name: 'directory.station.read', roles: 'any' })
  one(@Param('id', ParseUUIDPipe) id: string): Promise<ListedStation> {
    return this.stations.one(id);
  }

  /** 设立工作站. */
  @Post()
  @Permission({ name: 'directory.station.register', roles: ADMINISTRATOR })
  register(
    @Body() body: StationRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<RegisterAnswer> {
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
  ): Promise<RegisterAnswer> {
    return this.#record(id, body, principal, context);
  }

  async #record(id: string | null, body: StationRequest, principal: Principal, context: RequestContext): Promise<RegisterAnswer> {
    insistOnOwnDivision(principal, body.division);
    return answerOf(await this.stations.record(id, givenStation(body), keptBy(principal), givenWithin(context, principal)));
  }
}
