import { Controller, Get, Param, ParseUUIDPipe, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { PersonKeys } from '@xiezhi/eventsourcing';
import { CurrentPrincipal, etagOf, Permission, type Principal } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import type { AccessLog } from '../access-log/access-log.js';
import { lawyerDetails } from '../rosters/rosters.details.js';
import type { Rosters } from '../rosters/rosters.js';
import type { RequestPage } from './worklist.pages.js';
import type { People, WorklistCounts, WorklistPage, WorklistQueries } from './worklist.queries.js';
import { FilterQuery, ListQuery, PageQuery, PurposeQuery } from './worklist.request.js';
import { Worklists } from './worklists.js';

const PARTIES = ['case_agency_clerk', 'institution_officer', 'institution_head'];
/** Whoever may open one request: its lawyer too. */
const READERS = [...PARTIES, 'lawyer'];

/** Reads of defence requests: each sees its own agency's and no other. */
@ApiTags('assignment')
@Controller('api/assignment/defence-requests')
export class WorklistController {
  readonly #queries: WorklistQueries;
  readonly #accessLog: AccessLog;
  readonly #rosters: Rosters;
  readonly #keys: PersonKeys;

  constructor(private readonly worklists: Worklists) {
    this.#queries = worklists.queries;
    this.#accessLog = worklists.accessLog;
    this.#rosters = worklists.rosters;
    this.#keys = worklists.keys;
  }

  /** 待办: an agency's requests by due time, filtered. */
  @Get()
  @Permission({ name: 'assignment.defence-request.list', roles: PARTIES })
  async list(@Query() query: ListQuery, @CurrentPrincipal() principal: Principal): Promise<WorklistPage> {
    await this.worklists.behind(query.after);
    const { limit, cursor } = query;
    const history = query.history === 'yes';
    return this.#queries.list({ ...(await this.worklists.tab(query, principal)), limit, history, ...(cursor !== undefined && { cursor }) });
  }

  /** 各页签件数: how many there are on each tab of the list, under the same filters. */
  @Get('counts')
  @Permission({ name: 'assignment.defence-request.list', roles: PARTIES })
  async counts(@Query() query: FilterQuery, @CurrentPrincipal() principal: Principal): Promise<WorklistCounts> {
    await this.worklists.behind(query.after);
    return this.#queries.counts(await this.worklists.wish(query, principal));
  }

  /** 详情: one request with its clock and history, now or as it was at an instant; names are masked. */
  @Get(':id')
  @Permission({ name: 'assignment.defence-request.read', roles: READERS })
  async page(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { after, at }: PageQuery,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RequestPage> {
    if (after !== undefined) await this.worklists.behind(after);
    const page = await (at === undefined
      ? this.#queries.page(id, principal)
      : this.#queries.pageAsOf(id, principal, new Date(at).toISOString()));
    void reply.header('ETag', etagOf(page.revision));
    return page;
  }

  /** 当事人信息: the people of a request in full. The reading is recorded. */
  @Get(':id/people')
  @Permission({ name: 'assignment.defence-request.read-people', roles: READERS })
  async people(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { purpose }: PurposeQuery,
    @CurrentPrincipal() principal: Principal,
  ): Promise<People> {
    const { matter, read } = await this.#queries.people(id, principal);
    await this.#accessLog.record(principal, matter, { what: 'people' }, purpose);
    return read();
  }

  /** 律师信息: the assigned lawyer's name, firm and contact. The reading is recorded. */
  @Get(':id/lawyer')
  @Permission({ name: 'assignment.defence-request.read-lawyer', roles: READERS })
  async lawyer(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { purpose }: PurposeQuery,
    @CurrentPrincipal() principal: Principal,
  ): Promise<AssignedLawyer> {
    const page = await this.#queries.page(id, principal);
    const row = page.lawyerId === null ? null : await this.#rosters.lawyerRow(page.lawyerId);
    if (row === null || page.letterNumber === null) return { assigned: false };
    await this.#accessLog.record(principal, await this.#queries.matter(id, principal), { what: 'lawyer' }, purpose);
    const details = await lawyerDetails(row, this.#keys);
    return {
      assigned: true,
      lawyerId: row.id,
      name: details?.name ?? null,
      phone: details?.phone ?? null,
      firm: row.firm,
      letterNumber: page.letterNumber,
    };
  }
}

export interface AssignedLawyer {
  readonly assigned: boolean;
  readonly lawyerId?: string;
  /** `null` when the person was erased. */
  readonly name?: string | null;
  readonly phone?: string | null;
  readonly firm?: string;
  readonly letterNumber?: string;
}
