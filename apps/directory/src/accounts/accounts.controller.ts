import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ROLES, type RoleEntry } from '@xiezhi/contracts';
import { Rejected } from '@xiezhi/eventsourcing';
import { CommandRequest, CurrentPrincipal, Permission, type Principal, type RequestContext } from '@xiezhi/service';
import type { Changed } from '../audited-change.js';
import type { RegisterPage } from '../register-page.js';
import { positionOf } from '../register-answer.js';
import type { Account } from './account.js';
import { AccountList } from './account-list.js';
import {
  AccountsQuery,
  AgencyQuery,
  DeactivateRequest,
  InviteAgainRequest,
  InviteRequest,
  RenewRequest,
  ReviveRequest,
  RoleRequest,
} from './account.requests.js';
import { Accounts, type Invited } from './accounts.js';
import type { LawyerChoice } from './lawyer-link.js';
import { MANAGERS, scopeOf } from './managers.js';

interface Answer {
  readonly id: string;
  readonly position: string | null;
}

/** An invitation as it is answered: the code is shown this once, and works once. */
interface InvitationAnswer extends Answer {
  readonly invitationCode: string;
  readonly invitationExpiresAt: string;
}

const answer = (id: string, changed: readonly Changed[]): Answer => ({ id, position: positionOf(changed) });

const invitation = ({ id, invitationCode, invitationExpiresAt, changed }: Invited): InvitationAnswer => ({
  ...answer(id, changed),
  invitationCode,
  invitationExpiresAt,
});

/** Accounts of people (账号). An agency's administrator manages those of the agency, the platform's all; neither sees matters by it. */
@ApiTags('directory')
@Controller('api/directory')
export class AccountsController {
  constructor(
    private readonly accounts: Accounts,
    private readonly accountList: AccountList,
  ) {}

  /** 角色: roles, and the kinds of agency whose people may have them. */
  @Get('roles')
  @Permission({ name: 'directory.role.list', roles: 'any' })
  roles(): { readonly items: readonly RoleEntry[] } {
    return { items: ROLES };
  }

  /** 账号列表. */
  @Get('accounts')
  @Permission({ name: 'directory.account.list', roles: MANAGERS })
  list(
    @Query() { agency, role, state, q, cursor, limit }: AccountsQuery,
    @CurrentPrincipal() principal: Principal,
  ): Promise<RegisterPage<Account>> {
    const filter = {
      limit,
      ...(agency !== undefined && { agency }),
      ...(role !== undefined && { role }),
      ...(state !== undefined && { state }),
      ...(q !== undefined && { q }),
      ...(cursor !== undefined && { cursor }),
    };
    return this.accountList.page(filter, scopeOf(principal));
  }

  /** 可关联的律师: lawyers of an agency on the roster, whose accounts may be made. */
  @Get('account-lawyers')
  @Permission({ name: 'directory.account.lawyers', roles: MANAGERS })
  async lawyers(
    @Query() { agency }: AgencyQuery,
    @CurrentPrincipal() principal: Principal,
  ): Promise<{ readonly items: readonly LawyerChoice[] }> {
    const { agency: own } = scopeOf(principal);
    if (own !== null && own !== agency) throw new Rejected('agency.not_found', '没有这个单位。No such agency.');
    return { items: await this.accountList.lawyers(agency) };
  }

  /** 邀请: makes an account; its person sets the password with the code, at /auth/accept. */
  @Post('accounts')
  @Permission({ name: 'directory.account.invite', roles: MANAGERS })
  async invite(
    @Body() { agency, role, lawyerId, displayName, signInName, expiresAt }: InviteRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<InvitationAnswer> {
    const wanted = { agency, role, lawyerId: lawyerId ?? null, details: { displayName, signInName }, expiresAt: expiresAt ?? null };
    return invitation(await this.accounts.invite(wanted, scopeOf(principal), { ...context, division: principal.division }));
  }

  /** 重新邀请: a forgotten password or a lost code. The old ones open nothing any more, and sessions end at once. */
  @Post('accounts/:id/invite')
  @HttpCode(200)
  @Permission({ name: 'directory.account.invite-again', roles: MANAGERS })
  async inviteAgain(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: InviteAgainRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<InvitationAnswer> {
    return invitation(await this.accounts.inviteAgain(id, reason, scopeOf(principal), { ...context, division: principal.division }));
  }

  /** 续期. */
  @Post('accounts/:id/renew')
  @HttpCode(200)
  @Permission({ name: 'directory.account.renew', roles: MANAGERS })
  async renew(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { expiresAt }: RenewRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<Answer> {
    return answer(id, await this.accounts.renew(id, expiresAt, scopeOf(principal), { ...context, division: principal.division }));
  }

  /** 停用: the account's sessions end at once. */
  @Post('accounts/:id/deactivate')
  @HttpCode(200)
  @Permission({ name: 'directory.account.deactivate', roles: MANAGERS })
  async deactivate(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: DeactivateRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<Answer> {
    return answer(id, await this.accounts.deactivate(id, reason, scopeOf(principal), { ...context, division: principal.division }));
  }

  /** 恢复: one that was deactivated or has become dormant. */
  @Post('accounts/:id/revive')
  @HttpCode(200)
  @Permission({ name: 'directory.account.revive', roles: MANAGERS })
  async revive(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: ReviveRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<Answer> {
    return answer(id, await this.accounts.revive(id, reason, scopeOf(principal), { ...context, division: principal.division }));
  }

  /** 变更角色: of a lawyer, also which one of the roster; sessions in the old role end at once. */
  @Post('accounts/:id/role')
  @HttpCode(200)
  @Permission({ name: 'directory.account.role', roles: MANAGERS })
  async role(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { role, lawyerId }: RoleRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<Answer> {
    const given = { role, lawyerId: lawyerId ?? null };
    return answer(id, await this.accounts.changeRole(id, given, scopeOf(principal), { ...context, division: principal.division }));
  }
}
