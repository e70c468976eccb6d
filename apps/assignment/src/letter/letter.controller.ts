import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { MatterKind } from '@xiezhi/contracts';
import { CommandRequest, Permission, type RequestContext } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { answerOf } from '../command-answer.js';
import { CommandAnswer } from '../defence-request/defence-request.request.js';
import { matterRoutes, OfMatter } from '../matter-routes.js';
import { Letters, type LetterHandled, type LetterIntent } from './letter.handler.js';
import { DraftLetterRequest, ReviseLetterRequest, ServeLetterRequest, VoidLetterRequest } from './letter.request.js';

/** Staff of the institution and of the organ: each writes its own letters, which the rules see to. */
const WRITERS = ['case_agency_clerk', 'institution_officer', 'institution_head'];

/** Commands on official letters (法律援助文书). */
@ApiTags('assignment')
@Controller(matterRoutes('/:id/letters'))
export class LetterController {
  constructor(private readonly bus: CommandBus) {}

  /** 拟稿: drafts a letter of a matter from what is known of it. */
  @Post()
  @Permission({ name: 'assignment.letter.draft', roles: WRITERS })
  async draft(
    @OfMatter() of: MatterKind,
    @Param('id', ParseUUIDPipe) requestId: string,
    @Body() { form, fields }: DraftLetterRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const data = { requestId, of, form, ...(fields !== undefined && { fields }) };
    const answer = await this.#execute(requestId, null, { type: 'DraftLetter', data }, context, reply);
    void reply.header('Location', `/api/assignment/${of}s/${requestId}/letters/${answer.id}`);
    return answer;
  }

  /** 修改: changes what a draft says. */
  @Post(':letterId/revise')
  @HttpCode(200)
  @Permission({ name: 'assignment.letter.revise', roles: WRITERS })
  revise(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('letterId', ParseUUIDPipe) letterId: string,
    @Body() { fields }: ReviseLetterRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#execute(id, letterId, { type: 'ReviseLetter', data: { fields } }, context, reply);
  }

  /** 签发: issues a letter under the next number of its series. */
  @Post(':letterId/issue')
  @HttpCode(200)
  @Permission({ name: 'assignment.letter.issue', roles: WRITERS })
  issue(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('letterId', ParseUUIDPipe) letterId: string,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#execute(id, letterId, { type: 'RequestNumber', data: {} }, context, reply);
  }

  /** 送达: records the service of a letter, as its receipt says; clocks follow from it. */
  @Post(':letterId/serve')
  @HttpCode(200)
  @Permission({ name: 'assignment.letter.serve', roles: WRITERS })
  serve(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('letterId', ParseUUIDPipe) letterId: string,
    @Body() { servedAt, manner, receiptPaperId, ...details }: ServeLetterRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const data = {
      servedAt: new Date(servedAt).toISOString(),
      manner,
      details: { ...details },
      ...(receiptPaperId !== undefined && { receiptPaperId }),
    };
    return this.#execute(id, letterId, { type: 'ServeLetter', data }, context, reply);
  }

  /** 作废: voids a letter; its number stays used. */
  @Post(':letterId/void')
  @HttpCode(200)
  @Permission({ name: 'assignment.letter.void', roles: WRITERS })
  void(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('letterId', ParseUUIDPipe) letterId: string,
    @Body() { reason }: VoidLetterRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#execute(id, letterId, { type: 'VoidLetter', data: { reason } }, context, reply);
  }

  async #execute(
    requestId: string,
    letterId: string | null,
    intent: LetterIntent,
    context: RequestContext,
    reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const handled = await this.bus.execute<Letters, LetterHandled>(new Letters(letterId, intent, context, requestId));
    return answerOf(handled, reply);
  }
}
