import { IsDivisionCode } from '@xiezhi/service';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';

const MAX_PAGE = 500;

/** A page of a list of rows by id, of one division where one is given. */
export class PageQuery {
  @IsOptional()
  @IsDivisionCode()
  division?: string;

  /** `next` of the page before. */
  @IsOptional()
  @IsUUID()
  cursor?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE)
  limit = 100;
}

/** A page's query as the tables take it. */
export const filterOf = ({ division, cursor, limit }: PageQuery): { limit: number; division?: string; cursor?: string } => ({
  limit,
  ...(division !== undefined && { division }),
  ...(cursor !== undefined && { cursor }),
});
