import { Controller, Get, Param, ParseUUIDPipe, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, etagOf, Permission, type Principal } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { Candidates, type CandidatesPage } from '../candidates/candidates.queries.js';
import { CandidatesQuery } from '../candidates/candidates.request.js';
import { soughtOfCase } from '../candidates/candidates.sought.js';
import { lawyerDetails } from '../rosters/rosters.details.js';
import type { Counted } from '../worklist/worklist.queries.js';
import { BehindQuery, PurposeQuery } from '../worklist/worklist.request.js';
import { Worklists } from '../worklist/worklists.js';
import { aidCaseList } from './aid-case-list.projection.js';
import { AidCaseLists, type CaseListPage, type CaseListState, type CasePage, type CasePeople } from './aid-case-list.queries.js';
import { CaseListQuery } from './aid-case-list.request.js';

const INSTITUTION = ['institution_officer', 'institution_head'];
const PARTIES = [...INSTITUTION, 'lawyer'];

/** The lawyer of a case, for whoever must reach the lawyer. */
export interface CaseLawyer {
  readonly name: string;
  readonly phone: string;
  readonly firm: string;
}

/** Reads of granted cases: an institution sees its own, a lawyer those that are the lawyer's now. */
@ApiTags('assignment')
@Controller('api/assignment/aid-cases')
export class AidCaseListController {
  constructor(
    private readonly lists: AidCaseLists,
    private readonly worklists: Worklists,
    private readonly candidates: Candidates,
  ) {}

  /** 受援案件台账: one tab of the reader's cases, the newest first. */
  @Get()
  @Permission({ name: 'assignment.aid-case.list', roles: PARTIES })
  async list(@Query() { after, state, limit, cursor }: CaseListQuery, @CurrentPrincipal() reader: Principal): Promise<CaseListPage> {
    await this.worklists.behind(after, [aidCaseList]);
    return this.lists.list(reader, state, limit, cursor);
  }

  /** 各页签件数 */
  @Get('counts')
  @Permission({ name: 'assignment.aid-case.list', roles: PARTIES })
  async counts(@Query() { after }: BehindQuery, @CurrentPrincipal() reader: Principal): Promise<Readonly<Record<CaseListState, Counted>>> {
    await this.worklists.behind(after, [aidCaseList]);
    return this.lists.counts(reader);
  }

  /** 详情: one case with its clocks and history; names are masked. */
  @Get(':id')
  @Permission({ name: 'assignment.aid-case.read', roles: PARTIES })
  async page(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { after }: BehindQuery,
    @CurrentPrincipal() reader: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CasePage> {
    await this.worklists.behind(after, [aidCaseList]);
    const page = await this.lists.page(id, reader);
    void reply.header('ETag', etagOf(page.revision));
    return page;
  }

  /** 受援人、对方当事人、承办记录和承办律师: in full. The reading is recorded. */
  @Get(':id/people')
  @Permission({ name: 'assignment.aid-case.read-people', roles: PARTIES })
  async people(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { purpose }: PurposeQuery,
    @CurrentPrincipal() reader: Principal,
  ): Promise<CasePeople & { readonly lawyer: CaseLawyer | null }> {
    const { accessLog, rosters, keys } = this.worklists;
    const { matter, lawyerId, read } = await this.lists.people(id, reader);
    await accessLog.record(reader, matter, { what: 'people' }, purpose);
    const row = lawyerId === null || reader.role === 'lawyer' ? null : await rosters.lawyerRow(lawyerId);
    if (row !== null) await accessLog.record(reader, matter, { what: 'lawyer' }, purpose);
    const details = row === null ? null : await lawyerDetails(row, keys);
    const { name, phone } = details ?? {};
    return {
      ...(await read()),
      lawyer: row === null || name === undefined || phone === undefined ? null : { name, phone, firm: row.firm },
    };
  }

  /** 候选律师: who serves the division, best first with the reasons; then who may not be chosen, and why. */
  @Get(':id/candidates')
  @Permission({ name: 'assignment.aid-case.candidates', roles: INSTITUTION })
  async candidatesOf(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { limit, cursor = '0', gender, after }: CandidatesQuery,
    @CurrentPrincipal() reader: Principal,
  ): Promise<CandidatesPage> {
    await this.worklists.behind(after, [aidCaseList]);
    const { division, facts, lawyers, hearing_at } = await this.lists.factsOf(id, reader);
    const hearing = hearing_at === null ? {} : { hearingAt: hearing_at.toISOString() };
    const sought = await soughtOfCase(id, { division, facts, ...hearing }, (...of) => this.lists.conflicted(...of));
    const asked = { ...sought, ...(gender !== undefined && { asked: gender }) };
    return this.candidates.page(asked, { from: Number(cursor), limit }, new Set(lawyers));
  }
}
