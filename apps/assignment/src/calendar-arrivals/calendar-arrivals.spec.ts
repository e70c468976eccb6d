import { calendarPublished, TOPICS, type CalendarPublishedV1 } from '@xiezhi/contracts';
import type { InboxItem, JsonObject } from '@xiezhi/eventsourcing';
import { timerFired, specOfWorkflow } from '@xiezhi/eventsourcing/testing';
import { calendarArrivals, RECOUNT_CLOCKS } from './calendar-arrivals.js';

const RECEIVED_AT = '2026-11-24T02:00:00.000Z';
const A_MINUTE_LATER = '2026-11-24T02:01:00.000Z';

const published = (edition: number): InboxItem => ({
  position: String(edition),
  id: `0192f3c4-5a6b-8c7d-9e0f-00000000000${edition}`,
  source: '/xiezhi/directory',
  topic: TOPICS.directory,
  key: 'calendar',
  type: calendarPublished.type,
  time: RECEIVED_AT,
  subject: 'national-2027',
  data: {
    ...calendarPublished.example,
    calendar: 'national-2027',
    scope: 'national',
    edition,
  } satisfies CalendarPublishedV1 as unknown as JsonObject,
  extensions: {},
  receivedAt: RECEIVED_AT,
});
const recount = (edition: number) => ({
  type: RECOUNT_CLOCKS,
  data: { calendar: 'national-2027', edition, division: '540000', year: 2027 },
});

it('counts clocks again when a calendar is published, and once more when every process has surely heard of it', () => {
  const spec = specOfWorkflow(calendarArrivals);
  spec.given().when(published(1)).thenSends(recount(1)).thenTimers({ again: A_MINUTE_LATER });
  spec.given(published(1)).when(timerFired('again', A_MINUTE_LATER)).thenSends(recount(1)).thenTimers({});
});

it('follows a later edition, and leaves an older one that comes late alone', () => {
  const spec = specOfWorkflow(calendarArrivals);
  spec.given(published(1)).when(published(2)).thenSends(recount(2));
  spec.given(published(2)).when(published(1)).thenSends();
});
