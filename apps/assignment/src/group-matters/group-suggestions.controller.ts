import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Permission, type Principal } from '@xiezhi/service';
import { GroupSuggestionQuery, GroupSuggestionRowsQuery } from '../group-matter/group-matter.request.js';
import { HEAD_ROLE } from '../sensitive-matter/circle.js';
import { Worklists } from '../worklist/worklists.js';
import { groupMembers } from './group-members.projection.js';
import { groupMatters } from './group-matters.projection.js';
import { GroupSuggestions, type GroupSuggestion } from './group-suggestions.queries.js';

/** What seems to be a group matter, and is none yet (建议并为群体性案件). */
@ApiTags('assignment')
@Controller('api/assignment/group-suggestions')
export class GroupSuggestionsController {
  constructor(
    private readonly suggestions: GroupSuggestions,
    private readonly worklists: Worklists,
  ) {}

  /** 建议并案: open matters of the institution with the case number, or against the opposing party, of one. */
  @Get()
  @Permission({ name: 'assignment.group-matter.suggestion', roles: ['institution_officer', HEAD_ROLE] })
  async of(
    @Query() { after, matter, matterKind }: GroupSuggestionQuery,
    @CurrentPrincipal() reader: Principal,
  ): Promise<{ readonly suggestion: GroupSuggestion | null }> {
    await this.worklists.behind(after, [groupMatters, groupMembers]);
    return { suggestion: await this.suggestions.of(reader, matterKind, matter) };
  }

  /** 可并为群体案件: which matters of a list there is a suggestion for. */
  @Get('rows')
  @Permission({ name: 'assignment.group-matter.suggestion', roles: ['institution_officer', HEAD_ROLE] })
  async rows(
    @Query() { after, matters, matterKind }: GroupSuggestionRowsQuery,
    @CurrentPrincipal() reader: Principal,
  ): Promise<{ readonly matters: readonly string[] }> {
    await this.worklists.behind(after, [groupMatters, groupMembers]);
    return { matters: await this.suggestions.among(reader, matterKind, matters.split(',')) };
  }
}
