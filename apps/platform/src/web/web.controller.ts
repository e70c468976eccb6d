import { randomBytes } from 'node:crypto';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { allowNonce, HttpProblem, pageLanguage, Public, publicHome } from '@xiezhi/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NOT_BUILT, pageWith } from './web-files.js';
import { WebApplication } from './web-application.js';

/** Addresses that are not pages: what is unknown there is unknown to everyone. */
const NOT_PAGES = /^\/(api|auth|oidc|health|metrics|demonstration|public|assets|\.well-known)(\/|$)/;
const NONCE_BYTES = 18;
const SEE_OTHER = 303;
const HTML = 'text/html; charset=utf-8';
const NAMED_FILE_SECONDS = 3_600;

/** The web application: one page for every address that a person may have in the address bar. */
@ApiExcludeController()
@Controller()
export class WebController {
  constructor(private readonly web: WebApplication) {}

  @Get('*')
  @Public()
  async page(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    // Whatever is asked for, also what is no URL (`//`).
    const path = request.url.split('?', 1)[0]!;
    const { files } = this.web;
    if (files?.named.has(path.slice(1)) === true) {
      await reply.sendFile(path.slice(1), files.folder, { maxAge: NAMED_FILE_SECONDS * 1_000, immutable: false });
      return;
    }
    if (path !== '/' && (NOT_PAGES.test(path) || request.headers.accept?.includes('text/html') !== true)) {
      throw new HttpProblem({ status: 404, code: 'route.not_found', detail: '这里什么也没有。There is nothing at this address.' });
    }
    if (path === '/' && request.session === null) {
      // Who is nobody yet may be a citizen: the public pages lead staff on to signing in.
      const home = publicHome(pageLanguage(undefined, request.headers['accept-language']));
      await reply.header('cache-control', 'no-store').redirect(home, SEE_OTHER);
      return;
    }
    const nonce = randomBytes(NONCE_BYTES).toString('base64url');
    allowNonce(reply, nonce);
    // The nonce is good for one answer: no page is kept.
    await reply
      .type(HTML)
      .header('cache-control', 'no-store')
      .header('vary', 'accept')
      .send(files === null ? NOT_BUILT : pageWith(files, nonce));
  }
}
