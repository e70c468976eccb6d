import { Controller, Get, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { REGION_CODE } from '@xiezhi/contracts';
import { derivedId, Rejected } from '@xiezhi/eventsourcing';
import { CONFIG, formFields, pageLanguage, Public, type Config } from '@xiezhi/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Attempts } from '../issuer/attempts.js';
import { acceptedPage, acceptPage, passwordFault, type AcceptFault } from './accept.page.js';
import { Accounts } from './accounts.js';

const BAD_REQUEST = 400;
const TOO_MANY = 429;

/** The page on which an invited person sets a password. */
@ApiExcludeController()
@Controller('auth/accept')
export class AcceptController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Attempts) private readonly attempts: Attempts,
  ) {}

  @Get()
  @Public()
  async page(@Query('lang') lang: unknown, @Req() { headers }: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const language = pageLanguage(typeof lang === 'string' ? lang : undefined, headers['accept-language']);
    await send(reply, acceptPage(language, this.config.demonstration, null));
  }

  @Post()
  @HttpCode(200)
  @Public()
  async accept(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const language = pageLanguage(undefined, request.headers['accept-language']);
    const fault = await this.#carryOut(request);
    if (fault === null) {
      await send(reply, acceptedPage(language, this.config.demonstration));
      return;
    }
    void reply.code(typeof fault === 'object' ? TOO_MANY : BAD_REQUEST);
    await send(reply, acceptPage(language, this.config.demonstration, fault));
  }

  async #carryOut(request: FastifyRequest): Promise<AcceptFault | null> {
    const { code, password, again } = formFields(request.body, ['code', 'password', 'again']);
    const wrong = passwordFault(password, again);
    if (wrong !== null) return wrong;
    const attempt = await this.attempts.begin(`invitation\n${code}`, request.ip);
    if (attempt.waitSeconds > 0) return { seconds: attempt.waitSeconds };
    const commandId = derivedId('accept invitation', request.id);
    try {
      await this.accounts.accept(code.trim(), password, { commandId, correlationId: request.id, division: REGION_CODE });
    } catch (error) {
      if (error instanceof Rejected && error.code === 'invitation.unknown') return 'unknown';
      throw error;
    }
    await this.attempts.succeeded(attempt);
    return null;
  }
}

const send = async (reply: FastifyReply, page: string): Promise<void> => {
  await reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page);
};
