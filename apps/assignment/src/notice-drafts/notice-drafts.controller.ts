import { Body, Controller, Delete, Get, Headers, HttpCode, Param, ParseUUIDPipe, Put, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, etagOf, expectedRevision, invalidRequest, maskName, Permission, type Principal } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { SaveDraftRequest } from './notice-drafts.request.js';
import { MAX_DRAFT_BYTES, NoticeDrafts, type Draft, type DraftContent, type SavedDraft } from './notice-drafts.rows.js';

/** Those who send notices write drafts of them. */
const CASE_AGENCY = ['case_agency_clerk'];

/** A draft in the list: enough to know it by, with the name masked. */
export interface ListedDraft extends SavedDraft {
  /** 发现情形 or a notice: by the `form` that its content names. */
  readonly form: 'notice' | 'discovery';
  /** The recorded discovery whose notice it is: by the `requestId` of its content. */
  readonly requestId: string | null;
  readonly caseNumber: string | null;
  readonly personName: string | null;
}

/** Notices being written (草稿), kept for their author alone. */
@ApiTags('assignment')
@Controller('api/assignment/notice-drafts')
export class NoticeDraftsController {
  constructor(private readonly drafts: NoticeDrafts) {}

  /** 我的草稿: the caller's drafts, the one saved last first. */
  @Get()
  @Permission({ name: 'assignment.notice-draft.write', roles: CASE_AGENCY })
  async list(@CurrentPrincipal() author: Principal): Promise<{ items: readonly ListedDraft[] }> {
    const drafts = await this.drafts.list(author);
    return { items: drafts.map(({ content, ...saved }) => ({ ...saved, ...titleOf(content) })) };
  }

  /** 打开草稿: one of the caller's drafts, as it was written. */
  @Get(':id')
  @Permission({ name: 'assignment.notice-draft.write', roles: CASE_AGENCY })
  async read(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentPrincipal() author: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Draft> {
    const draft = await this.drafts.get(author, id);
    void reply.header('ETag', etagOf(draft.revision));
    return draft;
  }

  /** 保存草稿: under an id of the caller's making; the first time without `If-Match`, then with the `ETag` that was given. */
  @Put(':id')
  @ApiHeader({ name: 'If-Match', required: false })
  @Permission({ name: 'assignment.notice-draft.write', roles: CASE_AGENCY })
  async save(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { content }: SaveDraftRequest,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentPrincipal() author: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SavedDraft> {
    if (Buffer.byteLength(JSON.stringify(content)) > MAX_DRAFT_BYTES) {
      const detail = `草稿不得超过 ${MAX_DRAFT_BYTES} 字节。A draft must have at most ${MAX_DRAFT_BYTES} bytes.`;
      throw invalidRequest([{ path: 'content', code: 'draft.too_large', detail }]);
    }
    const saved = await this.drafts.save(author, id, content, expectedRevision(ifMatch));
    void reply.header('ETag', etagOf(saved.revision));
    return saved;
  }

  /** 删除草稿: one of the caller's drafts. */
  @Delete(':id')
  @HttpCode(204)
  @Permission({ name: 'assignment.notice-draft.write', roles: CASE_AGENCY })
  async delete(@Param('id', ParseUUIDPipe) id: string, @CurrentPrincipal() author: Principal): Promise<void> {
    await this.drafts.delete(author, id);
  }
}

/** What a draft is known by, when that much is written. */
function titleOf({ form, requestId, caseNumber, person }: DraftContent): Omit<ListedDraft, keyof SavedDraft> {
  const name = typeof person === 'object' && person !== null && 'name' in person ? person.name : null;
  return {
    form: form === 'discovery' ? form : 'notice',
    requestId: typeof requestId === 'string' ? requestId : null,
    caseNumber: typeof caseNumber === 'string' && caseNumber !== '' ? caseNumber : null,
    personName: typeof name === 'string' && name !== '' ? maskName(name) : null,
  };
}
