import { Controller, Get, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Rejected } from '@xiezhi/eventsourcing';
import { startClock, type CountedDay } from '@xiezhi/legal-policy';
import { CurrentPrincipal, Permission, type Principal } from '@xiezhi/service';
import { Calendars } from '../calendars/calendars.queries.js';
import { Worklists } from './worklists.js';

/** How the due time of a request came about. */
export interface CountedClock {
  readonly id: string;
  readonly startedAt: string;
  readonly dueAt: string;
  readonly basis: string;
  readonly provisional: boolean;
  /** Day by day: what was counted, what was not and why, where the end moved. */
  readonly days: readonly CountedDay[];
}

const PARTIES = ['case_agency_clerk', 'institution_officer', 'institution_head', 'lawyer'];

/** How statutory clocks of requests are counted. */
@ApiTags('assignment')
@Controller('api/assignment/defence-requests')
export class CountedClockController {
  constructor(
    private readonly worklists: Worklists,
    private readonly calendars: Calendars,
  ) {}

  /** 期限如何计算: the clock of a request, day by day, by the calendar that holds now. */
  @Get(':id/clock')
  @Permission({ name: 'assignment.defence-request.read-clock', roles: PARTIES })
  async read(@Param('id', ParseUUIDPipe) id: string, @CurrentPrincipal() principal: Principal): Promise<CountedClock> {
    const { clock, receivedAt, division, begunAt } = await this.worklists.queries.page(id, principal);
    // Before there is a notice, the time to notify runs from the discovery, which is the first step.
    const from = receivedAt ?? begunAt;
    if (clock === null || from === null) {
      throw new Rejected('defence_request.clock.not_found', '本件尚未起算期限。No clock runs for this request yet.');
    }
    const counted = startClock(clock.id, from, await this.calendars.of(division));
    const { startedAt, dueAt, basis, provisional, countedDays } = counted;
    return { id: clock.id, startedAt, dueAt, basis, provisional, days: countedDays };
  }
}
