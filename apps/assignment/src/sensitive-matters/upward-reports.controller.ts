import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Permission, type Principal } from '@xiezhi/service';
import { HEAD_ROLE } from '../sensitive-matter/circle.js';
import { NewestFirstQuery } from '../sensitive-matter/sensitive-matter.request.js';
import type { PagedList } from '../worklist/paged-rows.queries.js';
import { PurposeQuery } from '../worklist/worklist.request.js';
import { Worklists } from '../worklist/worklists.js';
import { SensitiveMatterQueries, type UpwardReport } from './sensitive-matters.queries.js';
import { upwardReports } from './upward-reports.projection.js';

const READERS = ['secretariat', HEAD_ROLE, 'institution_officer'];

/** Reports of sensitive matters (敏感案件报告), for the judicial administration above and for who made them. */
@ApiTags('assignment')
@Controller('api/assignment/sensitive-reports')
export class UpwardReportsController {
  constructor(
    private readonly queries: SensitiveMatterQueries,
    private readonly worklists: Worklists,
  ) {}

  /** 上报清单: the newest first. */
  @Get()
  @Permission({ name: 'assignment.sensitive-report.list', roles: READERS })
  async list(@Query() query: NewestFirstQuery, @CurrentPrincipal() reader: Principal): Promise<PagedList<UpwardReport>> {
    await this.worklists.behind(query.after, [upwardReports]);
    return this.queries.reports(reader, query);
  }

  /** 查阅报告: what it says. The reading is recorded. */
  @Get(':id/text')
  @Permission({ name: 'assignment.sensitive-report.read', roles: READERS })
  async text(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { purpose }: PurposeQuery,
    @CurrentPrincipal() reader: Principal,
  ): Promise<{ readonly text: string | null }> {
    const { matter, read } = await this.queries.report(reader, id);
    await this.worklists.accessLog.record(reader, matter, { what: 'people' }, purpose);
    return { text: await read() };
  }
}
