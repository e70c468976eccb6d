import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { CommandRequest, CurrentPrincipal, Permission, type Principal, type RequestContext } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { CommandAnswer } from '../defence-request/defence-request.request.js';
import type { QualityList, QualityMatterPage } from '../quality-matters/quality-matters.queries.js';
import { QualityQuery } from '../quality-matters/quality-matters.request.js';
import { QualityReads } from '../quality-matters/quality.reads.js';
import { QualityRoutes } from '../quality-matters/quality.routes.js';
import { BehindQuery } from '../worklist/worklist.request.js';
import { ReviewedFiles, type ReviewedFile } from './reviewed-file.queries.js';
import { PeerReviews } from './peer-review.handler.js';
import { AddReviewerRequest, OpenReviewRequest, RecuseReviewerRequest, ScoreCaseRequest } from './peer-review.request.js';

const STAFF = ['institution_officer', 'institution_head', 'secretariat'];
/** Lawyers see what they review. */
const READERS = [...STAFF, 'lawyer'];

/** Reviews of closed cases by peers (同行评估). */
@ApiTags('assignment')
@Controller('api/assignment/peer-reviews')
export class PeerReviewController extends QualityRoutes {
  constructor(
    bus: CommandBus,
    reads: QualityReads,
    private readonly files: ReviewedFiles,
  ) {
    super(bus, reads);
  }

  /** 评估列表: those of the institution or divisions, or those one reviews. */
  @Get()
  @Permission({ name: 'assignment.peer-review.list', roles: READERS })
  list(@Query() query: QualityQuery, @CurrentPrincipal() reader: Principal): Promise<QualityList> {
    return this.reads.list('peer-review', query, reader);
  }

  /** 评估详情: a reviewer sees no other's score before there is a result. */
  @Get(':id')
  @Permission({ name: 'assignment.peer-review.read', roles: READERS })
  page(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { after }: BehindQuery,
    @CurrentPrincipal() reader: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QualityMatterPage> {
    return this.reads.page('peer-review', id, after, reader, reply);
  }

  /** 评估案卷: the course of the case and the table to score it by, without who the person is. */
  @Get(':id/file')
  @Permission({ name: 'assignment.peer-review.read-file', roles: READERS })
  async file(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentPrincipal() reader: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReviewedFile> {
    const { requestId, facts } = await this.reads.page('peer-review', id, undefined, reader, reply);
    return this.files.of(requestId!, facts['matter'] === 'aid-case' ? 'aid-case' : 'defence-request', String(facts['criteria']));
  }

  /** 启动评估: of a closed case, by two lawyers without any part in it. */
  @Post()
  @Permission({ name: 'assignment.peer-review.open', roles: STAFF })
  open(
    @Body() { requestId, matter, firstReviewer, secondReviewer }: OpenReviewRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const of = { id: requestId, ...(matter === 'aid-case' && { matter }) };
    const intent = { type: 'OpenReview', of, reviewers: [firstReviewer, secondReviewer] } as const;
    return this.carry(new PeerReviews(null, intent, by, context), reply);
  }

  /** 增补评估人: in the place of who stepped aside, or as the third. */
  @Post(':id/reviewers')
  @HttpCode(200)
  @Permission({ name: 'assignment.peer-review.add-reviewer', roles: STAFF })
  add(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reviewerId }: AddReviewerRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.carry(new PeerReviews(id, { type: 'AddReviewer', reviewerId }, by, context), reply);
  }

  /** 回避: a reviewer steps aside, or is taken out. */
  @Post(':id/recuse')
  @HttpCode(200)
  @Permission({ name: 'assignment.peer-review.recuse', roles: READERS })
  recuse(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reviewerId }: RecuseReviewerRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.carry(new PeerReviews(id, { type: 'RecuseReviewer', reviewerId: reviewerId ?? null }, by, context), reply);
  }

  /** 评分: by a reviewer, criterion by criterion, once. */
  @Post(':id/score')
  @HttpCode(200)
  @Permission({ name: 'assignment.peer-review.score', roles: ['lawyer'] })
  score(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { scores }: ScoreCaseRequest,
    @CurrentPrincipal() by: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return this.carry(new PeerReviews(id, { type: 'ScoreCase', scores: { ...scores } }, by, context), reply);
  }
}
