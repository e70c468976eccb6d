import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, PageSize, Permission, Text, type Principal } from '@xiezhi/service';
import { IsOptional, Matches } from 'class-validator';
import { worklist } from '../worklist/worklist.projection.js';
import { MAX_PAGE } from '../worklist/worklist.queries.js';
import { BehindQuery } from '../worklist/worklist.request.js';
import { Worklists } from '../worklist/worklists.js';
import { caseDates } from './case-dates.projection.js';
import { MyCases, type MyCasesPage } from './my-cases.queries.js';

export class MyCasesQuery extends BehindQuery {
  @PageSize(MAX_PAGE)
  limit = 40;

  /** `next` of the page before. */
  @IsOptional()
  @Text({ max: 80 })
  @Matches(/^([0-9TZ:.-]{24}|infinity)\|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  cursor?: string;
}

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
    await this.worklists.behind(after, [worklist, caseDates]);
    return this.cases.list(principal.lawyerId, limit, cursor);
  }
}
