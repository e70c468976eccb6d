import { etagOf } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import type { CommandAnswer } from './defence-request/defence-request.request.js';

/** What every command answers, whatever matter it is on: the revision also as ETag. */
export function answerOf({ id, revision, position, replayed }: CommandAnswer, reply: FastifyReply): CommandAnswer {
  void reply.header('ETag', etagOf(revision));
  return { id, revision, position, replayed };
}
