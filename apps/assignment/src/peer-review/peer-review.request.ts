import { IsObject, IsOptional, IsUUID } from 'class-validator';

export class OpenReviewRequest {
  /** The closed case. */
  @IsUUID()
  requestId!: string;

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
