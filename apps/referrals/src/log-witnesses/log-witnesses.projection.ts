import { logHeadsCollected, type LogHeadsCollectedV1 } from '@xiezhi/contracts';
import type { InboxItem, Projection } from '@xiezhi/eventsourcing';

/** The head of a log that agencies were sent last, and to whom: from then on a change of what it covers is found (日志首部留存). */
export interface LogWitnessRow {
  readonly log: string;
  readonly number: number;
  readonly events: number;
  readonly told_at: string;
  readonly agencies: readonly string[];
}

/** One row a log. Heads are no agency's: who may look at them is the route's to say. */
export const logWitnesses: Projection<LogWitnessRow, InboxItem> = {
  name: 'log_witnesses',
  version: 1,
  key: 'log',
  columns: { log: 'text', number: 'bigint', events: 'bigint', told_at: 'timestamptz', agencies: 'text[]' },
  keysOf: (item) => (item.type === logHeadsCollected.type ? (item.data as unknown as LogHeadsCollectedV1).heads.map(({ log }) => log) : []),
  evolve(row, item, log) {
    const { heads, agencies } = item.data as unknown as LogHeadsCollectedV1;
    const head = heads.find((one) => one.log === log);
    if (head === undefined) return row;
    const { number, events } = head;
    // A telling to very many agencies comes in parts of the same heads.
    const same = row !== null && Number(row.number) === number && Number(row.events) === events;
    return { log, number, events, told_at: item.time, agencies: [...new Set([...(same ? row.agencies : []), ...agencies])].toSorted() };
  },
};
