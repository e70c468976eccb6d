import { Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { SATISFACTION, VISIT_ANSWERS, VISIT_QUESTIONS } from '@xiezhi/contracts';
import { Rejected } from '@xiezhi/eventsourcing';
import { CONFIG, formFields, PlainPages, Public, wordsLanguage, wrongWithText, type Asked, type Config } from '@xiezhi/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SYSTEM_ROLE } from '../defence-request/relations.js';
import { ReturnVisits } from './return-visit.handler.js';
import type { VisitAnswers } from './return-visit.js';
import { MAX_REMARK, visitFormPage, visitGonePage, visitThanksPage, type FilledIn, type FormFaults } from './visit-form.page.js';
import { VisitForms } from './visit-form.links.js';

const NOT_FOUND = 404;
const GONE = 410;
const UNPROCESSABLE = 422;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const QUESTIONS = VISIT_QUESTIONS.map(({ code }) => code);
const NOTHING: FilledIn = { satisfaction: '', answers: {}, remark: '' };
/** Most of a field that is read; what is longer than a remark may be is shown again, to be shortened. */
const MAX_FIELD = 100_000;
/** Who sends a form: nobody whom the platform knows. */
const BY_LINK = { agency: 'xiezhi', role: SYSTEM_ROLE };

/** 回访问卷, for whoever has the link: plain HTML without a script, a session or a name. */
@ApiExcludeController()
@Controller('public')
export class VisitFormController extends PlainPages {
  constructor(
    @Inject(CONFIG) config: Config,
    private readonly bus: CommandBus,
    private readonly forms: VisitForms,
  ) {
    super(config);
  }

  @Get(':language/visits/:id/:code')
  @Public()
  async page(
    @Param('id') id: string,
    @Param('code') code: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = this.#asked(request, id, code);
    await this.#answer(asked, id, request, reply, async () => visitFormPage(asked, await this.forms.institutionOf(id, code), NOTHING));
  }

  @Post(':language/visits/:id/:code')
  @HttpCode(200)
  @Public()
  async fillIn(
    @Param('id') id: string,
    @Param('code') code: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = this.#asked(request, id, code);
    const filled = filledIn(request.body);
    const faults = faultsOf(filled);
    await this.#answer(asked, id, request, reply, async () => {
      if (Object.keys(faults).length > 0) {
        const page = visitFormPage(asked, await this.forms.institutionOf(id, code), filled, faults);
        void reply.code(UNPROCESSABLE);
        return page;
      }
      const { satisfaction, answers, remark } = filled;
      const data = {
        digest: this.forms.digest(code),
        language: wordsLanguage(asked.language),
        satisfaction: Number(satisfaction),
        answers: answers as VisitAnswers,
        ...(remark !== '' && { remark }),
      };
      const context = { commandId: this.forms.commandOf(id, code, filled), correlationId: request.id, actor: BY_LINK };
      await this.bus.execute(new ReturnVisits(id, { type: 'AnswerForm', data }, null, context));
      return visitThanksPage(asked);
    });
  }

  #asked(request: FastifyRequest, id: string, code: string): Asked {
    return this.asked(request, `visits/${encodeURIComponent(id)}/${encodeURIComponent(code)}`);
  }

  /** The same friendly page whatever is wrong with the link. */
  async #answer(asked: Asked, id: string, request: FastifyRequest, reply: FastifyReply, page: () => Promise<string>): Promise<void> {
    await this.sendUnkept(request, reply, await this.#made(asked, id, reply, page));
  }

  async #made(asked: Asked, id: string, reply: FastifyReply, page: () => Promise<string>): Promise<string> {
    if (!UUID.test(id)) {
      void reply.code(NOT_FOUND);
      return visitGonePage(asked);
    }
    try {
      return await page();
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      void reply.code(error.code === 'return_visit.form.over' ? GONE : NOT_FOUND);
      return visitGonePage(asked);
    }
  }
}

/** What was sent, of what is asked; an answer that is none of ours is left out. */
function filledIn(body: unknown): FilledIn {
  const { satisfaction, remark, ...given } = formFields(body, ['satisfaction', 'remark', ...QUESTIONS], MAX_FIELD);
  const answers = Object.entries(given).filter(([, answer]) => VISIT_ANSWERS.some(({ code }) => code === answer));
  return { satisfaction, answers: Object.fromEntries(answers), remark: remark.trim() === '' ? '' : remark };
}

function faultsOf({ satisfaction, remark }: FilledIn): FormFaults {
  return {
    ...(!SATISFACTION.some(({ code }) => code === satisfaction) && { satisfaction: true }),
    ...(remark !== '' && wrongWithText(remark, { max: MAX_REMARK, lines: true }) !== null && { remark: true }),
  };
}
