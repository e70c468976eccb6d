import { RETENTION_KINDS, type RetentionKind } from '@xiezhi/contracts';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { ReadScope } from '@xiezhi/eventsourcing/postgres';
import {
  agencyScope,
  CommandRequest,
  CurrentPrincipal,
  divisionPrefix,
  etagOf,
  MEDIA_TYPE,
  Permission,
  type Principal,
  type RequestContext,
} from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { CommandAnswer } from '../defence-request/defence-request.request.js';
import { retainedMatters, type RetentionStage } from '../retained-matters/retained-matters.projection.js';
import { RetainedMatters, type RetainedPage, type StageCount } from '../retained-matters/retained-matters.queries.js';
import { deletionLog } from '../retained-matters/deletion-log.sheet.js';
import { RetentionRules, type RuleInForce } from '../retention-rules/retention-rules.queries.js';
import { Worklists } from '../worklist/worklists.js';
import { Clock } from '../clock.js';
import { Retentions, type RetentionHandled, type RetentionIntent } from './retention.handler.js';
import { DeletionLogQuery, ExemptRequest, HoldRequest, LiftRequest, RetainedQuery } from './retention.request.js';

/** The institution's head answers for its matters; the audit and the privacy officer look over those of their divisions. */
const HEAD = ['institution_head'];
const READERS = ['institution_head', 'auditor', 'privacy_officer'];
const BYTES = { schema: { type: 'string', format: 'binary' } } as const;

const scopeOf = (reader: Principal): ReadScope =>
  reader.role === 'institution_head' ? agencyScope(reader) : { divisions: divisionPrefix(reader.division) };

/** The rule for one kind of matter; `null`: nobody set one, and such matters are kept. */
export interface KindOfMatter {
  readonly kind: RetentionKind;
  readonly rule: RuleInForce | null;
}

/** How long ended matters are kept, and what was deleted (保存期限、保存例外、销毁清册). */
@ApiTags('assignment')
@Controller('api/assignment/retention')
export class RetentionController {
  constructor(
    private readonly bus: CommandBus,
    private readonly matters: RetainedMatters,
    private readonly rules: RetentionRules,
    private readonly worklists: Worklists,
    private readonly clock: Clock,
  ) {}

  /** 现行规则: for each kind of matter the rule that holds in the reader's division. */
  @Get('rules')
  @Permission({ name: 'assignment.retention.rules', roles: READERS })
  async inForce(@CurrentPrincipal() { division }: Principal): Promise<{ readonly items: readonly KindOfMatter[] }> {
    const rules = await this.rules.at(this.clock.now());
    return { items: RETENTION_KINDS.map(({ code }) => ({ kind: code, rule: rules.of(code, division) })) };
  }

  /** 保存清单: matters of one stage within the reader's scope; what was deleted with the newest first. */
  @Get()
  @Permission({ name: 'assignment.retention.list', roles: READERS })
  async list(
    @Query() { after, stage, from, to, limit, cursor }: RetainedQuery,
    @CurrentPrincipal() reader: Principal,
  ): Promise<RetainedPage> {
    await this.worklists.behind(after, [retainedMatters]);
    return this.matters.page(scopeOf(reader), {
      stage,
      limit,
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(cursor !== undefined && { cursor }),
    });
  }

  /** 各阶段件数: how many matters stand at each stage, exact to 10,000. */
  @Get('counts')
  @Permission({ name: 'assignment.retention.list', roles: READERS })
  counts(@CurrentPrincipal() reader: Principal): Promise<Readonly<Record<RetentionStage, StageCount>>> {
    return this.matters.counts(scopeOf(reader));
  }

  /** 导出销毁清册: what was deleted, as a file that is safe from formulas. */
  @Get('deletion-log')
  @Permission({ name: 'assignment.retention.deletion-log', roles: READERS })
  @ApiProduces(MEDIA_TYPE.csv, MEDIA_TYPE.xlsx)
  @ApiOkResponse(BYTES)
  async deletionLog(
    @Query() { format, from, to }: DeletionLogQuery,
    @CurrentPrincipal() reader: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const period = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
    const file = await deletionLog(this.matters, scopeOf(reader), period, format);
    void reply.header('content-disposition', `attachment; filename="deletion-log.${format}"`);
    return new StreamableFile(file, { type: MEDIA_TYPE[format] });
  }

  /** 登记保存例外: keeps a matter until a day, whatever its rule says. A later one replaces an earlier one. */
  @Post(':id/exempt')
  @HttpCode(200)
  @Permission({ name: 'assignment.retention.exempt', roles: HEAD })
  exempt(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason, reference, until }: ExemptRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const data = { reason, reference, until: new Date(until).toISOString() };
    return this.#execute(id, { type: 'ExemptMatter', data }, context, reply);
  }

  /** 暂停销毁: keeps a matter while a complaint, an appeal or an inspection is under way. */
  @Post(':id/hold')
  @HttpCode(200)
  @Permission({ name: 'assignment.retention.hold', roles: HEAD })
  hold(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { ground, reference }: HoldRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#execute(id, { type: 'HoldMatter', data: { ground, reference } }, context, reply);
  }

  /** 恢复销毁: what was under way has ended. */
  @Post(':id/lift-hold')
  @HttpCode(200)
  @Permission({ name: 'assignment.retention.lift-hold', roles: HEAD })
  lift(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { ground }: LiftRequest,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.#execute(id, { type: 'LiftHold', data: { ground } }, context, reply);
  }

  async #execute(id: string, intent: RetentionIntent, context: RequestContext, reply: FastifyReply): Promise<CommandAnswer> {
    const { revision, position, replayed } = await this.bus.execute<Retentions, RetentionHandled>(new Retentions(id, intent, context));
    void reply.header('ETag', etagOf(revision));
    return { id, revision, position, replayed };
  }
}
