import { calendarPublished, type CalendarPublishedV1 } from '@xiezhi/contracts';
import type { InboxItem, JsonObject, Projection } from '@xiezhi/eventsourcing';

/** The edition of a year's calendar that holds. */
export interface CalendarRow {
  /** `national-2027`, `regional-540100-2027` */
  readonly id: string;
  readonly scope: CalendarPublishedV1['scope'];
  readonly division: string;
  readonly year: number;
  readonly edition: number;
  readonly basis: string;
  readonly days: CalendarPublishedV1['days'] & readonly JsonObject[];
  readonly published_at: string;
}

/** Working-day calendars (放假安排) as the directory last published them. An older edition that comes late changes nothing. */
export const calendars: Projection<CalendarRow, InboxItem> = {
  name: 'calendars',
  version: 1,
  key: 'id',
  columns: {
    id: 'text',
    scope: 'text',
    division: 'text',
    year: 'integer',
    edition: 'integer',
    basis: 'text',
    days: 'jsonb',
    published_at: 'timestamptz',
  },
  indexes: ['(division, year)'],
  keysOf: (item) => (item.type === calendarPublished.type ? [(item.data as unknown as CalendarPublishedV1).calendar] : []),
  evolve(row, item, id) {
    const { scope, division, year, edition, basis, days } = item.data as unknown as CalendarPublishedV1;
    if (row !== null && row.edition >= edition) return row;
    return { id, scope, division, year, edition, basis, days: days as CalendarRow['days'], published_at: item.time };
  },
};
