import { Controller, Get, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController, ApiExcludeEndpoint } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Permission, Public } from '../access.js';
import type { Config } from '../config.js';
import { CONFIG } from '../injection-tokens.js';
import { LOGGER } from '../log.js';
import { escaped, htmlPage, pageLanguage } from '../plain-pages/page.js';
import { cookieOf, noSessionCookie, noSignInCookie, SESSION_COOKIE, sessionCookie, SIGN_IN_COOKIE, signInCookie } from './cookies.js';
import { RelyingParty, SIGN_IN_SECONDS, SignInFailed, type SignInFault } from './relying-party.js';
import { ownPath } from './return-to.js';
import { noSession } from './session.controller.js';
import { isSessionToken } from './session.js';
import { Sessions } from './sessions.js';

const SEE_OTHER = 303;

/** What a person reads when nobody was signed in: what is wrong, and what to do. */
const FAULTS: Readonly<Record<SignInFault, { readonly status: number; readonly zh: string; readonly en: string }>> = {
  issuer_unavailable: {
    status: 503,
    zh: '统一身份认证服务没有应答,现在无法登录。已登录的人员不受影响。请稍后重试;仍不成功时请联系平台管理员。',
    en: 'The identity service does not answer, so nobody can sign in now. Those signed in already can go on working. Try again in a moment, or call the administrator.',
  },
  expired: {
    status: 400,
    zh: '登录页面已过期或已在别处打开,请重新登录。',
    en: 'This sign-in has expired or was continued elsewhere. Sign in again.',
  },
  refused: { status: 403, zh: '登录已取消或未获准许,请重新登录。', en: 'The sign-in was cancelled or not allowed. Sign in again.' },
  failed: {
    status: 400,
    zh: '登录没有完成。请重新登录;仍不成功时请把编号告诉平台管理员。',
    en: 'The sign-in was not completed. Sign in again, or tell the administrator the reference number.',
  },
  no_role: {
    status: 403,
    zh: '您的账号没有本平台的单位和角色,请联系本单位管理员。',
    en: 'Your account has no agency and role on this platform. Ask the administrator of your agency.',
  },
};

/** Signing browsers in and out (登录、退出). */
@ApiExcludeController()
@Controller('auth')
export class SignInController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(RelyingParty) private readonly issuer: RelyingParty,
    @Inject(Sessions) private readonly sessions: Sessions,
  ) {}

  /** Sends the browser to the issuer; `returnTo` is the page of ours that it wants to see afterwards. */
  @Get('sign-in')
  @Public()
  async signIn(@Query('returnTo') returnTo: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.#orExplain(request, reply, async () => {
      const { url, underway } = await this.issuer.begin(ownPath(returnTo, this.config.publicUrl));
      void reply.header('set-cookie', signInCookie(this.config, underway, SIGN_IN_SECONDS)).redirect(url, SEE_OTHER);
    });
  }

  /** Where the issuer sends the browser back to. */
  @Get('callback')
  @Public()
  async callback(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.#orExplain(request, reply, async () => {
      const { cookie } = request.headers;
      const current = new URL(request.url, this.config.publicUrl);
      const { returnTo, ...signedIn } = await this.issuer.finish(current, cookieOf(cookie, SIGN_IN_COOKIE));
      const token = await this.sessions.create(signedIn);
      if (token === null) throw new SignInFailed('refused');
      // A session never goes on under another person: the one before ends.
      const before = cookieOf(cookie, SESSION_COOKIE);
      if (before !== undefined && isSessionToken(before)) await this.sessions.end(before);
      void reply.header('set-cookie', [sessionCookie(this.config, token), noSignInCookie(this.config)]).redirect(returnTo, SEE_OTHER);
    });
  }

  /** 退出登录: ends the browser's session. `signOutUrl` is where to end the one at the region's issuer, where there is one. */
  @Post('sign-out')
  @HttpCode(200)
  @ApiExcludeEndpoint()
  @Permission({ name: 'identity.session.end', roles: 'any' })
  async signOut(
    @Req() { headers, session }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly signOutUrl: string | null }> {
    const token = cookieOf(headers.cookie, SESSION_COOKIE);
    if (session === null || token === undefined) throw noSession();
    await this.sessions.end(token);
    void reply.header('set-cookie', noSessionCookie(this.config)).header('cache-control', 'no-store');
    return { signOutUrl: await this.issuer.signOutUrl() };
  }

  /** A person's browser is at the door: it is told in a page, not in a problem document. */
  async #orExplain(request: FastifyRequest, reply: FastifyReply, run: () => Promise<void>): Promise<void> {
    void reply.header('cache-control', 'no-store');
    try {
      await run();
    } catch (error) {
      if (!(error instanceof SignInFailed)) throw error;
      this.logger.warn({ err: error, requestId: request.id }, 'a sign-in was not completed');
      const language = pageLanguage(undefined, request.headers['accept-language']);
      const { status, ...words } = FAULTS[error.fault];
      const [title, again, number] =
        language === 'zh' ? ['现在无法登录', '重新登录', '编号'] : ['You are not signed in', 'Sign in again', 'Reference'];
      const main = `<p class="fault" role="alert">${escaped(words[language])}</p>
<p><a class="button" href="/auth/sign-in">${again}</a></p>
<p class="hint">${number} ${escaped(request.id)}</p>`;
      void reply
        .code(status)
        .type('text/html; charset=utf-8')
        .send(htmlPage({ language, title: title!, main, demonstration: this.config.demonstration }));
    }
  }
}
