import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Permission, type Principal } from '@xiezhi/service';
import type { TextReader } from '../defence-request/written.js';
import type { Relation } from '../access-log/access-log.js';
import { PurposeQuery } from './worklist.request.js';
import { Worklists } from './worklists.js';
import type { WrittenText } from './written-texts.queries.js';

/** What people wrote in the course of a request, for those it was written for. */
@ApiTags('assignment')
@Controller('api/assignment/defence-requests')
export class WrittenTextsController {
  constructor(private readonly worklists: Worklists) {}

  /**
   * 经过中的文字: reasons, minutes and notes, each with its step of the history. What the lawyer wrote for the defence is not shown to the
   * organ, and what a former lawyer wrote not to the next. The reading is recorded.
   */
  @Get(':id/texts')
  @Permission({
    name: 'assignment.defence-request.read-texts',
    roles: ['case_agency_clerk', 'institution_officer', 'institution_head', 'lawyer'],
  })
  async texts(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { purpose }: PurposeQuery,
    @CurrentPrincipal() reader: Principal,
  ): Promise<RequestTexts> {
    const { queries, accessLog, written } = this.worklists;
    const matter = await queries.matter(id, reader);
    await accessLog.record(reader, matter, { what: 'text' }, purpose);
    return { items: await written.read(id, readerOf(matter.relation, reader)) };
  }
}

export interface RequestTexts {
  readonly items: readonly WrittenText[];
}

/** The reader as a party. A lawyer is one by the roster, which the matter was found by. */
const readerOf = (relation: Relation, { lawyerId }: Principal): TextReader => {
  if (relation === 'organ' || relation === 'institution') return { relation };
  if (relation === 'lawyer' && lawyerId !== undefined) return { relation, lawyerId };
  throw new Error(`nobody reads the texts of a request as ${relation}`);
};
