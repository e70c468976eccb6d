import { Controller, Get, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Permission, type Principal } from '@xiezhi/service';
import { CoAccusedClaims } from '../defence-request/co-accused.js';
import { Worklists } from '../worklist/worklists.js';
import { Candidates, type Candidate } from './candidates.queries.js';

/** Who may be assigned to a defence request. */
@ApiTags('assignment')
@Controller('api/assignment/defence-requests')
export class CandidatesController {
  constructor(
    private readonly worklists: Worklists,
    private readonly candidates: Candidates,
    private readonly claims: CoAccusedClaims,
  ) {}

  /** 候选律师: who serves the division, and why each may or may not be chosen. */
  @Get(':id/candidates')
  @Permission({ name: 'assignment.defence-request.candidates', roles: ['institution_officer', 'institution_head'] })
  async list(@Param('id', ParseUUIDPipe) id: string, @CurrentPrincipal() { agency }: Principal): Promise<{ items: readonly Candidate[] }> {
    const { division, facts } = await this.worklists.queries.page(id, agency);
    const ofCoAccused = facts === null ? new Set<string>() : await this.claims.takenByOthers(facts.coAccusedGroup, id);
    return { items: await this.candidates.of({ division, facts, ofCoAccused }) };
  }
}
