import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Permission, type Principal } from '@xiezhi/service';
import { AccountNames, type AccountName } from './account-names.js';

/** Who hands work to people of the own agency. */
const HEADS = ['institution_head'];
/** Whom work of an institution is handed to. */
const STAFF = ['institution_officer', 'institution_head'];

/** The people of one's own agency, to choose from (本机构人员). */
@ApiTags('directory')
@Controller('api/directory/colleagues')
export class ColleaguesController {
  constructor(private readonly names: AccountNames) {}

  /** 本机构人员: those with an account that is in use. */
  @Get()
  @Permission({ name: 'directory.colleague.list', roles: HEADS })
  async list(@CurrentPrincipal() { agency }: Principal): Promise<{ readonly items: readonly AccountName[] }> {
    return { items: await this.names.staffOf(agency, STAFF) };
  }
}
