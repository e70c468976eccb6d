import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Rejected } from '@xiezhi/eventsourcing';
import { CommandRequest, CurrentPrincipal, Permission, type Principal, type RequestContext } from '@xiezhi/service';
import { ADMINISTRATOR, concerns, insistOnOwnDivision, OPENERS, READERS } from '../directory-roles.js';
import { filterOf } from '../page.request.js';
import { AccessLog } from '../people/access-log.js';
import { PurposeQuery } from '../people/purpose.request.js';
import { answerOf, givenWithin, keptBy, RegisterAnswer } from '../register-answer.js';
import type { RegisterPage } from '../register-page.js';
import { AidWorkersQuery, ChangeAidWorkerRequest, givenWorker, RegisterAidWorkerRequest } from './aid-worker.requests.js';
import { AidWorkers, type AidWorkerDetails, type ListedAidWorker } from './aid-workers.js';

/** Staff of workstations, liaisons and volunteers (工作站人员、联络员、志愿者). */
@ApiTags('directory')
@Controller('api/directory/aid-workers')
export class AidWorkersController {
  constructor(
    private readonly workers: AidWorkers,
    private readonly accessLog: AccessLog,
  ) {}

  /** 联络员、志愿者名册, with masked names. */
  @Get()
  @Permission({ name: 'directory.aid-worker.list', roles: READERS })
  list(@Query() query: AidWorkersQuery): Promise<RegisterPage<ListedAidWorker>> {
    return this.workers.list(filterOf(query));
  }

  /** 一名人员, with a masked name. */
  @Get(':id')
  @Permission({ name: 'directory.aid-worker.read', roles: READERS })
  one(@Param('id', ParseUUIDPipe) id: string): Promise<ListedAidWorker> {
    return this.workers.one(id);
  }

  /** 登记联络员、志愿者. */
  @Post()
  @Permission({ name: 'directory.aid-worker.register', roles: ADMINISTRATOR })
  async register(
    @Body() body: RegisterAidWorkerRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<RegisterAnswer> {
    insistOnOwnDivision(principal, body.division);
    const { name, phone } = body;
    return answerOf(await this.workers.register(givenWorker(body), { name, phone }, givenWithin(context, principal)));
  }

  /** 变更登记: all that is known of a person; an `activeTo` ends it. */
  @Post(':id')
  @HttpCode(200)
  @Permission({ name: 'directory.aid-worker.change', roles: ADMINISTRATOR })
  async change(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { details, ...body }: ChangeAidWorkerRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<RegisterAnswer> {
    insistOnOwnDivision(principal, body.division);
    const given = details === undefined ? null : { name: details.name, phone: details.phone };
    const changed = await this.workers.change(id, givenWorker(body), given, keptBy(principal), givenWithin(context, principal));
    return answerOf({ id, changed });
  }

  /** 查阅人员信息: name and telephone in full. The reading is recorded with its purpose. */
  @Get(':id/person')
  @Permission({ name: 'directory.aid-worker.open', roles: OPENERS })
  async open(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { purpose }: PurposeQuery,
    @CurrentPrincipal() principal: Principal,
  ): Promise<{ readonly id: string; readonly personId: string; readonly details: AidWorkerDetails | null }> {
    const { personId, division, read } = await this.workers.person(id);
    if (!concerns(principal.division, [division])) {
      throw new Rejected('aid_worker.not_found', '没有这名人员。No such person of the network.');
    }
    await this.accessLog.record(principal, { kind: 'aid_worker', id }, purpose);
    return { id, personId, details: await read() };
  }
}
