import { Controller, Get, Param, ParseUUIDPipe, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { open, type Personal, type PersonKeys } from '@xiezhi/eventsourcing';
import { LAWYER_STREAM } from '@xiezhi/contracts';
import { mayTake } from '@xiezhi/legal-policy';
import { CurrentPrincipal, divisionPath, divisionPrefix, etagOf, Permission, type Principal } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import type { AccessLog } from '../access-log/access-log.js';
import { factsOf, type Rosters } from '../rosters/rosters.js';
import { sideOf } from './worklist.filter.js';
import type { People, RequestPage, WorklistCounts, WorklistPage, WorklistQueries, WorklistWish } from './worklist.queries.js';
import { BehindQuery, FilterQuery, ListQuery, PurposeQuery } from './worklist.request.js';
import { Worklists } from './worklists.js';

const PARTIES = ['case_agency_clerk', 'institution_officer', 'institution_head'];
const INSTITUTION = ['institution_officer', 'institution_head'];
const MAX_CANDIDATES = 100;
/** Agencies of one division: more than any has. */
const MAX_ORGANS = 2_000;

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
    const { status, state, limit, cursor } = query;
    return this.#queries.list({
      ...(await this.#wish(query, principal)),
      ...(state === undefined ? { open: status === 'open' } : { state }),
      limit,
      ...(cursor !== undefined && { cursor }),
    });
  }

  /** 各页签件数: how many there are on each tab of the list, under the same filters. */
  @Get('counts')
  @Permission({ name: 'assignment.defence-request.list', roles: PARTIES })
  async counts(@Query() query: FilterQuery, @CurrentPrincipal() principal: Principal): Promise<WorklistCounts> {
    await this.worklists.behind(query.after);
    return this.#queries.counts(await this.#wish(query, principal));
  }

  /** 详情: one request with its clock and history; names are masked. */
  @Get(':id')
  @Permission({ name: 'assignment.defence-request.read', roles: PARTIES })
  async page(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { after }: BehindQuery,
    @CurrentPrincipal() { agency }: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RequestPage> {
    if (after !== undefined) await this.worklists.behind(after);
    const page = await this.#queries.page(id, agency);
    void reply.header('ETag', etagOf(page.revision));
    return page;
  }

  /** 当事人信息: the people of a request in full. The reading is recorded. */
  @Get(':id/people')
  @Permission({ name: 'assignment.defence-request.read-people', roles: PARTIES })
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
  @Permission({ name: 'assignment.defence-request.read-lawyer', roles: PARTIES })
  async lawyer(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { purpose }: PurposeQuery,
    @CurrentPrincipal() principal: Principal,
  ): Promise<AssignedLawyer> {
    const page = await this.#queries.page(id, principal.agency);
    const row = page.lawyerId === null ? null : await this.#rosters.lawyerRow(page.lawyerId);
    if (row === null || page.letterNumber === null) return { assigned: false };
    await this.#accessLog.record(principal, await this.#queries.matter(id, principal), { what: 'lawyer' }, purpose);
    const stream = `${LAWYER_STREAM}-${row.id}`;
    const details =
      row.details === null ? null : await open(row.details as unknown as Personal<LawyerDetails>, this.#keys, stream, 'details');
    return {
      assigned: true,
      lawyerId: row.id,
      name: details?.name ?? null,
      phone: details?.phone ?? null,
      firm: row.firm,
      letterNumber: page.letterNumber,
    };
  }

  /** 候选律师: who serves the division, and why each may or may not be chosen. */
  @Get(':id/candidates')
  @Permission({ name: 'assignment.defence-request.candidates', roles: INSTITUTION })
  async candidates(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentPrincipal() { agency }: Principal,
  ): Promise<{ items: readonly Candidate[] }> {
    const { division, facts } = await this.#queries.page(id, agency);
    const rows = await this.#rosters.serving(divisionPath(division), MAX_CANDIDATES);
    const items = rows.map((row) => {
      const verdict = mayTake(factsOf(row), {
        lifeOrDeath: facts?.lifeOrDeath ?? false,
        minor: facts?.minor ?? false,
        defendsCoAccused: false,
        division,
      });
      return {
        lawyerId: row.id,
        firm: row.firm,
        criminalDefenceYears: row.criminal_defence_years,
        languages: row.languages,
        may: verdict.ok,
        reasons: verdict.ok ? [] : verdict.reasons,
      };
    });
    return { items };
  }

  async #wish({ q, county, organ }: FilterQuery, principal: Principal): Promise<WorklistWish> {
    const there = county === undefined ? undefined : await this.#rosters.agenciesIn(divisionPrefix(county), MAX_ORGANS);
    const organs = organ === undefined ? there : (there ?? [organ]).filter((code) => code === organ);
    return { agency: principal.agency, as: sideOf(principal), ...(q !== undefined && { q }), ...(organs !== undefined && { organs }) };
  }
}

interface LawyerDetails {
  readonly name: string;
  readonly phone: string;
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

export interface Candidate {
  readonly lawyerId: string;
  readonly firm: string;
  readonly criminalDefenceYears: number;
  readonly languages: readonly string[];
  readonly may: boolean;
  readonly reasons: readonly { readonly code: string; readonly basis: string; readonly text: string }[];
}
