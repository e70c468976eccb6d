import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ProcedureStage } from '@xiezhi/contracts';
import { DEFENCE_GROUNDS, formatBasis, isCaseAgencyKind, stagesOf, type DefenceGroundCode } from '@xiezhi/legal-policy';
import { CurrentPrincipal, Permission, type Principal } from '@xiezhi/service';
import { Clock } from '../clock.js';
import { Coverages } from '../full-coverage/full-coverage.queries.js';
import { NoticeChoicesQuery } from './notice.request.js';

/** A ground (通知理由) that the caller's organ may give, and the stages it belongs to. */
export interface GroundChoice {
  readonly code: DefenceGroundCode;
  /** `mandatory`: 应当通知. `discretionary`: 可以通知. */
  readonly force: 'mandatory' | 'discretionary';
  readonly stages: readonly ProcedureStage[];
  readonly basis: string;
}

export interface NoticeChoices {
  /** Stages that the caller's organ conducts. */
  readonly stages: readonly ProcedureStage[];
  readonly grounds: readonly GroundChoice[];
}

/** What a notice of the caller's organ may say to a division's institution: the form offers nothing that would be refused. */
@ApiTags('assignment')
@Controller('api/assignment/notice-choices')
export class NoticeChoicesController {
  constructor(
    private readonly coverages: Coverages,
    private readonly clock: Clock,
  ) {}

  /** 通知辩护可选的诉讼阶段和理由: by the kind of organ that asks. */
  @Get()
  @Permission({ name: 'assignment.notice-choices.read', roles: ['case_agency_clerk'] })
  async read(
    @Query() { division }: NoticeChoicesQuery,
    @CurrentPrincipal() { agencyKind, division: own }: Principal,
  ): Promise<NoticeChoices> {
    if (!isCaseAgencyKind(agencyKind)) return { stages: [], grounds: [] };
    const stages = stagesOf(agencyKind);
    const coverage = await this.coverages.of(division ?? own, this.clock.now());
    return {
      stages,
      grounds: DEFENCE_GROUNDS.filter(
        ({ issuers, coverage: part }) => issuers.includes(agencyKind) && (part === undefined || coverage[part]),
      )
        .map(({ code, force, basis, stages: all }) => ({
          code,
          force,
          stages: all.filter((stage) => stages.includes(stage)),
          basis: formatBasis(basis),
        }))
        .filter((ground) => ground.stages.length > 0),
    };
  }
}
