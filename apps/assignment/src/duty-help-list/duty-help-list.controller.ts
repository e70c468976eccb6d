import { DUTY_HELP_PLACES, type ProcedureStage } from '@xiezhi/contracts';
import { Controller, Get, Param, ParseUUIDPipe, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { isCaseAgencyKind, stagesOf } from '@xiezhi/legal-policy';
import { CurrentPrincipal, divisionPath, etagOf, maskName, Permission, type Principal } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { Clock } from '../clock.js';
import { DutyShifts, type KnownPlace, type OnDuty } from '../duty-shifts/duty-shifts.queries.js';
import { lawyerDetails } from '../rosters/rosters.details.js';
import { personOf } from '../worklist/worklist.pages.js';
import type { Counted } from '../worklist/worklist.queries.js';
import { BehindQuery, PurposeQuery } from '../worklist/worklist.request.js';
import { Worklists } from '../worklist/worklists.js';
import { dutyHelpList } from './duty-help-list.projection.js';
import { DutyHelpLists, type HelpListPage, type HelpListState, type HelpPage, type HelpPeople } from './duty-help-list.queries.js';
import { HelpChoicesQuery, HelpListQuery } from './duty-help-list.request.js';

const INSTITUTION = ['institution_officer', 'institution_head'];
const PARTIES = ['case_agency_clerk', ...INSTITUTION, 'lawyer'];
/** Lawyers of the division who are offered beside those on duty. */
const MAX_SERVING = 100;

/** What a request of the caller's organ may say. */
export interface HelpChoices {
  readonly stages: readonly ProcedureStage[];
  /** Places of the division's duty rota. */
  readonly places: readonly KnownPlace[];
}

/** A lawyer who may be told, and where the rota has the lawyer now. */
export interface DutyLawyerChoice {
  readonly lawyerId: string;
  /** Masked; `null` when the person was erased. */
  readonly name: string | null;
  readonly firm: string;
  readonly languages: readonly string[];
  readonly onDuty: Omit<OnDuty, 'lawyerId'> | null;
}

/** The duty lawyer who was told, for whoever must reach the lawyer. */
export interface DutyLawyerDetails {
  readonly name: string;
  readonly phone: string;
  readonly firm: string;
}

/** Reads of duty lawyers' help: each sees its own agency's, a lawyer those the lawyer was told of. */
@ApiTags('assignment')
@Controller('api/assignment/duty-helps')
export class DutyHelpListController {
  constructor(
    private readonly lists: DutyHelpLists,
    private readonly shifts: DutyShifts,
    private readonly worklists: Worklists,
    private readonly clock: Clock,
  ) {}

  /** 法律帮助台账: one tab of the reader's matters, the newest first. */
  @Get()
  @Permission({ name: 'assignment.duty-help.list', roles: PARTIES })
  async list(@Query() { after, state, limit, cursor }: HelpListQuery, @CurrentPrincipal() reader: Principal): Promise<HelpListPage> {
    await this.worklists.behind(after, [dutyHelpList]);
    return this.lists.list(reader, state, limit, cursor);
  }

  /** 各页签件数 */
  @Get('counts')
  @Permission({ name: 'assignment.duty-help.list', roles: PARTIES })
  async counts(@Query() { after }: BehindQuery, @CurrentPrincipal() reader: Principal): Promise<Readonly<Record<HelpListState, Counted>>> {
    await this.worklists.behind(after, [dutyHelpList]);
    return this.lists.counts(reader);
  }

  /** 可选诉讼阶段和值班地点: of the caller's organ, and of the division's rota. */
  @Get('choices')
  @Permission({ name: 'assignment.duty-help.choices', roles: ['case_agency_clerk'] })
  async choices(@Query() { division }: HelpChoicesQuery, @CurrentPrincipal() { agencyKind }: Principal): Promise<HelpChoices> {
    if (!isCaseAgencyKind(agencyKind)) return { stages: [], places: [] };
    const { code } = await this.worklists.rosters.institutionIn(division);
    const kinds = DUTY_HELP_PLACES.map((place) => place.code);
    return {
      stages: stagesOf(agencyKind).filter((stage) => stage !== 'compulsory_treatment'),
      places: await this.shifts.places(code, kinds, this.clock.now()),
    };
  }

  /** 详情: one matter with its clocks, records and history; names are masked. */
  @Get(':id')
  @Permission({ name: 'assignment.duty-help.read', roles: PARTIES })
  async page(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { after }: BehindQuery,
    @CurrentPrincipal() reader: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HelpPage> {
    await this.worklists.behind(after, [dutyHelpList]);
    const page = await this.lists.page(id, reader);
    void reply.header('ETag', etagOf(page.revision));
    return page;
  }

  /** 当事人信息、帮助内容和值班律师: in full. The reading is recorded. */
  @Get(':id/people')
  @Permission({ name: 'assignment.duty-help.read-people', roles: PARTIES })
  async people(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { purpose }: PurposeQuery,
    @CurrentPrincipal() reader: Principal,
  ): Promise<HelpPeople & { readonly lawyer: DutyLawyerDetails | null }> {
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

  /** 可通知的律师: those on duty first, then those who serve the division. */
  @Get(':id/lawyers')
  @Permission({ name: 'assignment.duty-help.lawyers', roles: INSTITUTION })
  async lawyers(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentPrincipal() reader: Principal,
  ): Promise<{ readonly items: readonly DutyLawyerChoice[] }> {
    const { division, institution } = await this.lists.page(id, reader);
    const { rosters, keys } = this.worklists;
    const onDuty = new Map((await this.shifts.onDuty(institution, this.clock.now())).map(({ lawyerId, ...shift }) => [lawyerId, shift]));
    const [there, serving, barred] = await Promise.all([
      rosters.lawyerRows([...onDuty.keys()]),
      rosters.serving(divisionPath(division), MAX_SERVING),
      rosters.barredIn(division),
    ]);
    const known = [...there.filter(({ status }) => status === 'active'), ...serving.filter(({ id: lawyer }) => !onDuty.has(lawyer))];
    const active = known.filter((row) => !barred.has(row.id));
    await keys.find(active.map(({ details }) => personOf(details)).filter((one) => one !== null));
    return {
      items: await Promise.all(
        active.map(async (row) => {
          const { id: lawyerId, firm, languages } = row;
          const details = await lawyerDetails(row, keys);
          const name = details === null ? null : maskName(details.name);
          return { lawyerId, name, firm, languages, onDuty: onDuty.get(lawyerId) ?? null };
        }),
      ),
    };
  }
}
