import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Permission, type Principal } from '@xiezhi/service';
import { aidCaseList } from '../aid-case-list/aid-case-list.projection.js';
import { worklist } from '../worklist/worklist.projection.js';
import { Worklists } from '../worklist/worklists.js';
import { caseDates } from './case-dates.projection.js';
import { MyCasesQuery } from './my-cases.request.js';
import { MyCases, type MyCasesPage } from './my-cases.queries.js';

/** The cases that a lawyer has now (我的案件). */
@ApiTags('assignment')
@Controller('api/assignment/my-cases')
export class MyCasesController {
  constructor(
    private readonly cases: MyCases,
    private readonly worklists: Worklists,
  ) {}

  /** 我的案件: those with the next date first. */
  @Get()
  @Permission({ name: 'assignment.my-case.list', roles: ['lawyer'] })
  async list(@Query() { limit, cursor, after }: MyCasesQuery, @CurrentPrincipal() principal: Principal): Promise<MyCasesPage> {
    await this.worklists.behind(after, [worklist, aidCaseList, caseDates]);
    return this.cases.list(principal, limit, cursor);
  }
}
