import type { CommandBus } from '@nestjs/cqrs';
import { type RequestContext } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { DefenceRequests, type DefenceRequestHandled, type DefenceRequestIntent } from './defence-request.handler.js';
import { answerOf } from '../command-answer.js';
import type { CommandAnswer } from './defence-request.request.js';

/** Sends a command on a request and answers as every command does: its revision also as ETag. */
export async function answered(
  bus: CommandBus,
  id: string | null,
  intent: DefenceRequestIntent,
  context: RequestContext,
  reply: FastifyReply,
): Promise<CommandAnswer> {
  const handled = await bus.execute<DefenceRequests, DefenceRequestHandled>(new DefenceRequests(id, intent, context));
  return answerOf(handled, reply);
}
