import { personErased, REGION_CODE, type PersonErasedV1 } from '@xiezhi/contracts';
import type { InboxItem, JsonObject, RecordedEvent, Workflow, WorkflowCommand } from '@xiezhi/eventsourcing';
import { personErasure } from './person-erasure.js';

/** Who was erased, and when. */
export interface Erased extends JsonObject {
  readonly personId: string;
  readonly erasedAt: string;
}

export const FOLLOW_ERASURE = 'FollowErasure';
const AGAIN = 'again';
/** By now no process remembers the key: a matter that one still sealed with it meanwhile is found by the second look. */
export const SECOND_LOOK_MS = 90_000;

const isInboxItem = (item: RecordedEvent | InboxItem): item is InboxItem => 'source' in item;

const follow = (erased: Erased): WorkflowCommand => ({
  to: personErasure.name,
  id: erased.personId,
  type: FOLLOW_ERASURE,
  data: erased,
  division: REGION_CODE,
});

/** What follows from an erased person: each matter of the person forgets it, durably, however often this is interrupted. */
export const personErasures: Workflow<Erased, RecordedEvent | InboxItem> = {
  name: 'person-erasures',
  initial: { personId: '', erasedAt: '' },
  keyOf: (item) => (isInboxItem(item) && item.type === personErased.type ? (item.data as unknown as PersonErasedV1).personId : null),
  react(input, state) {
    if (input.kind === 'timer') return { state: null, send: [follow(state)] };
    if (input.kind !== 'item' || !isInboxItem(input.item)) return { state };
    const { personId, erasedAt } = input.item.data as unknown as PersonErasedV1;
    const erased: Erased = { personId, erasedAt };
    const again = new Date(Date.parse(input.item.receivedAt) + SECOND_LOOK_MS).toISOString();
    return { state: erased, send: [follow(erased)], timers: [{ name: AGAIN, at: again }] };
  },
};
