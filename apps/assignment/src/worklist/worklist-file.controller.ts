import { Controller, Get, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Rejected } from '@xiezhi/eventsourcing';
import { agencyScope, CurrentPrincipal, MEDIA_TYPE, Permission, writeSheet, type Principal } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { Clock } from '../clock.js';
import { Rosters } from '../rosters/rosters.js';
import type { RequestPage } from './worklist.pages.js';
import { sideOf } from './worklist.filter.js';
import type { WorklistQuery } from './worklist.queries.js';
import { WorklistFileQuery } from './worklist.request.js';
import { fileRow, WORKLIST_COLUMNS } from './worklist-file.rows.js';
import { Worklists } from './worklists.js';

const BATCH = 500;
/** Rows of one file: more are asked for by narrower filters. */
export const MAX_FILE_ROWS = 5_000;

/** A worklist as a file (导出): what the list itself shows its reader, names masked. */
@ApiTags('assignment')
@Controller('api/assignment/exports')
export class WorklistFileController {
  constructor(
    private readonly worklists: Worklists,
    private readonly rosters: Rosters,
    private readonly clock: Clock,
  ) {}

  /** 导出待办: the filtered list or the chosen rows, in the list's order; safe from spreadsheet formulas, CSV in UTF-8 with its mark. */
  @Get('defence-requests')
  @Permission({ name: 'assignment.defence-request.export', roles: ['case_agency_clerk', 'institution_officer', 'institution_head'] })
  async export(
    @Query() query: WorklistFileQuery,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    await this.worklists.behind(query.after);
    const requests = await this.#read(await this.#wanted(query, principal));
    const codes = requests.flatMap(({ organ, institution }) => [organ, institution]);
    const names = await this.rosters.namesOf([...new Set(codes)]);
    const now = this.clock.now();
    const rows = requests.map((request) => fileRow(request, (code) => names.get(code) ?? code, now));
    const file = await writeSheet(query.format, WORKLIST_COLUMNS, rows, '通知辩护');
    void reply.header('content-disposition', `attachment; filename="defence-requests.${query.format}"`);
    return new StreamableFile(file, { type: MEDIA_TYPE[query.format] });
  }

  /** The chosen rows whatever tab they stand on, or the tab. */
  async #wanted(query: WorklistFileQuery, principal: Principal): Promise<Omit<WorklistQuery, 'limit' | 'cursor'>> {
    const { ids, sort, order } = query;
    if (ids === undefined) return this.worklists.tab(query, principal);
    return { ...agencyScope(principal), as: sideOf(principal), ids: ids.split(','), sort, order };
  }

  async #read(wanted: Omit<WorklistQuery, 'limit' | 'cursor'>): Promise<readonly RequestPage[]> {
    const requests: RequestPage[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { items, next } = await this.worklists.queries.batch({ ...wanted, limit: BATCH, ...(cursor !== '' && { cursor }) });
      requests.push(...items);
      if (requests.length > MAX_FILE_ROWS) {
        throw new Rejected(
          'export.too_large',
          `超过 ${MAX_FILE_ROWS} 行,请先筛选再导出。More than ${MAX_FILE_ROWS} rows: narrow the list, then export it.`,
        );
      }
      cursor = next;
    }
    return requests;
  }
}
