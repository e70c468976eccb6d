import { Controller, Get, Header, HttpCode, Inject, Param, ParseUUIDPipe, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Permission } from '../access.js';
import { HttpProblem } from '../problem.js';
import { cookieOf, SESSION_COOKIE } from './cookies.js';
import { noSession } from './session.controller.js';
import { Sessions, type RunningSession } from './sessions.js';

/** Where a person is signed in (登录设备): at this browser and at others, to be ended from here. */
@ApiTags('identity')
@Controller('api/session/sessions')
export class OwnSessionsController {
  constructor(@Inject(Sessions) private readonly sessions: Sessions) {}

  /** 正在登录的会话: the newest first. */
  @Get()
  @Header('cache-control', 'no-store')
  @Permission({ name: 'identity.session.list', roles: 'any' })
  async list(@Req() request: FastifyRequest): Promise<{ readonly items: readonly RunningSession[] }> {
    const { account, token } = browserOf(request);
    return { items: await this.sessions.listOf(account, token) };
  }

  /** 退出其他会话: every one but this browser's, at once. */
  @Post('end-others')
  @HttpCode(200)
  @Permission({ name: 'identity.session.end-others', roles: 'any' })
  async endOthers(@Req() request: FastifyRequest): Promise<{ readonly ended: number }> {
    const { account, token } = browserOf(request);
    return { ended: await this.sessions.endOthersOf(account, token) };
  }

  /** 退出一个会话: at once; also this browser's own. */
  @Post(':id/end')
  @HttpCode(200)
  @Permission({ name: 'identity.session.end-one', roles: 'any' })
  async endOne(@Param('id', ParseUUIDPipe) id: string, @Req() request: FastifyRequest): Promise<{ readonly id: string }> {
    const { account } = browserOf(request);
    if (!(await this.sessions.endOneOf(account, id))) {
      throw new HttpProblem({
        status: 404,
        code: 'session.not_found',
        detail: '没有这个会话,可能已经结束。There is no such session; it may have ended already.',
      });
    }
    return { id };
  }
}

/** The account and cookie of the browser that asks. @throws HttpProblem 401 `session.missing` for one known by a token */
function browserOf({ session, headers }: FastifyRequest): { readonly account: string; readonly token: string } {
  const token = cookieOf(headers.cookie, SESSION_COOKIE);
  if (session === null || token === undefined) throw noSession();
  return { account: session.principal.account, token };
}
