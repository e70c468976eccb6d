import { RETENTION_EXEMPTIONS, RETENTION_HOLDS, type RetentionExemption, type RetentionHold } from '@xiezhi/contracts';
import { IsDocumentNumber, IsInstant, PageSize, type SheetFormat } from '@xiezhi/service';
import { IsIn, IsOptional, Matches } from 'class-validator';
import type { RetentionStage } from '../retained-matters/retained-matters.projection.js';
import { MAX_PAGE, STAGES } from '../retained-matters/retained-matters.queries.js';
import { BehindQuery } from '../worklist/worklist.request.js';

const EXEMPTIONS = RETENTION_EXEMPTIONS.map(({ code }) => code);
const HOLDS = RETENTION_HOLDS.map(({ code }) => code);

export class ExemptRequest {
  @IsIn(EXEMPTIONS)
  reason!: RetentionExemption;

  /** Number (文号) of the document that says so. */
  @IsDocumentNumber()
  reference!: string;

  /** When it ends by itself. */
  @IsInstant()
  until!: string;
}

export class HoldRequest {
  @IsIn(HOLDS)
  ground!: RetentionHold;

  /** Number (文号) of the complaint, the review or the inspection. */
  @IsDocumentNumber()
  reference!: string;
}

export class LiftRequest {
  @IsIn(HOLDS)
  ground!: RetentionHold;
}

export class RetainedQuery extends BehindQuery {
  @IsOptional()
  @IsIn(STAGES)
  stage: RetentionStage = 'announced';

  /** Those whose stage is ordered at or after this instant, and before that: of what was deleted, when it was. */
  @IsOptional()
  @IsInstant()
  from?: string;

  @IsOptional()
  @IsInstant()
  to?: string;

  @PageSize(MAX_PAGE)
  limit = 40;

  /** `next` of the page before. */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}T[\d:.]{8,12}Z\|[0-9a-f-]{36}$/)
  cursor?: string;
}

export class DeletionLogQuery {
  @IsOptional()
  @IsIn(['csv', 'xlsx'])
  format: SheetFormat = 'xlsx';

  /** Deleted at or after this instant, and before that. */
  @IsOptional()
  @IsInstant()
  from?: string;

  @IsOptional()
  @IsInstant()
  to?: string;
}
