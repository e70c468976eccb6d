import { ACCESS_PURPOSES, SPOKEN_LANGUAGES, type AccessPurpose, type SpokenLanguage } from '@xiezhi/contracts';
import { IsDivisionCode, IsInstant, IsLocalDate, PageSize, Text, type SheetFormat } from '@xiezhi/service';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { WORKLIST_STATES, type WorklistState } from './worklist.filter.js';
import { SORT_ORDERS, WORKLIST_SORTS, type WorklistOrder } from './worklist.order.js';
import { MAX_PAGE } from './worklist.queries.js';

const LANGUAGES = SPOKEN_LANGUAGES.map(({ code }) => code);
const PURPOSES = ACCESS_PURPOSES.map(({ code }) => code);

const UUID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** Ids of rows of a list, separated by commas. */
export const IDS = new RegExp(`^${UUID}(,${UUID}){0,${MAX_PAGE - 1}}$`);

/** A log position to read behind (read your own writes). */
export class BehindQuery {
  /** `position` of the command whose effect must be seen. */
  @IsOptional()
  @Matches(/^\d{1,20}$/)
  after?: string;
}

/** A page of a list that is ordered by an instant. */
export class PageByInstantQuery extends BehindQuery {
  @PageSize(MAX_PAGE)
  limit = 40;

  /** `next` of the page before. */
  @IsOptional()
  @Text({ max: 80 })
  @Matches(/^[0-9TZ:.-]{20,30}\|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  cursor?: string;
}

/** A request, or what it was at an instant. */
export class PageQuery extends BehindQuery {
  /** The request as it stood then (时点). */
  @IsOptional()
  @IsInstant()
  at?: string;
}

/** What narrows a list; all of it may stand in an address. */
export class FilterQuery extends BehindQuery {
  /** What the case number (案号) or the letter number (文号) begins with. */
  @IsOptional()
  @Text({ max: 60 })
  q?: string;

  /**
   * For an institution, requests of organs in this division alone; for an organ, its requests to the institutions there. A prefecture's
   * code holds its counties.
   */
  @IsOptional()
  @IsDivisionCode()
  county?: string;

  /** Requests of this organ alone. */
  @IsOptional()
  @Text({ max: 100 })
  organ?: string;

  /** Requests of persons who speak this language alone (使用语言). */
  @IsOptional()
  @IsIn(LANGUAGES)
  language?: SpokenLanguage;

  /** Requests that wait for one's own agency, or for the other party. */
  @IsOptional()
  @IsIn(['mine', 'theirs'])
  turn?: 'mine' | 'theirs';

  /** Requests due on this day or before. */
  @IsOptional()
  @IsLocalDate()
  dueBy?: string;
}

/** One tab of a list, in an order. */
export class TabQuery extends FilterQuery {
  @IsOptional()
  @IsIn(['open', 'done'])
  status: 'open' | 'done' = 'open';

  /** One tab; it says by itself whether its requests are open. */
  @IsOptional()
  @IsIn(WORKLIST_STATES)
  state?: WorklistState;

  /** By due time, by the time of service, or by case number. */
  @IsOptional()
  @IsIn(WORKLIST_SORTS)
  sort: WorklistOrder['sort'] = 'due';

  @IsOptional()
  @IsIn(SORT_ORDERS)
  order: WorklistOrder['order'] = 'asc';
}

export class ListQuery extends TabQuery {
  /** `no`: the `timeline` of each request is left empty, which is most of what is sent. */
  @IsOptional()
  @IsIn(['yes', 'no'])
  history: 'yes' | 'no' = 'yes';

  @PageSize(MAX_PAGE)
  limit = 40;

  @IsOptional()
  @Text({ max: 140 })
  @Matches(/^.{0,100}\|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u)
  cursor?: string;
}

/** The list as a file: the tab with its filters, or the rows that were chosen. */
export class WorklistFileQuery extends TabQuery {
  @IsOptional()
  @IsIn(['csv', 'xlsx'])
  format: SheetFormat = 'xlsx';

  /** Ids of the chosen rows, at most a page of them, with commas between. */
  @IsOptional()
  @Matches(IDS)
  ids?: string;
}

/** Why a person's details are opened: without a purpose they are not. */
export class PurposeQuery {
  @IsIn(PURPOSES)
  purpose!: AccessPurpose;
}

export class SearchQuery {
  /** What a number begins with. */
  @Text({ max: 60 })
  q!: string;
}
