import { Get, Injectable, Param, ParseUUIDPipe, Query, Res } from '@nestjs/common';
import { CommandBus, type ICommand } from '@nestjs/cqrs';
import type { Handled } from '@xiezhi/eventsourcing';
import { CurrentPrincipal, etagOf, Permission, type Principal } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import type { CommandAnswer } from '../defence-request/defence-request.request.js';
import { BehindQuery } from '../worklist/worklist.request.js';
import type { QualityList, QualityMatterPage } from './quality-matters.queries.js';
import { QualityQuery } from './quality-matters.request.js';
import type { QualityKind } from './quality-streams.js';
import { QualityReads } from './quality.reads.js';

/** A time as people wrote it, as an instant in UTC. */
export const instant = (given: string): string => new Date(given).toISOString();

/** What the routes of every kind of quality work share: its list, its page, and how a command is answered. */
export function qualityRoutes(kind: QualityKind, readers: readonly string[]) {
  @Injectable()
  abstract class QualityRoutes {
    constructor(
      readonly bus: CommandBus,
      readonly reads: QualityReads,
    ) {}

    /** Matters of the kind within the reader's scope, the newest first (列表). */
    @Get()
    @Permission({ name: `assignment.${kind}.list`, roles: readers })
    list(@Query() query: QualityQuery, @CurrentPrincipal() reader: Principal): Promise<QualityList> {
      return this.reads.list(kind, query, reader);
    }

    /** One of them: where it stands and what was done, without what people wrote (详情). */
    @Get(':id')
    @Permission({ name: `assignment.${kind}.read`, roles: readers })
    page(
      @Param('id', ParseUUIDPipe) id: string,
      @Query() { after }: BehindQuery,
      @CurrentPrincipal() reader: Principal,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<QualityMatterPage> {
      return this.reads.page(kind, id, after, reader, reply);
    }

    /** Carries a command out, and answers with the matter's revision as ETag. */
    async carry(command: ICommand, reply: FastifyReply): Promise<CommandAnswer> {
      const { id, revision, position, replayed } = await this.bus.execute<ICommand, Handled<unknown> & { readonly id: string }>(command);
      void reply.header('ETag', etagOf(revision));
      return { id, revision, position, replayed };
    }
  }
  return QualityRoutes;
}
