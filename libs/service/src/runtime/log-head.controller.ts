import { Controller, Get, Header, Inject, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { LogHeadSignedV1 } from '@xiezhi/contracts';
import { Rejected } from '@xiezhi/eventsourcing';
import { Permission } from '../access.js';
import { unverifiedHead } from '../log-signing-key.js';
import { Platform } from './platform.js';

/** A head as it is given out; `signedAt` is what it says itself. */
export type NewestLogHead = LogHeadSignedV1 & { readonly signedAt: string };

/** The newest head of a service's log (日志首部), for an agency that does not wait for the next to be sent. */
@ApiTags('logs')
@Controller('api/:service/log-head')
export class LogHeadController {
  constructor(@Inject(Platform) private readonly platform: Platform) {}

  /** 最新日志首部: signed; keep it as a witness. */
  @Get()
  @Header('cache-control', 'no-store')
  @Permission({ name: 'log-head.read', roles: 'any' })
  async newest(@Param('service') name: string): Promise<NewestLogHead> {
    const service = this.platform.serviceNamed(name);
    if (service === undefined) throw new Rejected('service.not_found', '此进程中没有这个服务。No such service runs in this process.');
    const head = await service.newestHead();
    if (head === null) throw new Rejected('log_head.not_found', '日志尚无首部，请稍后再试。The log has no head yet. Try again later.');
    return { log: name, ...head, signedAt: unverifiedHead(head.head).signedAt };
  }
}
