import { DIVISIONS, REGION_CODE } from '@xiezhi/contracts';
import { CALENDAR_FIRST_YEAR, CALENDAR_LAST_YEAR } from '@xiezhi/legal-policy';
import { IsLocalDate, Text, type SheetFormat } from '@xiezhi/service';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, Max, Min, ValidateNested } from 'class-validator';

import type { CalendarEntry } from './calendar-days.js';

const DIVISION_CODES = DIVISIONS.map(({ code }) => code);
/** A year's rest days and make-up workdays. */
const MAX_DAYS = 150;

export class CalendarDayRequest {
  @IsLocalDate()
  day!: string;

  /** False for a day worked although it is a weekend (调休上班). */
  @IsBoolean()
  rest!: boolean;

  /** The festival. */
  @Text({ max: 40 })
  name!: string;
}

export class PublishCalendarRequest {
  /** `national`: the State Council's arrangement; `regional`: what the government of `division` fixed. */
  @IsIn(['national', 'regional'])
  scope!: CalendarEntry['scope'];

  @IsIn(DIVISION_CODES)
  division!: string;

  @IsInt()
  @Min(CALENDAR_FIRST_YEAR)
  @Max(CALENDAR_LAST_YEAR)
  year!: number;

  /** Title and number of the document (依据文件). */
  @Text({ max: 200 })
  basis!: string;

  /** The document's day. */
  @IsLocalDate()
  issuedOn!: string;

  @IsArray()
  @ArrayMaxSize(MAX_DAYS)
  @ValidateNested({ each: true })
  @Type(() => CalendarDayRequest)
  days!: CalendarDayRequest[];

  /** The edition this one supersedes; left out for the first. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000)
  supersedes = 0;
}

export class CalendarsQuery {
  @Type(() => Number)
  @IsInt()
  @Min(CALENDAR_FIRST_YEAR)
  @Max(CALENDAR_LAST_YEAR)
  year!: number;

  /** Calendars that hold there: the region's, the prefecture's and its own. */
  @IsOptional()
  @IsIn(DIVISION_CODES)
  division = REGION_CODE;
}

export class CalendarExportQuery extends CalendarsQuery {
  @IsOptional()
  @IsIn(['csv', 'xlsx'])
  format: SheetFormat = 'xlsx';
}
