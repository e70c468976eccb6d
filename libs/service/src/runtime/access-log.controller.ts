import { Controller, Get, Inject, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Rejected } from '@xiezhi/eventsourcing';
import type { ReadScope } from '@xiezhi/eventsourcing/postgres';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal, Permission } from '../access.js';
import { divisionPrefix, type Principal } from '../principal.js';
import { MEDIA_TYPE, writeSheet } from '../sheets/write-sheet.js';
import { ExportReadingsQuery, ReadingsQuery } from './access-log.request.js';
import { Platform } from './platform.js';
import { READING_COLUMNS } from './reading-sheet.js';
import { MAX_EXPORTED, type Readings, type ReadingsPage } from './readings.js';

const OVERSEERS = ['institution_head', 'auditor'];

/** Who opened a person's details, when and why (查阅记录), as each service records it. */
@ApiTags('access-log')
@Controller('api/:service/access-log')
export class AccessLogController {
  constructor(@Inject(Platform) private readonly platform: Platform) {}

  /**
   * 查阅记录: newest first. An institution's head sees those of its own matters, and those of the directory's persons by its own people; an
   * auditor those of the divisions audited.
   */
  @Get()
  @Permission({ name: 'access-log.read', roles: OVERSEERS })
  read(@Param('service') service: string, @Query() filter: ReadingsQuery, @CurrentPrincipal() principal: Principal): Promise<ReadingsPage> {
    return this.#readings(service).page(scopeOf(principal), filter);
  }

  /** 导出查阅记录: at most 5,000 as a file, safe from spreadsheet formulas; more are asked for by day. */
  @Get('export')
  @Permission({ name: 'access-log.export', roles: OVERSEERS })
  async export(
    @Param('service') service: string,
    @Query() { format, ...filter }: ExportReadingsQuery,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { items, next } = await this.#readings(service).page(scopeOf(principal), { ...filter, limit: MAX_EXPORTED });
    if (next !== null) {
      const detail = `超过 ${MAX_EXPORTED} 条,请按日期分次导出。More than ${MAX_EXPORTED} readings: export them by day.`;
      throw new Rejected('export.too_large', detail);
    }
    void reply.header('content-disposition', `attachment; filename="access-log-${service}.${format}"`);
    const file = await writeSheet(format, READING_COLUMNS, items as readonly object[] as readonly Record<string, unknown>[], '查阅记录');
    return new StreamableFile(file, { type: MEDIA_TYPE[format] });
  }

  #readings(service: string): Readings {
    const readings = this.platform.serviceNamed(service)?.readings ?? null;
    if (readings === null)
      throw new Rejected(
        'access_log.not_found',
        '此进程中没有这个服务的查阅记录。No such service runs in this process, or it keeps no such log.',
      );
    return readings;
  }
}

const scopeOf = ({ role, agency, division }: Principal): ReadScope =>
  role === 'auditor' ? { divisions: divisionPrefix(division) } : { agency };
