import {
  agencyNotified,
  clockRecounted,
  defenceRequestClosed,
  defenceRequestReceived,
  type AgencyNotifiedV1,
  type ClockRecountedV1,
  type DefenceRequestClosedV1,
  type DefenceRequestReceivedV1,
  type DefenceRequestRef,
} from '@xiezhi/contracts';
import type { InboxItem, Projection } from '@xiezhi/eventsourcing';

/** How a request ended: told in time, told late, or closed without a lawyer. */
export type JointOutcome = 'on_time' | 'late' | 'closed';

/** A request as the joint meeting sees it: where it is, whose it is, and how long it took. No person, no number. */
export interface JointRequestRow {
  readonly request_id: string;
  readonly division: string;
  readonly organ: string;
  readonly institution: string;
  readonly received_at: string;
  readonly due_at: string;
  /** `null` while its clock runs. */
  readonly ended_at: string | null;
  readonly outcome: JointOutcome | null;
}

const FOLLOWED: ReadonlySet<string> = new Set([
  defenceRequestReceived.type,
  clockRecounted.type,
  agencyNotified.type,
  defenceRequestClosed.type,
]);

/** Every request with its clock (通知辩护逐件), behind the figures of the joint meeting: their lists, their change and their trend. */
export const jointRequests: Projection<JointRequestRow, InboxItem> = {
  name: 'joint_requests',
  version: 2,
  key: 'request_id',
  columns: {
    request_id: 'uuid',
    division: 'text',
    organ: 'text',
    institution: 'text',
    received_at: 'timestamptz',
    due_at: 'timestamptz',
    ended_at: 'timestamptz',
    outcome: 'text',
  },
  indexes: ['(due_at, request_id) WHERE ended_at IS NULL', '(ended_at, request_id)', '(received_at, request_id)'],
  seenBy: { divisions: ['division'] },
  keysOf: (item) => (FOLLOWED.has(item.type) ? [(item.data as unknown as DefenceRequestRef).requestId] : []),
  evolve(row, item, requestId) {
    if (item.type === defenceRequestReceived.type) {
      const { division, organ, institution, receivedAt, clock } = item.data as unknown as DefenceRequestReceivedV1;
      const ended = { ended_at: row?.ended_at ?? null, outcome: row?.outcome ?? null };
      return { request_id: requestId, division, organ, institution, received_at: receivedAt, due_at: clock.dueAt, ...ended };
    }
    // What comes after the case agency was told of a lawyer, or after the end, changes nothing of how C02 was kept.
    if (row === null || row.ended_at !== null) return row;
    switch (item.type) {
      case clockRecounted.type:
        return { ...row, due_at: (item.data as unknown as ClockRecountedV1).clock.dueAt };
      case agencyNotified.type: {
        const { notifiedAt, onTime } = item.data as unknown as AgencyNotifiedV1;
        return { ...row, ended_at: notifiedAt, outcome: onTime ? 'on_time' : 'late' };
      }
      default:
        return { ...row, ended_at: (item.data as unknown as DefenceRequestClosedV1).closedAt, outcome: 'closed' };
    }
  },
};
