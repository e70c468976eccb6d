import { CHANGE_REASONS, DECLINE_REASONS, type ChangeReason, type DeclineReason } from '@xiezhi/contracts';
import { Text } from '@xiezhi/service';
import { IsIn, IsOptional, IsUUID } from 'class-validator';

const CHANGES = CHANGE_REASONS.map(({ code }) => code);
const REASONS = DECLINE_REASONS.map(({ code }) => code);

export class BeginSearchRequest {
  /** Whom to ask first, of those who may; left out: the best of the ranking. */
  @IsOptional()
  @IsUUID()
  first?: string;

  /** The gender that the person asks for (当事人要求的律师性别). */
  @IsOptional()
  @IsIn(['female', 'male'])
  gender?: 'female' | 'male';

  /** 更换律师: why the present lawyer is to be replaced; left out where the request has none. */
  @IsOptional()
  @IsIn(CHANGES)
  replacing?: ChangeReason;
}

export class OfferToRequest {
  @IsUUID()
  lawyerId!: string;
}

export class OfferAnswerRequest {
  @IsUUID()
  offerId!: string;
}

export class DeclineOfferRequest extends OfferAnswerRequest {
  @IsIn(REASONS)
  reason!: DeclineReason;

  /** What the coded reason leaves out; sealed with the person of the request. */
  @IsOptional()
  @Text({ max: 500, lines: true })
  text?: string;
}
