import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.js';
import { CONFIG } from '../injection-tokens.js';
import { askedPage, type Asked } from './public-page.js';
import { sendPublicPage, sendText } from './send-page.js';

/** What every public page (公众页面) is asked by: its language in the path, larger type in the query. */
interface PublicRequest {
  readonly language: string;
  readonly type: unknown;
}

/** What the controllers of public pages share: plain HTML that is read and filled in without a script, a session or a name. */
@Injectable()
export abstract class PlainPages {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** A page as it is asked for; `page`: its address below the language. @throws HttpProblem for a language that is none of ours */
  protected asked({ params, query }: FastifyRequest, page: string): Asked {
    const { language } = params as PublicRequest;
    const { type } = query as PublicRequest;
    return askedPage(language, page, type, this.config.demonstration);
  }

  /** Answers with a page that is the same for everyone. */
  protected send(request: FastifyRequest, reply: FastifyReply, html: string): Promise<void> {
    return sendPublicPage(request, reply, html);
  }

  /** Answers with a page that is one person's, whom a link names: nobody keeps or finds it. */
  protected async sendUnkept(request: FastifyRequest, reply: FastifyReply, html: string): Promise<void> {
    void reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex');
    await sendText(request, reply, 'text/html; charset=utf-8', html);
  }
}
