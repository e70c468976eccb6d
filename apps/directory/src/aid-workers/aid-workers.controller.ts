import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Rejected } from '@xiezhi/eventsourcing';
import { CommandRequest, CurrentPrincipal, inDivision, Permission, type Principal, type RequestContext } from '@xiezhi/service';
import { ADMINISTRATOR, concerns, insistOnOwnDivision, OPENERS, READERS } from '../directory-roles.js';
import { filterOf } from '../page.request.js';
import { AccessLog } from '../people/access-log.js';
import { PurposeQuery } from '../people/purpose.query.js';
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
  list(@Query() { kind, ...page }: AidWorkersQuery): Promise<{ readonly items: readonly ListedAidWorker[]; readonly next: string | null }> {
    return this.workers.list({ ...filterOf(page), ...(kind !== undefined && { kind }) });
  }

  /** 登记联络员、志愿者. */
  @Post()
  @Permission({ name: 'directory.aid-worker.register', roles: ADMINISTRATOR })
  async register(
    @Body() body: RegisterAidWorkerRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<{ readonly id: string; readonly position: string | null }> {
    insistOnOwnDivision(principal, body.division);
    const { name, phone } = body;
    const whole = { ...context, division: principal.division };
    const { id, changed } = await this.workers.register(givenWorker(body), { name, phone }, whole);
    return { id, position: changed.at(-1)?.position ?? null };
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
  ): Promise<{ readonly id: string; readonly position: string | null }> {
    insistOnOwnDivision(principal, body.division);
    const given = details === undefined ? null : { name: details.name, phone: details.phone };
    const keeps = (division: string): boolean => inDivision(principal.division, division);
    const changed = await this.workers.change(id, givenWorker(body), given, keeps, { ...context, division: principal.division });
    return { id, position: changed.at(-1)?.position ?? null };
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
