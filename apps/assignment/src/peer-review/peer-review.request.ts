import { MATTER_KINDS, type MatterKind } from '@xiezhi/contracts';
import { IsIn, IsObject, IsOptional, IsUUID } from 'class-validator';

export class OpenReviewRequest {
  /** The closed case: a defence request or, where `matter` says so, a granted case. */
  @IsUUID()
  requestId!: string;

  @IsOptional()
  @IsIn(MATTER_KINDS)
  matter: MatterKind = 'defence-request';

  @IsUUID()
  firstReviewer!: string;

  @IsUUID()
  secondReviewer!: string;
}

export class AddReviewerRequest {
  @IsUUID()
  reviewerId!: string;
}

export class RecuseReviewerRequest {
  /** Who steps aside; oneself when left out. */
  @IsOptional()
  @IsUUID()
  reviewerId?: string;
}

export class ScoreCaseRequest {
  /** Criterion → whole points, by the table that the review was opened with. */
  @IsObject()
  scores!: Record<string, number>;
}
