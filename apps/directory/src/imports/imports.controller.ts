import { Body, Controller, Get, HttpCode, Param, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Rejected } from '@xiezhi/eventsourcing';
import { CommandRequest, CurrentPrincipal, MEDIA_TYPE, Permission, writeSheet, type Principal, type RequestContext } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { ADMINISTRATOR } from '../directory-roles.js';
import { IMPORT_KINDS, type ImportKindName } from './import-kinds.js';
import { Imports, type Checked, type Imported, type SheetFile } from './imports.js';
import { CheckImportRequest, CommitImportRequest, TemplateQuery } from './imports.request.js';

/** Lists from Excel or CSV (批量导入): a dry run with errors by row, then every row or none. */
@ApiTags('directory')
@Controller('api/directory/imports')
export class ImportsController {
  constructor(private readonly imports: Imports) {}

  /** 导入模板: an empty file with the columns' titles. */
  @Get(':list/template')
  @Permission({ name: 'directory.import.template', roles: ADMINISTRATOR })
  async template(
    @Param('list') list: string,
    @Query() { format }: TemplateQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const name = known(list);
    const file = await writeSheet(format, this.imports.columnsOf(name), []);
    void reply.header('content-disposition', `attachment; filename="${name}-template.${format}"`);
    return new StreamableFile(file, { type: MEDIA_TYPE[format] });
  }

  /** 预检: what a commit would find wrong, by row and column; nothing is kept. */
  @Post(':list/check')
  @HttpCode(200)
  @Permission({ name: 'directory.import.check', roles: ADMINISTRATOR })
  check(@Param('list') list: string, @Body() body: CheckImportRequest, @CurrentPrincipal() principal: Principal): Promise<Checked> {
    return this.imports.check(known(list), fileOf(body), principal);
  }

  /** 导入: every row of a file that was checked, or none. */
  @Post(':list')
  @HttpCode(200)
  @Permission({ name: 'directory.import.commit', roles: ADMINISTRATOR })
  commit(
    @Param('list') list: string,
    @Body() body: CommitImportRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<Imported> {
    return this.imports.commit(known(list), fileOf(body), body.digest, principal, { ...context, division: principal.division });
  }
}

const fileOf = ({ format, content }: CheckImportRequest): SheetFile => ({ format, content: Buffer.from(content, 'base64') });

function known(list: string): ImportKindName {
  const found = IMPORT_KINDS.find((kind) => kind === list);
  if (found !== undefined) return found;
  throw new Rejected('list.not_found', `可导入的名录 Lists that can be imported: ${IMPORT_KINDS.join(', ')}`);
}
