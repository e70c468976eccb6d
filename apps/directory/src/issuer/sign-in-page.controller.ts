import { Controller, Get, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CONFIG, formFields, pageLanguage, Public, type Config } from '@xiezhi/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errors } from 'oidc-provider';
import { DEMONSTRATION_SIGN_INS } from '../demonstration-data/demonstration-accounts.js';
import { Issuer } from './issuer.provider.js';
import { interactionPath } from './issuer.js';
import { signInPage } from './sign-in.page.js';
import { SignIns, type Refusal } from './sign-ins.js';

const HTML = 'text/html; charset=utf-8';
const SEE_OTHER = 303;
const UNAUTHORIZED = 401;
const TOO_MANY = 429;

/** The issuer's sign-in page. */
@ApiExcludeController()
@Controller('auth/interaction')
export class SignInPageController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(Issuer) private readonly issuer: Issuer,
    @Inject(SignIns) private readonly signIns: SignIns,
  ) {}

  @Get(':uid')
  @Public()
  async page(@Query('lang') lang: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const uid = await this.#underway(request, reply);
    if (uid !== null) await this.#show(request, reply, uid, lang, { organ: '', signInName: '', refusal: null });
  }

  @Post(':uid')
  @HttpCode(SEE_OTHER)
  @Public()
  async signIn(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const uid = await this.#underway(request, reply);
    if (uid === null) return;
    const { organ, signInName, password } = formFields(request.body, ['organ', 'signInName', 'password']);
    const outcome = await this.signIns.signIn({ organ, signInName, password }, request.ip);
    if ('reason' in outcome) {
      void reply.code(outcome.reason === 'slow' ? TOO_MANY : UNAUTHORIZED);
      if (outcome.reason === 'slow') void reply.header('retry-after', String(outcome.seconds));
      await this.#show(request, reply, uid, undefined, { organ, signInName, refusal: outcome });
      return;
    }
    const returnTo = await this.issuer.provider.interactionResult(request.raw, reply.raw, {
      login: { accountId: outcome.account, remember: false },
    });
    await reply.header('cache-control', 'no-store').redirect(returnTo, SEE_OTHER);
  }

  /** The sign-in that this browser is in; one that has ended begins anew. */
  async #underway(request: FastifyRequest, reply: FastifyReply): Promise<string | null> {
    try {
      const { uid } = await this.issuer.provider.interactionDetails(request.raw, reply.raw);
      if (uid === (request.params as { uid: string }).uid) return uid;
    } catch (error) {
      if (!(error instanceof errors.SessionNotFound)) throw error;
    }
    await reply.redirect('/auth/sign-in', SEE_OTHER);
    return null;
  }

  async #show(
    { headers }: FastifyRequest,
    reply: FastifyReply,
    uid: string,
    lang: unknown,
    typed: { readonly organ: string; readonly signInName: string; readonly refusal: Refusal | null },
  ): Promise<void> {
    const page = signInPage({
      language: pageLanguage(typeof lang === 'string' ? lang : undefined, headers['accept-language']),
      action: interactionPath(uid),
      organs: await this.signIns.organs(),
      demonstration: this.config.demonstration ? DEMONSTRATION_SIGN_INS : null,
      ...typed,
    });
    await reply.type(HTML).header('cache-control', 'no-store').send(page);
  }
}
