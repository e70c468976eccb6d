import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CommandRequest, CurrentPrincipal, Permission, type Principal, type RequestContext } from '@xiezhi/service';
import { AgencyPageQuery } from '../accounts/account.requests.js';
import { MANAGERS, scopeOf } from '../accounts/managers.js';
import { positionOf } from '../register-answer.js';
import { SystemKeys, type SystemKey } from './system-keys.js';
import { RegisterKeyRequest, RevokeKeyRequest } from './system-keys.request.js';

/** Keys by which an agency's own systems sign in (单位系统公钥): OAuth 2 client credentials with private_key_jwt. */
@ApiTags('directory')
@Controller('api/directory/system-keys')
export class SystemKeysController {
  constructor(private readonly keys: SystemKeys) {}

  /** 系统公钥列表. */
  @Get()
  @Permission({ name: 'directory.system-key.list', roles: MANAGERS })
  list(
    @Query() { agency, cursor, limit }: AgencyPageQuery,
    @CurrentPrincipal() principal: Principal,
  ): Promise<{ readonly items: readonly SystemKey[]; readonly next: string | null }> {
    return this.keys.list({ scope: scopeOf(principal).agency, agency: agency ?? null, limit, ...(cursor !== undefined && { cursor }) });
  }

  /** 登记系统公钥: for one's own agency; two may be active, so that a system changes from one to the other without a pause. */
  @Post()
  @Permission({ name: 'directory.system-key.register', roles: ['agency_administrator'] })
  async register(
    @Body() { role, jwk }: RegisterKeyRequest,
    @CurrentPrincipal() { agency, agencyKind, division }: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<{ readonly id: string; readonly clientId: string; readonly position: string | null }> {
    const { id, clientId, changed } = await this.keys.register(agency, agencyKind, role, { ...jwk }, { ...context, division });
    return { id, clientId, position: positionOf(changed) };
  }

  /** 撤销系统公钥: at once. */
  @Post(':id/revoke')
  @HttpCode(200)
  @Permission({ name: 'directory.system-key.revoke', roles: MANAGERS })
  async revoke(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: RevokeKeyRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<{ readonly id: string; readonly position: string | null }> {
    const changed = await this.keys.revoke(id, reason, scopeOf(principal).agency, { ...context, division: principal.division });
    return { id, position: positionOf(changed) };
  }
}
