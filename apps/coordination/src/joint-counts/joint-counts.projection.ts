import {
  agencyNotified,
  defenceRequestClosed,
  defenceRequestReceived,
  type AgencyNotifiedV1,
  type DefenceRequestClosedV1,
  type DefenceRequestRef,
} from '@xiezhi/contracts';
import type { InboxItem, Projection } from '@xiezhi/eventsourcing';

/** Requests of one case agency to one division's institution, counted. */
export interface JointCountsRow {
  /** `<division>|<organ>` */
  readonly id: string;
  readonly division: string;
  readonly organ: string;
  readonly organ_kind: string;
  readonly requests: number;
  /** C02 kept (assigned and notified in time). */
  readonly on_time: number;
  readonly late: number;
  /** Ended before the case agency was told of a lawyer: withdrawn, transferred, not needed. */
  readonly closed: number;
}

const COUNTED: ReadonlySet<string> = new Set([defenceRequestReceived.type, agencyNotified.type, defenceRequestClosed.type]);

/** Counts by division and case agency (联席会议统计), built from public events alone. */
export const jointCounts: Projection<JointCountsRow, InboxItem> = {
  name: 'joint_counts',
  version: 2,
  key: 'id',
  columns: {
    id: 'text',
    division: 'text',
    organ: 'text',
    organ_kind: 'text',
    requests: 'integer',
    on_time: 'integer',
    late: 'integer',
    closed: 'integer',
  },
  indexes: ['(division)'],
  seenBy: { divisions: ['division'] },
  keysOf(item) {
    if (!COUNTED.has(item.type)) return [];
    const { division, organ } = item.data as unknown as DefenceRequestRef;
    return [`${division}|${organ}`];
  },
  evolve(row, item, id) {
    const { division, organ, organKind } = item.data as unknown as DefenceRequestRef;
    const counts = row ?? { id, division, organ, organ_kind: organKind, requests: 0, on_time: 0, late: 0, closed: 0 };
    switch (item.type) {
      case defenceRequestReceived.type:
        return { ...counts, requests: counts.requests + 1 };
      case agencyNotified.type: {
        const { onTime, further = false } = item.data as unknown as AgencyNotifiedV1;
        // C02 is judged once in a request, with its first lawyer.
        if (further) return counts;
        return onTime ? { ...counts, on_time: counts.on_time + 1 } : { ...counts, late: counts.late + 1 };
      }
      case defenceRequestClosed.type:
        return (item.data as unknown as DefenceRequestClosedV1).lawyerTold === true ? counts : { ...counts, closed: counts.closed + 1 };
      default:
        return counts;
    }
  },
};
