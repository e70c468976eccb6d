import { calendarPublished, type CalendarPublishedV1 } from '@xiezhi/contracts';
import type { InboxItem, JsonObject, RecordedEvent, Workflow, WorkflowCommand } from '@xiezhi/eventsourcing';

/** What was published: whose clocks may move. */
export interface CalendarArrival extends JsonObject {
  readonly calendar: string;
  readonly edition: number;
  readonly division: string;
  readonly year: number;
}

export const RECOUNT_CLOCKS = 'RecountClocks';
const AGAIN = 'again';
/** By now every process counts by the new calendar: a clock that one started by the old one meanwhile is found by the second look. */
export const SECOND_LOOK_MS = 60_000;

const recount = (arrival: CalendarArrival): WorkflowCommand => ({
  to: 'calendar',
  id: arrival.calendar,
  type: RECOUNT_CLOCKS,
  data: arrival,
  division: arrival.division,
});

const isInboxItem = (item: RecordedEvent | InboxItem): item is InboxItem => 'source' in item;

/** What follows from a published calendar (放假安排公布): running clocks are counted again, at once and once more a little later. */
export const calendarArrivals: Workflow<CalendarArrival, RecordedEvent | InboxItem> = {
  name: 'calendar-arrivals',
  initial: { calendar: '', edition: 0, division: '', year: 0 },
  keyOf: (item) =>
    isInboxItem(item) && item.type === calendarPublished.type ? (item.data as unknown as CalendarPublishedV1).calendar : null,
  react(input, state) {
    if (input.kind === 'timer') return { state, send: [recount(state)] };
    if (input.kind !== 'item' || !isInboxItem(input.item)) return { state };
    const { calendar, edition, division, year } = input.item.data as unknown as CalendarPublishedV1;
    // An edition that comes late was superseded before it came.
    if (edition <= state.edition) return { state };
    const arrival: CalendarArrival = { calendar, edition, division, year };
    const again = new Date(Date.parse(input.item.receivedAt) + SECOND_LOOK_MS).toISOString();
    return { state: arrival, send: [recount(arrival)], timers: [{ name: AGAIN, at: again }] };
  },
};
