import {
  ACCOUNTABILITY_FINDINGS,
  ACCOUNTABILITY_GROUNDS,
  ACCOUNTABILITY_MEASURES,
  HEARING_WAYS,
  MAX_SUSPENSION_DAYS,
  REVIEW_OUTCOMES,
  type AccountabilityFinding,
  type AccountabilityGround,
  type AccountabilityMeasure,
  type HearingWay,
  type ReviewOutcome,
} from '@xiezhi/contracts';
import { IsInstant, Text } from '@xiezhi/service';
import { IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';

const codes = <Code extends string>(list: readonly { readonly code: Code }[]): Code[] => list.map(({ code }) => code);

export class OpenAccountabilityRequest {
  /** What it follows from. */
  @IsIn(codes(ACCOUNTABILITY_FINDINGS))
  kind!: AccountabilityFinding;

  /** Id of the complaint, inspection, review or tracking; of a breach, of the request. */
  @IsUUID()
  findingId!: string;

  /** The case, of an inspection or a tracking. */
  @IsOptional()
  @IsUUID()
  caseId?: string;

  @IsIn(codes(ACCOUNTABILITY_GROUNDS))
  ground!: AccountabilityGround;
}

export class HearLawyerRequest {
  @IsIn(codes(HEARING_WAYS))
  way!: HearingWay;

  /** When; now when not given. */
  @IsOptional()
  @IsInstant()
  heardAt?: string;

  /** What was stated; left out where it was waived. */
  @IsOptional()
  @Text({ max: 5_000, lines: true })
  statement?: string;
}

export class DecideAccountabilityRequest {
  @IsIn(codes(ACCOUNTABILITY_MEASURES))
  measure!: AccountabilityMeasure;

  /** Of a suspension. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_SUSPENSION_DAYS)
  days?: number;

  @Text({ max: 5_000, lines: true })
  findings!: string;
}

export class DecideReviewRequest {
  @IsIn(codes(REVIEW_OUTCOMES))
  outcome!: ReviewOutcome;

  @Text({ max: 5_000, lines: true })
  reasons!: string;
}

export class StatementRequest {
  @Text({ max: 5_000, lines: true })
  statement!: string;
}
