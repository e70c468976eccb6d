import { groupMatterClosed, groupMatterOpened, TOPICS, type Contract, type GroupMatterRef } from '@xiezhi/contracts';
import { idOf, publicMessage, type BusMessage, type RecordedEvent } from '@xiezhi/eventsourcing';
import { groupMatter, type GroupMatterEvent } from './group-matter.js';

/** Tells that there is a group matter, and that it ended; which matters are in it, and what it is called, stays here. */
export function publish(event: RecordedEvent): readonly BusMessage[] {
  const groupId = idOf(groupMatter, event.stream);
  if (groupId === null) return [];
  const { type, data } = event as unknown as GroupMatterEvent;
  const { institution, division } = data.parties;
  const ref: GroupMatterRef = { groupId, institution, division };
  const tell = <Data extends object>(contract: Contract<Data>, time: string, fact: Data): readonly BusMessage[] => [
    publicMessage(event, {
      topic: TOPICS.assignment,
      source: '/xiezhi/assignment',
      type: contract.type,
      subject: groupId,
      time,
      data: fact,
    }),
  ];
  if (type === 'GroupOpened') return tell(groupMatterOpened, data.openedAt, { ...ref, reason: data.reason, openedAt: data.openedAt });
  if (type !== 'GroupClosed') return [];
  const { reason, members, closedAt } = data;
  return tell(groupMatterClosed, closedAt, { ...ref, reason, members, closedAt });
}
