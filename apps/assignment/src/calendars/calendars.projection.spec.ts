import { calendarPublished, TOPICS, type CalendarPublishedV1 } from '@xiezhi/contracts';
import type { InboxItem, JsonObject } from '@xiezhi/eventsourcing';
import { specOfProjection } from '@xiezhi/eventsourcing/testing';
import { calendars } from './calendars.projection.js';

const published = (edition: number, changes: Partial<CalendarPublishedV1> = {}): InboxItem => ({
  position: String(edition),
  id: `0192f3c4-5a6b-7c7d-9e0f-00000000000${edition}`,
  source: '/xiezhi/directory',
  topic: TOPICS.directory,
  key: 'calendar',
  type: calendarPublished.type,
  time: '2026-11-24T02:00:00.000Z',
  subject: 'regional-540000-2027',
  data: { ...calendarPublished.example, edition, ...changes } as unknown as JsonObject,
  extensions: {},
  receivedAt: '2026-11-24T02:00:00.000Z',
});

it('holds the newest edition of each calendar, in whatever order they come', () => {
  specOfProjection(calendars)
    .given([published(2, { days: [] }), published(1), published(3, { calendar: 'national-2027', scope: 'national' })])
    .thenKeys('national-2027', 'regional-540000-2027')
    .thenRowLike('regional-540000-2027', { edition: 2, days: [] })
    .thenRowLike('national-2027', { edition: 3, scope: 'national' });
});
