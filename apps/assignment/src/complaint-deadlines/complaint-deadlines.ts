import { idOf, type InboxItem, type JsonObject, type RecordedEvent, type Workflow } from '@xiezhi/eventsourcing';
import { complaint, type ComplaintEvent } from '../complaint/complaint.js';

interface Deadlines extends JsonObject {
  readonly complaintId: string;
  readonly division: string;
}

const isInboxItem = (item: RecordedEvent | InboxItem): item is InboxItem => 'source' in item;

/** By when a complaint must be accepted, concluded and answered (投诉办理时限). */
export const complaintDeadlines: Workflow<Deadlines, RecordedEvent | InboxItem> = {
  name: 'complaint-deadlines',
  initial: { complaintId: '', division: '' },
  keyOf: (item) => (isInboxItem(item) ? null : idOf(complaint, item.stream)),
  react(input, state) {
    if (input.kind === 'timer') {
      const { complaintId: id, division } = state;
      return { state, send: [{ to: complaint.name, id, type: 'RecordBreach', data: { duty: input.name }, division }] };
    }
    if (input.kind !== 'item' || isInboxItem(input.item)) return { state };
    const complaintId = idOf(complaint, input.item.stream)!;
    const event = input.item as unknown as ComplaintEvent;
    switch (event.type) {
      // A timer of the same name takes the place of the one before.
      case 'ComplaintClockRecounted':
      case 'ComplaintClockStarted': {
        const { parties, duty, clock } = event.data;
        const known = { complaintId, division: parties.division };
        return clock.dueAt === null ? { state: known } : { state: known, timers: [{ name: duty, at: clock.dueAt }] };
      }
      case 'ComplaintClockStopped':
        return { state, cancel: [event.data.duty] };
      case 'ComplaintAnswered':
        return { state: null, cancel: ['answer'] };
      case 'ComplaintWithdrawn':
        return { state: null, cancel: ['accept', 'conclude'] };
      default:
        return { state };
    }
  },
};
