import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Rejected } from '@xiezhi/eventsourcing';
import { CommandRequest, CurrentPrincipal, Permission, type Principal, type RequestContext } from '@xiezhi/service';
import { MANAGERS, scopeOf } from '../accounts/managers.js';
import { positionOf } from '../register-answer.js';
import { DataUseTerms, type Acceptance } from './data-use-terms.js';
import { AgencyParams, AcceptanceRequest } from './data-use-terms.request.js';

/** Data-use terms (数据使用约定), which an agency accepts before its people and systems may sign in. */
@ApiTags('directory')
@Controller('api/directory/agencies/:code/data-use-terms')
export class DataUseTermsController {
  constructor(private readonly terms: DataUseTerms) {}

  /** 已签署的数据使用约定. */
  @Get()
  @Permission({ name: 'directory.data-use-terms.list', roles: MANAGERS })
  async list(
    @Param() { code }: AgencyParams,
    @CurrentPrincipal() principal: Principal,
  ): Promise<{ readonly items: readonly Acceptance[] }> {
    const { agency } = scopeOf(principal);
    if (agency !== null && agency !== code) throw new Rejected('agency.not_found', '没有这个单位。No such agency.');
    return { items: await this.terms.of(code) };
  }

  /** 登记签署: the paper is signed, and its platform's administrator records it. */
  @Post()
  @HttpCode(200)
  @Permission({ name: 'directory.data-use-terms.accept', roles: ['administrator'] })
  async accept(
    @Param() { code }: AgencyParams,
    @Body() { version, signatory, acceptedAt }: AcceptanceRequest,
    @CurrentPrincipal() { division }: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<{ readonly agency: string; readonly position: string | null }> {
    const changed = await this.terms.accept([code], version, signatory, acceptedAt, { ...context, division });
    return { agency: code, position: positionOf(changed) };
  }
}
