import { IsDivisionCode, PageSize, Text } from '@xiezhi/service';
import { IsOptional, IsUUID } from 'class-validator';

const MAX_PAGE = 500;

/** A page of a register's rows, of one division with all below it where one is given. */
export class PageQuery {
  @IsOptional()
  @IsDivisionCode()
  division?: string;

  /** `next` of the page before. */
  @IsOptional()
  @IsUUID()
  cursor?: string;

  @PageSize(MAX_PAGE)
  limit = 100;
}

/** A page of the rows that have a text in them. */
export class SearchQuery extends PageQuery {
  @IsOptional()
  @Text({ max: 100 })
  q?: string;
}

type Given<Query> = { readonly [Name in keyof Query]: Query[Name] };

/** A query as the tables take it: what is not asked for is not there. */
export const filterOf = <Query extends object>(query: Query): Given<Query> =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as Given<Query>;
