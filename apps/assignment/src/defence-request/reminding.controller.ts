import { Controller, HttpCode, Param, ParseUUIDPipe, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { CommandRequest, Permission, type RequestContext } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { answered } from './defence-request.answer.js';
import { CommandAnswer } from './defence-request.request.js';

/** One party reminds the other of what it owes. */
@ApiTags('assignment')
@Controller('api/assignment/defence-requests')
export class RemindingController {
  constructor(private readonly bus: CommandBus) {}

  /** 催办: reminds the other side of the duty that ends first; told once a day, and changes no clock. */
  @Post(':id/remind')
  @HttpCode(200)
  @Permission({ name: 'assignment.defence-request.remind', roles: ['case_agency_clerk', 'institution_officer', 'institution_head'] })
  remind(
    @Param('id', ParseUUIDPipe) id: string,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answered(this.bus, id, { type: 'RemindOfDuty', data: {} }, context, reply);
  }
}
