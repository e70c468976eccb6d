import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, divisionPrefix, Permission, type Principal } from '@xiezhi/service';
import { ErasureListQuery } from './erasure-list.request.js';
import { ErasureList, type ListedErasure } from './erasure-list.js';

/** The register of erasures (个人信息删除登记). */
@ApiTags('directory')
@Controller('api/directory/erasures')
export class ErasureListController {
  constructor(private readonly erasures: ErasureList) {}

  /** 删除登记: newest first, of the reader's divisions. */
  @Get()
  @Permission({ name: 'directory.erasure.list', roles: ['privacy_officer', 'auditor'] })
  list(
    @Query() { state, cursor, limit }: ErasureListQuery,
    @CurrentPrincipal() { division }: Principal,
  ): Promise<{ readonly items: readonly ListedErasure[]; readonly next: string | null }> {
    return this.erasures.page({ divisionPrefix: divisionPrefix(division), unfinished: state === 'unfinished', cursor, limit });
  }
}
