import type { CommandBus } from '@nestjs/cqrs';
import { type RequestContext } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { answerOf } from '../command-answer.js';
import type { CommandAnswer } from '../defence-request/defence-request.request.js';
import { AidCases, type AidCaseHandled, type AidCaseIntent } from './aid-case.handler.js';

/** Sends a command on a case and answers as every command does: its revision also as ETag. */
export async function answered(
  bus: CommandBus,
  id: string | null,
  intent: AidCaseIntent,
  context: RequestContext,
  reply: FastifyReply,
): Promise<CommandAnswer> {
  const handled = await bus.execute<AidCases, AidCaseHandled>(new AidCases(id, intent, context));
  return answerOf(handled, reply);
}
