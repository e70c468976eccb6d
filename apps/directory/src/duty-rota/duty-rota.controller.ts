import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Rejected } from '@xiezhi/eventsourcing';
import { CommandRequest, CurrentPrincipal, inDivision, Permission, type Principal, type RequestContext } from '@xiezhi/service';
import { ADMINISTRATOR, READERS } from '../directory-roles.js';
import { answerOf, RegisterAnswer } from '../register-answer.js';
import { DutyRota, type ListedShift } from './duty-rota.js';
import { CancelShiftRequest, DutyRotaQuery, DutyShiftRequest, givenShift, ReplaceOnShiftRequest } from './duty-shift.requests.js';

/** An institution's head plans its own rota; an administrator that of the divisions kept. */
const PLANNERS = [...ADMINISTRATOR, 'institution_head'];
const MAX_SHIFTS = 2_000;

/** Duty rota (值班表). */
@ApiTags('directory')
@Controller('api/directory/duty-rota')
export class DutyRotaController {
  constructor(private readonly rota: DutyRota) {}

  /** 值班表: shifts of an institution between two days; lawyers with masked names. */
  @Get()
  @Permission({ name: 'directory.duty-rota.list', roles: READERS })
  async list(@Query() { institution, from, to }: DutyRotaQuery): Promise<{ readonly items: readonly ListedShift[] }> {
    return { items: await this.rota.list(institution, from, to, MAX_SHIFTS) };
  }

  /** 排班. */
  @Post()
  @Permission({ name: 'directory.duty-rota.plan', roles: PLANNERS })
  async plan(
    @Body() body: DutyShiftRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<RegisterAnswer> {
    const division = await this.rota.divisionOf(body.institution);
    if (!(await this.#plans(principal, body.institution))) {
      const detail = '只能编排本机构的值班表。You can plan the rota of your own institution only.';
      throw new Rejected('duty_shift.institution.forbidden', detail, {
        errors: [{ path: 'institution', code: 'duty_shift.institution.forbidden', detail }],
      });
    }
    return answerOf(await this.rota.plan(givenShift(body), { ...context, division }));
  }

  /** 取消班次: the row stays, marked. */
  @Post(':id/cancel')
  @HttpCode(200)
  @Permission({ name: 'directory.duty-rota.cancel', roles: PLANNERS })
  async cancel(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: CancelShiftRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<RegisterAnswer> {
    const keeps = (institution: string): Promise<boolean> => this.#plans(principal, institution);
    const changed = await this.rota.cancel(id, reason, keeps, { ...context, division: principal.division });
    return answerOf({ id, changed });
  }

  /** 改派: another lawyer sits this shift. */
  @Post(':id/replace')
  @HttpCode(200)
  @Permission({ name: 'directory.duty-rota.replace', roles: PLANNERS })
  async replace(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { lawyerId }: ReplaceOnShiftRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<RegisterAnswer> {
    const keeps = (institution: string): Promise<boolean> => this.#plans(principal, institution);
    return answerOf(await this.rota.replace(id, lawyerId, keeps, { ...context, division: principal.division }));
  }

  async #plans({ role, agency, division }: Principal, institution: string): Promise<boolean> {
    if (role === 'institution_head') return agency === institution;
    return inDivision(division, await this.rota.divisionOf(institution));
  }
}
