import { Controller, Get, Headers, Req, Res, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Permission, type Principal } from '@xiezhi/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LiveStreams } from './live.streams.js';

const PARTIES = ['case_agency_clerk', 'institution_officer', 'institution_head', 'lawyer'];

/** Live updates (实时更新): which matters of the caller's agency, or offers to the caller, changed. What is in them is read as ever. */
@ApiTags('assignment')
@Controller('api/live')
export class LiveController implements OnModuleInit {
  constructor(
    private readonly streams: LiveStreams,
    private readonly host: HttpAdapterHost,
  ) {}

  onModuleInit(): void {
    const fastify: FastifyInstance = this.host.httpAdapter.getInstance();
    // The server waits for the answers under way before it closes, and these never end by themselves.
    fastify.addHook('preClose', async () => this.streams.endAll());
  }

  /**
   * Server-Sent Events: `{kind, id, revision}` for each matter of the caller's agency that changed. After `event: resync` everything on
   * show must be read anew. Ends with the session.
   */
  @Get()
  @Permission({ name: 'assignment.live.follow', roles: PARTIES })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ description: 'A stream of events', schema: { type: 'string' } })
  async follow(
    @CurrentPrincipal() principal: Principal,
    @Headers('last-event-id') lastSeen: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const stream = this.streams.open({
      principal,
      authenticate: () => request.authenticate(),
      ...(lastSeen !== undefined && { lastSeen }),
    });
    await reply.type('text/event-stream; charset=utf-8').header('cache-control', 'no-store').header('x-accel-buffering', 'no').send(stream);
  }
}
