import { DIVISIONS, REGION_CODE } from '@xiezhi/contracts';
import { IsLocalDate } from '@xiezhi/service';
import { IsIn, IsOptional } from 'class-validator';

const DIVISION_CODES = DIVISIONS.map(({ code }) => code);

export class DivisionTreeQuery {
  @IsOptional()
  @IsIn(DIVISION_CODES)
  division = REGION_CODE;

  /** Stations as of this day; today when left out. */
  @IsOptional()
  @IsLocalDate()
  day?: string;
}
