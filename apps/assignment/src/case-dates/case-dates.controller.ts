import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Permission, type Principal } from '@xiezhi/service';
import { aidCaseList } from '../aid-case-list/aid-case-list.projection.js';
import { worklist } from '../worklist/worklist.projection.js';
import { Worklists } from '../worklist/worklists.js';
import { caseDates } from './case-dates.projection.js';
import { CaseDates, type CaseDate, type DayOfDates } from './case-dates.queries.js';
import { DatesQuery, DaysQuery, insistOnDays } from './case-dates.request.js';

const READERS = ['case_agency_clerk', 'institution_officer', 'institution_head', 'lawyer'];

/** Calendars (日历): hearings and the ends of time limits of one's own cases. */
@ApiTags('assignment')
@Controller('api/assignment/case-dates')
export class CaseDatesController {
  constructor(
    private readonly dates: CaseDates,
    private readonly worklists: Worklists,
  ) {}

  /** 日程: hearings and due times of some days, by day. */
  @Get()
  @Permission({ name: 'assignment.case-date.list', roles: READERS })
  async list(
    @Query() query: DatesQuery,
    @CurrentPrincipal() principal: Principal,
  ): Promise<{ items: readonly CaseDate[]; next: string | null }> {
    insistOnDays(query);
    await this.worklists.behind(query.after, [worklist, aidCaseList, caseDates]);
    return this.dates.list(query, principal);
  }

  /** 月历: how many there are on each day. */
  @Get('days')
  @Permission({ name: 'assignment.case-date.list', roles: READERS })
  async days(
    @Query() query: DaysQuery,
    @CurrentPrincipal() principal: Principal,
  ): Promise<{ items: readonly DayOfDates[]; exact: boolean }> {
    insistOnDays(query);
    await this.worklists.behind(query.after, [caseDates]);
    return this.dates.days(query, principal);
  }
}
