import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { RequestContext } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { answerOf } from '../command-answer.js';
import type { CommandAnswer } from '../defence-request/defence-request.request.js';
import { LawyerSearches, type LawyerSearchHandled, type LawyerSearchIntent } from './lawyer-search.handler.js';
import { LawyerSearchQueries } from './lawyer-search.queries.js';
import type { BeginSearchRequest } from './lawyer-search.request.js';
import type { MatterKind } from './state.js';

/** What the controllers of searches share. Each declares its routes itself, for the description of the API to find them. */
@Injectable()
export abstract class SearchRoutes {
  /** What the searches of these routes are for. */
  abstract readonly kind: MatterKind;

  constructor(
    readonly bus: CommandBus,
    readonly searches: LawyerSearchQueries,
  ) {}

  /** Ranks the candidates and asks the first. */
  async start(id: string, request: BeginSearchRequest, context: RequestContext, reply: FastifyReply): Promise<CommandAnswer> {
    const { first, gender, replacing } = request;
    const data = {
      ...(first !== undefined && { first }),
      ...(gender !== undefined && { gender }),
      ...(replacing !== undefined && { replacing }),
    };
    return this.carry(id, { type: 'BeginSearch', data }, context, reply);
  }

  /** Carries a command out, and answers with the search's revision as ETag. */
  async carry(id: string, intent: LawyerSearchIntent, context: RequestContext, reply: FastifyReply): Promise<CommandAnswer> {
    const handled = await this.bus.execute<LawyerSearches, LawyerSearchHandled>(new LawyerSearches(id, intent, context, this.kind));
    return answerOf({ ...handled, id }, reply);
  }
}
