import { Controller, Get, Param, ParseUUIDPipe, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Permission, type Principal } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { PapersOfRequests, scopeOf } from '../papers/papers.parts.js';
import type { ListedPaper } from '../papers/papers.queries.js';
import { PurposeQuery } from '../worklist/worklist.request.js';
import { ReviewersAccess } from './reviewers.access.js';

/** Those who review, each for oneself. */
const REVIEWERS = ['lawyer'];

/** Papers of a case under peer review (评估案卷材料): for its reviewers, while the review goes on. */
@ApiTags('assignment')
@Controller('api/assignment/peer-reviews/:id/papers')
export class ReviewedPapersController {
  constructor(
    private readonly reviewers: ReviewersAccess,
    private readonly papers: PapersOfRequests,
  ) {}

  /** 评估材料清单: the papers of the case; their names are masked. */
  @Get()
  @Permission({ name: 'assignment.peer-review.list-papers', roles: REVIEWERS })
  async list(@Param('id', ParseUUIDPipe) id: string, @CurrentPrincipal() reader: Principal): Promise<{ items: readonly ListedPaper[] }> {
    const matter = await this.reviewers.toRead(id, reader);
    return { items: await this.papers.queries.list(matter.id, scopeOf(matter, reader)) };
  }

  /** 下载评估材料: the content of a paper. The reading is recorded. */
  @Get(':paperId/content')
  @Permission({ name: 'assignment.peer-review.read-paper', roles: REVIEWERS })
  async content(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('paperId', ParseUUIDPipe) paperId: string,
    @Query() { purpose }: PurposeQuery,
    @CurrentPrincipal() reader: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const matter = await this.reviewers.toRead(id, reader);
    void reply.header('cache-control', 'no-store');
    return this.papers.handOut(matter, paperId, reader, purpose);
  }
}
