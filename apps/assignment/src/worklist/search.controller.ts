import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { agencyScope, CurrentPrincipal, Permission, type Principal } from '@xiezhi/service';
import { sideOf } from './worklist.filter.js';
import type { FoundRequest } from './worklist.queries.js';
import { SearchQuery } from './worklist.request.js';
import { Worklists } from './worklists.js';

const PARTIES = ['case_agency_clerk', 'institution_officer', 'institution_head'];
/** Found at most, by each kind of number. */
const MAX_FOUND = 10;

/** 搜索: matters of the caller's agency by number. Names are sealed: nothing is found by them. */
@ApiTags('assignment')
@Controller('api/assignment/search')
export class SearchController {
  constructor(private readonly worklists: Worklists) {}

  /** 按号搜索: up to ten matters by case number, and ten by letter number. */
  @Get()
  @Permission({ name: 'assignment.search', roles: PARTIES })
  async search(@Query() { q }: SearchQuery, @CurrentPrincipal() principal: Principal): Promise<{ items: readonly FoundRequest[] }> {
    return { items: await this.worklists.queries.search({ ...agencyScope(principal), as: sideOf(principal) }, q, MAX_FOUND) };
  }
}
