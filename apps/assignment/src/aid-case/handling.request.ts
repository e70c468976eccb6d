import { AID_OUTCOMES, MEDIATION_RESULTS, type AidOutcome, type MediationResult } from '@xiezhi/contracts';
import { IsInstant, Text } from '@xiezhi/service';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import { codesOf, ReasonRequest } from '../defence-request/defence-request.request.js';
import { RecipientToldRequest } from './aid-case.request.js';

/** A report of progress to the recipient (通报办理情况). */
export class ProgressRequest extends RecipientToldRequest {
  @IsOptional()
  @Text({ max: 10_000, lines: true })
  summary?: string;
}

export class HearingSetRequest {
  @IsInstant()
  hearingAt!: string;

  @IsOptional()
  @Text({ max: 200 })
  hearingPlace?: string;
}

export class MediationOfferRequest {
  @IsInstant()
  offeredAt!: string;

  /** The recipient asks for it of their own accord. */
  @IsBoolean()
  ownWish!: boolean;
}

export class MediationAgreedRequest {
  @IsInstant()
  agreedAt!: string;
}

export class MediationRefusedRequest {
  @IsInstant()
  refusedAt!: string;
}

export class MediationEndRequest {
  @IsInstant()
  endedAt!: string;

  @IsIn(codesOf(MEDIATION_RESULTS))
  result!: MediationResult;

  /** What was agreed (调解协议要点). */
  @IsOptional()
  @Text({ max: 10_000, lines: true })
  terms?: string;
}

export class MatterConcludedRequest {
  /** 结案日: when the judgment, award or agreement was received, or performance began. */
  @IsInstant()
  concludedAt!: string;

  @IsIn(codesOf(AID_OUTCOMES))
  outcome!: AidOutcome;
}

export class ServedRequest {
  @IsInstant()
  servedAt!: string;
}

export class ObjectionRequest extends ReasonRequest {
  @IsInstant()
  filedAt!: string;
}

export class ObjectionDecisionRequest {
  @IsInstant()
  decidedAt!: string;

  /** `upheld`: the termination stands; `corrected`: the institution must go on. */
  @IsIn(['upheld', 'corrected'])
  outcome!: 'upheld' | 'corrected';
}
