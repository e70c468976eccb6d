import { Controller, Get, Param, ParseUUIDPipe, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { open, type Personal, type PersonKeys } from '@xiezhi/eventsourcing';
import { LAWYER_STREAM } from '@xiezhi/contracts';
import { mayTake } from '@xiezhi/legal-policy';
import { CurrentPrincipal, etagOf, Permission, Text, type Principal } from '@xiezhi/service';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import type { FastifyReply } from 'fastify';
import type { AccessLog } from '../access-log/access-log.js';
import type { Contact, Papers, Person } from '../defence-request/notice.js';
import { factsOf, type Rosters } from '../rosters/rosters.js';
import { MAX_PAGE, type RequestPage, type WorklistPage, type WorklistQueries } from './worklist.queries.js';
import { Worklists } from './worklists.js';

const PARTIES = ['case_agency_clerk', 'institution_officer', 'institution_head'];
const INSTITUTION = ['institution_officer', 'institution_head'];
const MAX_CANDIDATES = 100;

/** A log position to read behind (read your own writes). */
export class BehindQuery {
  /** `position` of the command whose effect must be seen. */
  @IsOptional()
  @Matches(/^\d{1,20}$/)
  after?: string;
}

export class ListQuery extends BehindQuery {
  @IsOptional()
  @IsIn(['open', 'done'])
  status: 'open' | 'done' = 'open';

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE)
  limit = 40;

  @IsOptional()
  @Text({ max: 80 })
  @Matches(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z\|[0-9a-f-]{36}$/)
  cursor?: string;
}

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

  /** 待办: an agency's requests by due time. */
  @Get()
  @Permission({ name: 'assignment.defence-request.list', roles: PARTIES })
  async list(@Query() { after, status, limit, cursor }: ListQuery, @CurrentPrincipal() { agency }: Principal): Promise<WorklistPage> {
    await this.worklists.behind(after);
    return this.#queries.list({ agency, open: status === 'open', limit, ...(cursor !== undefined && { cursor }) });
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
    @CurrentPrincipal() principal: Principal,
  ): Promise<{ person: Person | null; contact: Contact | null; papers: Papers | null }> {
    const { relation, read } = await this.#queries.people(id, principal.agency);
    await this.#accessLog.record(principal, id, 'people', relation);
    return read();
  }

  /** 律师信息: the assigned lawyer's name, firm and contact. The reading is recorded. */
  @Get(':id/lawyer')
  @Permission({ name: 'assignment.defence-request.read-lawyer', roles: PARTIES })
  async lawyer(@Param('id', ParseUUIDPipe) id: string, @CurrentPrincipal() principal: Principal): Promise<AssignedLawyer> {
    const page = await this.#queries.page(id, principal.agency);
    const row = page.lawyerId === null ? null : await this.#rosters.lawyerRow(page.lawyerId);
    if (row === null || page.letterNumber === null) return { assigned: false };
    await this.#accessLog.record(principal, id, 'lawyer', page.organ === principal.agency ? 'organ' : 'institution');
    const details = await open(row.details as unknown as Personal<LawyerDetails>, this.#keys, `${LAWYER_STREAM}-${row.id}`, 'details');
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
    const wider = [division, `${division.slice(0, 4)}00`, `${division.slice(0, 2)}0000`];
    const rows = await this.#rosters.serving([...new Set(wider)], MAX_CANDIDATES);
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
