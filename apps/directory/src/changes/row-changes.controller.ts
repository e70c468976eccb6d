import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Permission } from '@xiezhi/service';
import { READERS } from '../directory-roles.js';
import { RowChanges, type RowChange } from './row-changes.js';

/** What became of a row of a register, and who changed it (变更记录). */
@ApiTags('directory')
@Controller('api/directory/changes')
export class RowChangesController {
  constructor(private readonly changes: RowChanges) {}

  /** 变更记录: the newest changes of one row, newest first; of a person it is only told that something changed. */
  @Get(':list/:id')
  @Permission({ name: 'directory.change.list', roles: READERS })
  async list(@Param('list') list: string, @Param('id') id: string): Promise<{ readonly items: readonly RowChange[] }> {
    return { items: await this.changes.of(list, id) };
  }
}
