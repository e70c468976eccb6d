import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Rejected } from '@xiezhi/eventsourcing';
import { CommandRequest, CONFIG, CurrentPrincipal, Permission, type Config, type Principal, type RequestContext } from '@xiezhi/service';
import { MANAGERS, scopeOf } from '../accounts/managers.js';
import { positionOf } from '../register-answer.js';
import type { RegisterPage } from '../register-page.js';
import { DataUseTerms, type Acceptance, type TermsStanding } from './data-use-terms.js';
import { AcceptanceRequest, AgencyParams, TermsStandingsQuery } from './data-use-terms.request.js';

/** Data-use terms (数据使用约定), which an agency accepts before its people and systems may sign in. */
@ApiTags('directory')
@Controller('api/directory')
export class DataUseTermsController {
  constructor(
    private readonly terms: DataUseTerms,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** 各单位签署情况: who accepted the version that sign-ins ask for, and who did not. */
  @Get('data-use-terms')
  @Permission({ name: 'directory.data-use-terms.standings', roles: MANAGERS })
  async standings(
    @Query() { accepted, cursor, limit }: TermsStandingsQuery,
    @CurrentPrincipal() principal: Principal,
  ): Promise<RegisterPage<TermsStanding> & { readonly version: string }> {
    const version = this.config.dataUseTerms;
    const page = await this.terms.standings(version, scopeOf(principal).agency, {
      limit,
      ...(accepted !== undefined && { accepted: accepted === 'yes' }),
      ...(cursor !== undefined && { cursor }),
    });
    return { ...page, version };
  }

  /** 已签署的数据使用约定. */
  @Get('agencies/:code/data-use-terms')
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
  @Post('agencies/:code/data-use-terms')
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
