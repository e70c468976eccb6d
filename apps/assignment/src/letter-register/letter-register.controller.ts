import { Controller, Get, Param, ParseUUIDPipe, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { MatterKind } from '@xiezhi/contracts';
import { currentTemplate, LETTER_FORMS, type LetterField, type LetterForm, type LetterRecipient } from '@xiezhi/legal-policy';
import { agencyScope, CurrentPrincipal, etagOf, Permission, type Principal } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import { matterRoutes, OfMatter } from '../matter-routes.js';
import { LAWYER_ROLE } from '../defence-request/relations.js';
import { RegisterQuery } from '../letter/letter.request.js';
import { LettersOfMatters } from '../letter-files/letters.parts.js';
import { BehindQuery } from '../worklist/worklist.request.js';
import type { ListedLetter, RegisterPage } from './letter-register.queries.js';

const PARTIES = ['case_agency_clerk', 'institution_officer', 'institution_head'];
const LIST = { name: 'assignment.letter.list', roles: [...PARTIES, LAWYER_ROLE] };

/** A form that the reader may write for a matter. */
export interface UsableForm {
  readonly form: LetterForm;
  readonly version: number;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly word: string;
  readonly to: LetterRecipient;
  readonly receipt: boolean;
  /** A Tibetan parallel text goes with it. */
  readonly tibetan: boolean;
  readonly fields: readonly Omit<LetterField, 'owner' | 'from'>[];
}

/** An agency's register of letters (文书登记簿). What letters say is read one by one. */
@ApiTags('assignment')
@Controller('api/assignment/letters')
export class LetterRegisterController {
  constructor(private readonly letters: LettersOfMatters) {}

  /** 文书登记簿: an agency's letters by number, also void ones. */
  @Get()
  @Permission({ name: 'assignment.letter.register', roles: PARTIES })
  async register(@Query() { after, limit, cursor, ...wish }: RegisterQuery, @CurrentPrincipal() reader: Principal): Promise<RegisterPage> {
    await this.letters.behind(after);
    return this.letters.queries.register({ ...agencyScope(reader), ...wish }, limit, cursor);
  }
}

/** The letters of a matter, and the forms for more. */
@ApiTags('assignment')
@Controller(matterRoutes('/:id'))
export class MatterLettersController {
  constructor(private readonly letters: LettersOfMatters) {}

  /** 文书格式: the forms one may write for a matter, with the fields each asks. */
  @Get('letter-templates')
  @Permission({ name: 'assignment.letter.templates', roles: PARTIES })
  async templates(
    @OfMatter() of: MatterKind,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { after }: BehindQuery,
    @CurrentPrincipal() principal: Principal,
  ): Promise<{ items: readonly UsableForm[] }> {
    await this.letters.behind(after);
    const { relation } = await this.letters.matter(of, id, principal);
    const today = this.letters.today();
    const items = LETTER_FORMS.map((form) => currentTemplate(form, today, of))
      .filter((template) => template !== undefined)
      .filter(({ issuer, organKind }) => issuer === relation && (organKind === undefined || organKind === principal.agencyKind))
      .map(({ form, version, titleZh, titleEn, word, to, receipt, bo, fields }) => ({
        form,
        version,
        titleZh,
        titleEn,
        word,
        to,
        receipt,
        tibetan: bo !== undefined,
        fields: fields.map(({ owner: _owner, from: _from, ...field }) => field),
      }));
    return { items };
  }

  /** 本案文书: the letters of a matter that the reader's agency wrote or was sent; to its lawyer those of the work. */
  @Get('letters')
  @Permission(LIST)
  async ofMatter(
    @OfMatter() of: MatterKind,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { after }: BehindQuery,
    @CurrentPrincipal() principal: Principal,
  ): Promise<{ items: readonly ListedLetter[] }> {
    await this.letters.behind(after);
    return { items: await this.letters.ofMatter(await this.letters.matter(of, id, principal), principal) };
  }

  /** 文书: one letter, without what it says. */
  @Get('letters/:letterId')
  @Permission(LIST)
  async letter(
    @OfMatter() of: MatterKind,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('letterId', ParseUUIDPipe) letterId: string,
    @Query() { after }: BehindQuery,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListedLetter> {
    await this.letters.behind(after);
    const letter = await this.letters.letter(await this.letters.matter(of, id, principal), letterId, principal);
    void reply.header('ETag', etagOf(letter.revision));
    return letter;
  }
}
