import { Injectable } from '@nestjs/common';
import { CommandBus, type ICommand } from '@nestjs/cqrs';
import type { Handled } from '@xiezhi/eventsourcing';
import type { FastifyReply } from 'fastify';
import { answerOf } from '../command-answer.js';
import type { CommandAnswer } from '../defence-request/defence-request.request.js';
import { QualityReads } from './quality.reads.js';

/** A time as people wrote it, as an instant in UTC. */
export const instant = (given: string): string => new Date(given).toISOString();

/** What the controllers of every kind of quality work share. Each declares its routes itself, for the description of the API to find them. */
@Injectable()
export abstract class QualityRoutes {
  constructor(
    readonly bus: CommandBus,
    readonly reads: QualityReads,
  ) {}

  /** Carries a command out, and answers with the matter's revision as ETag. */
  async carry(command: ICommand, reply: FastifyReply): Promise<CommandAnswer> {
    return answerOf(await this.bus.execute<ICommand, Handled<unknown> & { readonly id: string }>(command), reply);
  }
}
