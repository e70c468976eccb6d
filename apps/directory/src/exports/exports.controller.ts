import { Controller, Get, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Rejected } from '@xiezhi/eventsourcing';
import { MEDIA_TYPE, Permission, writeSheet } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { READERS } from '../directory-roles.js';
import { filterOf } from '../page.request.js';
import { Exports } from './exports.js';
import { ExportQuery } from './exports.request.js';

/** The directory's lists as files (导出): what the list itself shows its reader, names masked. */
@ApiTags('directory')
@Controller('api/directory/exports')
export class ExportsController {
  constructor(private readonly exports: Exports) {}

  /** 导出名录: safe from spreadsheet formulas; CSV in UTF-8 with its mark. */
  @Get(':list')
  @Permission({ name: 'directory.export.read', roles: READERS })
  async export(
    @Param('list') list: string,
    @Query() { format, ...filter }: ExportQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const found = this.exports.of(list);
    if (found === null) throw new Rejected('list.not_found', `可导出的名录 Lists that can be exported: ${this.exports.names.join(', ')}`);
    const file = await writeSheet(format, found.columns, await found.rows(filterOf(filter)));
    void reply.header('content-disposition', `attachment; filename="${list}.${format}"`);
    return new StreamableFile(file, { type: MEDIA_TYPE[format] });
  }
}
