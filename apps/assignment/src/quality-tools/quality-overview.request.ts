import { IsLocalDate, Text } from '@xiezhi/service';
import { IsOptional } from 'class-validator';
import { BehindQuery } from '../worklist/worklist.request.js';

/** Longest period one overview counts, in days. */
export const MAX_DAYS = 366;

/** The period of an overview, and whose cases it counts. */
export class QualityOverviewQuery extends BehindQuery {
  /** First and last day of the period. */
  @IsLocalDate()
  from!: string;

  @IsLocalDate()
  to!: string;

  /** Code of the institution. Left out: one's own; to the justice department, all of its divisions. */
  @IsOptional()
  @Text({ max: 100 })
  institution?: string;
}
