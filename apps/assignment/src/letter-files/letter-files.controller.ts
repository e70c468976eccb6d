import { randomBytes } from 'node:crypto';
import { Controller, Get, Param, ParseUUIDPipe, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { MatterKind } from '@xiezhi/contracts';
import type { ComposedLetter, LetterValues } from '@xiezhi/legal-policy';
import { allowNonce, CurrentPrincipal, Permission, type Principal } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import type { ServiceDetails } from '../letter/letter.js';
import { OpenLetterQuery } from '../letter/letter.request.js';
import type { ListedLetter } from '../letter-register/letter-register.queries.js';
import { matterRoutes, OfMatter } from '../matter-routes.js';
import { attachmentDisposition } from '../papers/file-name.js';
import { DOCX, docxOf } from './letter.docx.js';
import { printPage } from './letter.print.js';
import { LettersOfMatters, type OpenedLetter } from './letters.parts.js';

const PARTIES = ['case_agency_clerk', 'institution_officer', 'institution_head', 'lawyer'];
const READ = { name: 'assignment.letter.read', roles: PARTIES };
const NONCE_BYTES = 18;

/** A letter with all it says. */
export interface LetterInFull {
  readonly letter: ListedLetter;
  /** The fields' values; `null` where the person was erased. */
  readonly values: LetterValues;
  /** Ids of the fields it lacks to be issued. */
  readonly missing: readonly string[];
  readonly composed: ComposedLetter;
  readonly service: ServiceDetails | null;
  readonly voidReason: string | null;
}

/** Letters as they read (文书正文): on the screen, as a Word file, for the printer. Each reading is recorded. */
@ApiTags('assignment')
@Controller(matterRoutes('/:id/letters/:letterId'))
export class LetterFilesController {
  constructor(private readonly letters: LettersOfMatters) {}

  /** 文书内容: what the letter says, and which fields it lacks. */
  @Get('text')
  @Permission(READ)
  async text(
    @OfMatter() of: MatterKind,
    @Param('id', ParseUUIDPipe) requestId: string,
    @Param('letterId', ParseUUIDPipe) id: string,
    @Query() query: OpenLetterQuery,
    @CurrentPrincipal() principal: Principal,
  ): Promise<LetterInFull> {
    const [letter, { texts, missing, composed }] = await this.#open(of, requestId, id, query, principal);
    return { letter, values: texts.values, missing, composed, service: texts.service, voidReason: texts.voidReason };
  }

  /** 下载: the letter as a Word document, with the receipt that goes with it. */
  @Get('docx')
  @Permission(READ)
  @ApiProduces(DOCX)
  async docx(
    @OfMatter() of: MatterKind,
    @Param('id', ParseUUIDPipe) requestId: string,
    @Param('letterId', ParseUUIDPipe) id: string,
    @Query() query: OpenLetterQuery,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const [letter, opened] = await this.#open(of, requestId, id, query, principal);
    const content = await docxOf(this.letters.sheetsOf(opened, letter));
    const name = `${opened.composed.title}${letter.number ?? ''}.docx`;
    void reply.header('cache-control', 'no-store');
    return new StreamableFile(content, {
      type: DOCX,
      length: content.byteLength,
      disposition: attachmentDisposition(name, `letter-${id.slice(0, 8)}.docx`),
    });
  }

  /** 打印: the letter as a page for the printer. */
  @Get('print')
  @Permission(READ)
  @ApiProduces('text/html')
  async print(
    @OfMatter() of: MatterKind,
    @Param('id', ParseUUIDPipe) requestId: string,
    @Param('letterId', ParseUUIDPipe) id: string,
    @Query() query: OpenLetterQuery,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const [letter, opened] = await this.#open(of, requestId, id, query, principal);
    const nonce = randomBytes(NONCE_BYTES).toString('base64url');
    allowNonce(reply, nonce);
    void reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
    return printPage(this.letters.sheetsOf(opened, letter), nonce);
  }

  async #open(
    of: MatterKind,
    requestId: string,
    id: string,
    { purpose, after }: OpenLetterQuery,
    principal: Principal,
  ): Promise<readonly [ListedLetter, OpenedLetter]> {
    const { worklists } = this.letters;
    await this.letters.behind(after);
    const matter = await this.letters.matter(of, requestId, principal);
    const letter = await this.letters.letter(matter, id, principal);
    await worklists.accessLog.record(principal, matter, { what: 'letter', letterId: id }, purpose);
    return [letter, await this.letters.open(letter)];
  }
}
