import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { endOfDay, startOfDay } from '@xiezhi/legal-policy';
import { agencyScope, CurrentPrincipal, divisionPrefix, Permission, type Principal } from '@xiezhi/service';
import { Calendars } from '../calendars/calendars.queries.js';
import { LAWYER_ROLE } from '../defence-request/relations.js';
import { sideOf } from '../worklist/worklist.filter.js';
import { Worklists } from '../worklist/worklists.js';
import type { LedgerOf, ObligationFilter } from './obligations.filter.js';
import { obligations } from './obligations.projection.js';
import {
  Obligations,
  type ObligationCounts,
  type ObligationForecast,
  type ObligationList,
  type ObligationsOfMatter,
} from './obligations.queries.js';
import { ObligationFilterQuery, ObligationListQuery, ObligationsOfMatterQuery } from './obligations.request.js';

const INSTITUTION = ['institution_officer', 'institution_head'];
const PARTIES = ['case_agency_clerk', ...INSTITUTION, LAWYER_ROLE];

const ledgerOf = (reader: Principal): LedgerOf =>
  reader.role === LAWYER_ROLE ? { as: 'lawyer', lawyerId: reader.lawyerId ?? null } : { as: sideOf(reader), ...agencyScope(reader) };

/** The ledger of statutory duties (责任台账): each sees its own matters' duties, a lawyer those of the lawyer's cases. */
@ApiTags('assignment')
@Controller('api/assignment')
export class ObligationsController {
  constructor(
    private readonly ledger: Obligations,
    private readonly worklists: Worklists,
    private readonly calendars: Calendars,
  ) {}

  /** 责任台账: one tab, what ends first before the rest; what has ended, the latest first. */
  @Get('obligations')
  @Permission({ name: 'assignment.obligation.list', roles: PARTIES })
  async list(@Query() query: ObligationListQuery, @CurrentPrincipal() reader: Principal): Promise<ObligationList> {
    await this.worklists.behind(query.after, [obligations]);
    const { state: tab, limit, cursor } = query;
    return this.ledger.list({ ...(await this.#filter(query, reader)), tab, limit, ...(cursor !== undefined && { cursor }) });
  }

  /** 各页签件数 */
  @Get('obligations/counts')
  @Permission({ name: 'assignment.obligation.list', roles: PARTIES })
  async counts(@Query() query: ObligationFilterQuery, @CurrentPrincipal() reader: Principal): Promise<ObligationCounts> {
    await this.worklists.behind(query.after, [obligations]);
    return this.ledger.counts(await this.#filter(query, reader));
  }

  /** 逾期预测: which running duties of the institution will be late at its pace of the last 20 working days. */
  @Get('obligations/forecast')
  @Permission({ name: 'assignment.obligation.forecast', roles: INSTITUTION })
  async forecast(@CurrentPrincipal() reader: Principal): Promise<ObligationForecast> {
    return this.ledger.forecast(agencyScope(reader), await this.calendars.of(reader.division));
  }

  /** 本件责任: all duties of a request, now or as they were at an instant, and whose time it took. */
  @Get('defence-requests/:id/obligations')
  @Permission({ name: 'assignment.defence-request.read', roles: PARTIES })
  async ofRequest(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { after, at }: ObligationsOfMatterQuery,
    @CurrentPrincipal() reader: Principal,
  ): Promise<ObligationsOfMatter> {
    await this.worklists.behind(after);
    await this.worklists.queries.page(id, reader);
    return this.ledger.ofRequest(id, at === undefined ? undefined : new Date(at).toISOString());
  }

  async #filter(
    { side, clock, holder, county, agency, dueFrom, dueBy }: ObligationFilterQuery,
    reader: Principal,
  ): Promise<ObligationFilter> {
    const of = ledgerOf(reader);
    const organs = county !== undefined && of.as === 'institution' ? await this.worklists.organsIn(county) : undefined;
    return {
      of,
      side,
      ...(clock !== undefined && { clock }),
      ...(holder !== undefined && { holder }),
      ...(organs !== undefined && { organs }),
      ...(agency !== undefined && { agency }),
      ...(dueFrom !== undefined && { dueFrom: startOfDay(dueFrom) }),
      ...(dueBy !== undefined && { dueUntil: endOfDay(dueBy) }),
      ...(county !== undefined && of.as !== 'institution' && { divisions: divisionPrefix(county) }),
    };
  }
}
