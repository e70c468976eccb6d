import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Permission } from '@xiezhi/service';
import { LogWitnesses, type LogWitness } from './log-witnesses.queries.js';

/** Which heads of the logs agencies hold as witnesses (日志首部留存). */
@ApiTags('referrals')
@Controller('api/referrals/log-witnesses')
export class LogWitnessesController {
  constructor(private readonly witnesses: LogWitnesses) {}

  /** 首部留存: of each log the head that agencies were sent last, when, and to which. */
  @Get()
  @Permission({ name: 'referrals.log-witness.list', roles: ['auditor', 'operator'] })
  async list(): Promise<{ readonly items: readonly LogWitness[] }> {
    return { items: await this.witnesses.list() };
  }
}
