import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Rejected } from '@xiezhi/eventsourcing';
import { shanghaiDay } from '@xiezhi/legal-policy';
import { CommandRequest, CurrentPrincipal, Permission, type Principal, type RequestContext } from '@xiezhi/service';
import { ADMINISTRATOR, concerns, OPENERS, READERS } from '../directory-roles.js';
import { filterOf } from '../page.request.js';
import { AccessLog } from '../people/access-log.js';
import { PurposeQuery } from '../people/purpose.request.js';
import { answerOf, RegisterAnswer } from '../register-answer.js';
import type { RegisterPage } from '../register-page.js';
import type { LawyerDetails } from './lawyer-rows.js';
import { ChangeRequest, givenDetails, givenFacts, LawyersQuery, RegisterRequest, StatusRequest } from './lawyer.requests.js';
import { Lawyers, type Keeps, type ListedLawyer } from './lawyers.js';

/** Lawyers are kept by whom they serve. */
const keptFrom =
  (division: string): Keeps =>
  (divisions) =>
    concerns(division, divisions);

/** Lawyers (律师). */
@ApiTags('directory')
@Controller('api/directory/lawyers')
export class LawyersController {
  constructor(
    private readonly lawyers: Lawyers,
    private readonly accessLog: AccessLog,
  ) {}

  /** 律师名册: lawyers by division, with masked names. */
  @Get()
  @Permission({ name: 'directory.lawyer.list', roles: READERS })
  list(@Query() query: LawyersQuery): Promise<RegisterPage<ListedLawyer>> {
    return this.lawyers.list(filterOf(query));
  }

  /** 一名律师: what is known of a lawyer, with a masked name. */
  @Get(':id')
  @Permission({ name: 'directory.lawyer.read', roles: READERS })
  one(@Param('id', ParseUUIDPipe) id: string): Promise<ListedLawyer> {
    return this.lawyers.one(id);
  }

  /** 登记律师. */
  @Post()
  @Permission({ name: 'directory.lawyer.register', roles: ADMINISTRATOR })
  async register(
    @Body() body: RegisterRequest,
    @CurrentPrincipal() { division }: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<RegisterAnswer> {
    if (!concerns(division, body.divisions)) {
      const detail = '只能登记服务于本行政区划的律师。You register lawyers who serve your own division.';
      throw new Rejected('directory.division.forbidden', detail, {
        errors: [{ path: 'divisions', code: 'directory.division.forbidden', detail }],
      });
    }
    return answerOf(await this.lawyers.register(givenFacts(body), givenDetails(body), { ...context, division }));
  }

  /** 变更登记: changes what is known of a lawyer. */
  @Post(':id')
  @HttpCode(200)
  @Permission({ name: 'directory.lawyer.change', roles: ADMINISTRATOR })
  async change(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { details, ...facts }: ChangeRequest,
    @CurrentPrincipal() { division }: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<RegisterAnswer> {
    const given = details === undefined ? null : givenDetails(details);
    const changed = await this.lawyers.change(id, givenFacts(facts), given, keptFrom(division), { ...context, division });
    return answerOf({ id, changed });
  }

  /** 停止执业、恢复执业: changes what a lawyer may be assigned to. */
  @Post(':id/status')
  @HttpCode(200)
  @Permission({ name: 'directory.lawyer.status', roles: ADMINISTRATOR })
  async status(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { status, reason, since }: StatusRequest,
    @CurrentPrincipal() { division }: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<RegisterAnswer> {
    const why = { reason: reason ?? null, since: since ?? shanghaiDay(new Date().toISOString()) };
    const changed = await this.lawyers.setStatus(id, status, why, keptFrom(division), { ...context, division });
    return answerOf({ id, changed });
  }

  /** 查阅律师信息: name, telephone and licence in full. The reading is recorded with its purpose. */
  @Get(':id/person')
  @Permission({ name: 'directory.lawyer.open', roles: OPENERS })
  async open(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { purpose }: PurposeQuery,
    @CurrentPrincipal() principal: Principal,
  ): Promise<{ readonly id: string; readonly personId: string; readonly details: LawyerDetails | null }> {
    const { personId, divisions, read } = await this.lawyers.person(id);
    if (!concerns(principal.division, divisions)) throw new Rejected('lawyer.not_found', '没有这位律师。No such lawyer.');
    await this.accessLog.record(principal, { kind: 'lawyer', id }, purpose);
    return { id, personId, details: await read() };
  }
}
