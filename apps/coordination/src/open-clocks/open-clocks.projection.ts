import {
  agencyNotified,
  defenceRequestClosed,
  defenceRequestReceived,
  type DefenceRequestReceivedV1,
  type DefenceRequestRef,
} from '@xiezhi/contracts';
import type { InboxItem, Projection } from '@xiezhi/eventsourcing';

/** A statutory clock that still runs. Rows leave when it stops, so the table holds open work only. */
export interface OpenClockRow {
  readonly request_id: string;
  readonly clock_id: string;
  readonly division: string;
  readonly organ: string;
  readonly due_at: string;
}

const FOLLOWED: ReadonlySet<string> = new Set([defenceRequestReceived.type, agencyNotified.type, defenceRequestClosed.type]);

/** Running clocks (在途时限): what is open and what is overdue at this moment follows from the due times. */
export const openClocks: Projection<OpenClockRow, InboxItem> = {
  name: 'open_clocks',
  version: 1,
  key: 'request_id',
  columns: { request_id: 'uuid', clock_id: 'text', division: 'text', organ: 'text', due_at: 'timestamptz' },
  indexes: ['(division, due_at)'],
  seenBy: { divisions: ['division'] },
  keysOf: (item) => (FOLLOWED.has(item.type) ? [(item.data as unknown as DefenceRequestRef).requestId] : []),
  evolve(_row, item, requestId) {
    if (item.type !== defenceRequestReceived.type) return null;
    const { division, organ, clock } = item.data as unknown as DefenceRequestReceivedV1;
    return { request_id: requestId, clock_id: clock.id, division, organ, due_at: clock.dueAt };
  },
};
