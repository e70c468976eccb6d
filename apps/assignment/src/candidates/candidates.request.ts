import { PageSize } from '@xiezhi/service';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { BehindQuery } from '../worklist/worklist.request.js';
import { MAX_CANDIDATES } from './candidates.queries.js';

/** One page of the candidates. */
export class CandidatesQuery extends BehindQuery {
  @PageSize(MAX_CANDIDATES)
  limit = 50;

  /** `next` of the page before. */
  @IsOptional()
  @Matches(/^[0-9]{1,5}$/)
  cursor?: string;

  /** The gender that the person asks for (当事人要求的律师性别). */
  @IsOptional()
  @IsIn(['female', 'male'])
  gender?: 'female' | 'male';
}
