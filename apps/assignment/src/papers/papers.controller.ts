import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseIntPipe,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
  Res,
  type StreamableFile,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import {
  BytesBody,
  CommandRequest,
  CurrentPrincipal,
  etagOf,
  Permission,
  type Principal,
  type RequestContext,
  type Upload,
} from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import type { CommandAnswer } from '../defence-request/defence-request.request.js';
import type { DefenceRequestHandled } from '../defence-request/defence-request.handler.js';
import { BehindQuery, PurposeQuery } from '../worklist/worklist.request.js';
import type { ListedPaper } from './papers.queries.js';
import { AttachPaperRequest, BeginUploadRequest, RemovePaperRequest } from './papers.request.js';
import { PapersOfRequests, scopeOf } from './papers.parts.js';

/** Staff of the case agency (办案机关承办人), who file; and with them those of the institution and the lawyer of the case, who read. */
const CASE_AGENCY = ['case_agency_clerk'];
const READERS = ['case_agency_clerk', 'institution_officer', 'institution_head', 'lawyer'];
/** Chunks of the largest file there may be, and more. */
const BYTES = { schema: { type: 'string', format: 'binary' } } as const;

/** Papers of a request (随案材料) as files: upload in chunks, file, list, download, take back. */
@ApiTags('assignment')
@Controller('api/assignment/defence-requests/:id/papers')
export class PapersController {
  constructor(private readonly papers: PapersOfRequests) {}

  /** 开始上传: begins the upload of one file; its chunks are sent next. */
  @Post('uploads')
  @Permission({ name: 'assignment.paper.upload', roles: CASE_AGENCY })
  begin(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: BeginUploadRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<Upload> {
    return this.papers.filing.begin(id, body, principal, context);
  }

  /** 上传进度: which chunks are stored, so that an upload goes on where it broke off. */
  @Get('uploads/:uploadId')
  @Permission({ name: 'assignment.paper.upload', roles: CASE_AGENCY })
  progress(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('uploadId', ParseUUIDPipe) uploadId: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<Upload> {
    return this.papers.filing.progress(id, uploadId, principal);
  }

  /** 上传分片: one chunk, its number counted from 0. Sent twice it is stored once; the order is free. */
  @Put('uploads/:uploadId/chunks/:number')
  @Permission({ name: 'assignment.paper.upload', roles: CASE_AGENCY }, { takesBytes: true })
  @ApiConsumes('application/octet-stream')
  @ApiBody(BYTES)
  receive(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('uploadId', ParseUUIDPipe) uploadId: string,
    @Param('number', ParseIntPipe) number: number,
    @BytesBody() content: Buffer,
    @CurrentPrincipal() principal: Principal,
  ): Promise<Upload> {
    return this.papers.filing.receive(id, uploadId, number, content, principal);
  }

  /** 提交材料: makes a paper of an upload that is complete; refused when its content is not what it should be, or infected. */
  @Post()
  @Permission({ name: 'assignment.paper.attach', roles: CASE_AGENCY })
  async attach(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: AttachPaperRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const answer = answerOf(await this.papers.filing.attach(id, body, principal, context), reply);
    void reply.header('Location', `/api/assignment/defence-requests/${id}/papers/${body.uploadId}/content`);
    return answer;
  }

  /** 撤回材料: takes a paper back before a lawyer is assigned; its content is destroyed. */
  @Post(':paperId/remove')
  @HttpCode(200)
  @Permission({ name: 'assignment.paper.remove', roles: CASE_AGENCY })
  async remove(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('paperId', ParseUUIDPipe) paperId: string,
    @Body() { reason }: RemovePaperRequest,
    @CurrentPrincipal() principal: Principal,
    @CommandRequest() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    return answerOf(await this.papers.filing.remove(id, paperId, reason, principal, context), reply);
  }

  /** 材料清单: the papers of a request; their names are masked. */
  @Get()
  @Permission({ name: 'assignment.paper.list', roles: READERS })
  async list(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { after }: BehindQuery,
    @CurrentPrincipal() principal: Principal,
  ): Promise<{ items: readonly ListedPaper[] }> {
    await this.papers.behind(after);
    const matter = await this.papers.access.toRead(id, principal);
    return { items: await this.papers.queries.list(id, scopeOf(matter, principal)) };
  }

  /** 下载材料: the content of a paper under its whole name. The reading is recorded. */
  @Get(':paperId/content')
  @Permission({ name: 'assignment.paper.read', roles: READERS })
  async content(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('paperId', ParseUUIDPipe) paperId: string,
    @Query() { purpose }: PurposeQuery,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const matter = await this.papers.access.toRead(id, principal);
    void reply.header('cache-control', 'no-store');
    return this.papers.handOut(matter, paperId, principal, purpose);
  }
}

function answerOf({ id, revision, position, replayed }: DefenceRequestHandled, reply: FastifyReply): CommandAnswer {
  void reply.header('ETag', etagOf(revision));
  return { id, revision, position, replayed };
}
