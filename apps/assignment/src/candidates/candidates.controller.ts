import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Permission, type Principal } from '@xiezhi/service';
import { Worklists } from '../worklist/worklists.js';
import { Candidates, type CandidatesPage } from './candidates.queries.js';
import { CandidatesQuery } from './candidates.request.js';

/** Who may be assigned to a defence request. */
@ApiTags('assignment')
@Controller('api/assignment/defence-requests')
export class CandidatesController {
  constructor(
    private readonly worklists: Worklists,
    private readonly candidates: Candidates,
  ) {}

  /** 候选律师: who serves the division, best first with the reasons; then who may not be chosen, and why. */
  @Get(':id/candidates')
  @Permission({ name: 'assignment.defence-request.candidates', roles: ['institution_officer', 'institution_head'] })
  async list(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { limit, cursor = '0', gender, after }: CandidatesQuery,
    @CurrentPrincipal() principal: Principal,
  ): Promise<CandidatesPage> {
    await this.worklists.behind(after);
    const { division, organ, facts } = await this.worklists.queries.page(id, principal);
    const sought = { id, division, organ, facts, ...(gender !== undefined && { asked: gender }) };
    return this.candidates.page(sought, { from: Number(cursor), limit });
  }
}
