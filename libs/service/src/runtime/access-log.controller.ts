import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Rejected } from '@xiezhi/eventsourcing';
import { CurrentPrincipal, Permission } from '../access.js';
import { divisionPrefix, type Principal } from '../principal.js';
import { ReadingsQuery } from './access-log.request.js';
import { Platform } from './platform.js';
import type { ReadingsPage } from './readings.js';

/** Who opened a person's details, when and why (查阅记录), as each service records it. */
@ApiTags('access-log')
@Controller('api/:service/access-log')
export class AccessLogController {
  constructor(@Inject(Platform) private readonly platform: Platform) {}

  /**
   * 查阅记录: newest first. An institution's head sees those of its own matters, and those of the directory's persons by its own people; an
   * auditor those of the divisions audited.
   */
  @Get()
  @Permission({ name: 'access-log.read', roles: ['institution_head', 'auditor'] })
  read(
    @Param('service') service: string,
    @Query() filter: ReadingsQuery,
    @CurrentPrincipal() { role, agency, division }: Principal,
  ): Promise<ReadingsPage> {
    const readings = this.platform.serviceNamed(service)?.readings ?? null;
    if (readings === null)
      throw new Rejected(
        'access_log.not_found',
        '此进程中没有这个服务的查阅记录。No such service runs in this process, or it keeps no such log.',
      );
    return readings.page(role === 'auditor' ? { divisions: divisionPrefix(division) } : { agency }, filter);
  }
}
