import { invalidRequest, IsLocalDate, PageSize, Text } from '@xiezhi/service';
import { IsOptional, Matches } from 'class-validator';
import { BehindQuery } from '../worklist/worklist.request.js';
import { MAX_PAGE } from '../worklist/worklist.queries.js';

/** Days a calendar shows at once: the weeks that a month touches. */
export const MAX_DAYS = 42;
const DAY_MS = 86_400_000;

/** From a day to a day, both included. */
export class DaysQuery extends BehindQuery {
  @IsLocalDate()
  from!: string;

  @IsLocalDate()
  until!: string;
}

export class DatesQuery extends DaysQuery {
  @PageSize(MAX_PAGE)
  limit = 40;

  @IsOptional()
  @Text({ max: 140 })
  @Matches(/^\d{4}-\d{2}-\d{2}\|[0-9TZ:.-]{24}\|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:[A-Za-z0-9.-]{1,30}$/)
  cursor?: string;
}

/** @throws HttpProblem 400 for days that no calendar shows */
export function insistOnDays({ from, until }: DaysQuery): void {
  const days = (Date.parse(until) - Date.parse(from)) / DAY_MS + 1;
  if (days >= 1 && days <= MAX_DAYS) return;
  throw invalidRequest([
    {
      path: 'until',
      code: 'out_of_range',
      detail: `请选择从起始日起不超过${MAX_DAYS}日。Choose at most ${MAX_DAYS} days from the first on.`,
    },
  ]);
}
