import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DIVISIONS, REGION_CODE } from '@xiezhi/contracts';
import { Rejected } from '@xiezhi/eventsourcing';
import { CALENDAR_FIRST_YEAR, CALENDAR_LAST_YEAR } from '@xiezhi/legal-policy';
import {
  CommandRequest,
  CurrentPrincipal,
  divisionPath,
  IsLocalDate,
  Permission,
  Text,
  type Principal,
  type RequestContext,
} from '@xiezhi/service';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { ADMINISTRATOR, insistOnOwnDivision } from '../directory-roles.js';
import type { CalendarEntry } from './calendar-days.js';
import { Calendars, type CalendarEdition, type CalendarYear } from './calendars.js';

const DIVISION_CODES = DIVISIONS.map(({ code }) => code);
/** A year's rest days and make-up workdays. */
const MAX_DAYS = 150;
const MAX_EDITIONS = 100;

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

/** Working-day calendars and regional holidays (放假安排). */
@ApiTags('directory')
@Controller('api/directory/calendars')
export class CalendarsController {
  constructor(private readonly calendars: Calendars) {}

  /** 放假安排: the calendars of a year that hold in a division, with every superseded edition. */
  @Get()
  @Permission({ name: 'directory.calendar.list', roles: 'any' })
  async list(@Query() { year, division }: CalendarsQuery): Promise<{ readonly items: readonly CalendarEdition[] }> {
    return { items: await this.calendars.list(year, divisionPath(division), MAX_EDITIONS) };
  }

  /** 全年放假与调休: the days of a year that are not as their weekday says, as clocks count them in a division. */
  @Get('days')
  @Permission({ name: 'directory.calendar.days', roles: 'any' })
  days(@Query() { year, division }: CalendarsQuery): Promise<CalendarYear> {
    return this.calendars.days(year, divisionPath(division));
  }

  /** 公布放假安排: publishes a year's calendar, or supersedes its edition; running clocks are counted again by it. */
  @Post()
  @Permission({ name: 'directory.calendar.publish', roles: ADMINISTRATOR })
  @HttpCode(200)
  async publish(
    @Body() { supersedes, ...entry }: PublishCalendarRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<{ readonly id: string; readonly edition: number; readonly position: string | null }> {
    if (entry.scope === 'national' && entry.division !== REGION_CODE) {
      const detail = `全国安排请以 ${REGION_CODE} 录入。The national arrangement is entered for ${REGION_CODE}.`;
      throw new Rejected('calendar.invalid', detail, { errors: [{ path: 'division', code: 'calendar.not_the_region', detail }] });
    }
    insistOnOwnDivision(principal, entry.division);
    const { id, edition, changed } = await this.calendars.publish(entry, supersedes, { ...context, division: principal.division });
    return { id, edition, position: changed.at(-1)?.position ?? null };
  }
}
