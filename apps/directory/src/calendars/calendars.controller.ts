import { Body, Controller, Get, HttpCode, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { REGION_CODE } from '@xiezhi/contracts';
import { Rejected } from '@xiezhi/eventsourcing';
import {
  CommandRequest,
  CurrentPrincipal,
  divisionPath,
  MEDIA_TYPE,
  Permission,
  writeSheet,
  type Principal,
  type RequestContext,
} from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { ADMINISTRATOR, insistOnOwnDivision } from '../directory-roles.js';
import { positionOf } from '../register-answer.js';
import { CALENDAR_COLUMNS, sheetRow } from './calendar-sheet.js';
import type { CalendarEntry } from './calendar-days.js';
import { CalendarExportQuery, CalendarsQuery, PublishCalendarRequest } from './calendar.request.js';
import { Calendars, type CalendarCheck, type CalendarEdition, type CalendarYear } from './calendars.js';

const MAX_EDITIONS = 100;

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

  /** 导出: those days as a file, safe from spreadsheet formulas. */
  @Get('days/export')
  @Permission({ name: 'directory.calendar.export', roles: 'any' })
  async export(
    @Query() { year, division, format }: CalendarExportQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { items } = await this.calendars.days(year, divisionPath(division));
    void reply.header('content-disposition', `attachment; filename="calendar-${division}-${year}.${format}"`);
    return new StreamableFile(await writeSheet(format, CALENDAR_COLUMNS, items.map(sheetRow)), { type: MEDIA_TYPE[format] });
  }

  /** 试算: what publishing would change, day by day, before it is done. */
  @Post('check')
  @Permission({ name: 'directory.calendar.check', roles: ADMINISTRATOR })
  @HttpCode(200)
  check(@Body() { supersedes: _seen, ...entry }: PublishCalendarRequest, @CurrentPrincipal() principal: Principal): Promise<CalendarCheck> {
    insistOnOwn(principal, entry);
    return this.calendars.check(entry, divisionPath(entry.division));
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
    insistOnOwn(principal, entry);
    const { id, edition, changed } = await this.calendars.publish(entry, supersedes, { ...context, division: principal.division });
    return { id, edition, position: positionOf(changed) };
  }
}

/** The national arrangement is the region's to enter, a regional one its own government's. */
function insistOnOwn(principal: Principal, { scope, division }: CalendarEntry): void {
  if (scope === 'national' && division !== REGION_CODE) {
    const detail = `全国安排请以 ${REGION_CODE} 录入。The national arrangement is entered for ${REGION_CODE}.`;
    throw new Rejected('calendar.invalid', detail, { errors: [{ path: 'division', code: 'calendar.not_the_region', detail }] });
  }
  insistOnOwnDivision(principal, division);
}
