import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, divisionPrefix, Permission, type Principal } from '@xiezhi/service';
import { AccountNames, type AccountName } from './account-names.js';
import { AccountNamesQuery } from './account-names.request.js';

/** Who look over what the people of other agencies did. */
const OVERSEERS = ['auditor', 'administrator', 'privacy_officer'];

/** Records name accounts; people read names (经办人姓名). */
@ApiTags('directory')
@Controller('api/directory/account-names')
export class AccountNamesController {
  constructor(private readonly names: AccountNames) {}

  /** 经办人姓名: of one's own agency; of all agencies of one's divisions for those who oversee them. What lies outside is left out. */
  @Get()
  @Permission({ name: 'directory.account-name.read', roles: 'any' })
  async read(
    @Query() { account }: AccountNamesQuery,
    @CurrentPrincipal() { role, agency, division }: Principal,
  ): Promise<{ readonly items: readonly AccountName[] }> {
    const scope = OVERSEERS.includes(role) ? { divisionPrefix: divisionPrefix(division) } : { agency };
    return { items: await this.names.of(account, scope) };
  }
}
