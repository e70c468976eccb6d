import { recorded, specOfProjection } from '@xiezhi/eventsourcing/testing';
import type { GroupMatterEvent } from '../group-matter/group-matter.js';
import { groupMatters } from './group-matters.projection.js';
import { groupMembers } from './group-members.projection.js';

const ID = '0192f3c4-5a6b-8c7d-9e0f-11223344a001';
const MATTER = '0192f3c4-5a6b-8c7d-9e0f-112233445566';
const AT = '2026-11-24T02:00:00.000Z';
const LATER = '2026-12-24T02:00:00.000Z';
const parties = { institution: 'institution-540100', division: '540100' };
const member = { parties, matterId: MATTER, matterKind: 'defence-request' } as const;
const opened: GroupMatterEvent = {
  type: 'GroupOpened',
  data: { parties, title: '某工地拖欠工资案', reason: 'wages', officer: 'account-1', openedAt: AT },
};
const joined: GroupMatterEvent = { type: 'MatterJoined', data: { ...member, basis: 'same_case', joinedAt: AT } };
const removed: GroupMatterEvent = { type: 'MatterRemoved', data: { ...member, reason: 'other_facts', removedAt: LATER } };
const named: GroupMatterEvent = { type: 'OfficerNamed', data: { parties, officer: 'account-2', namedAt: LATER } };
const closed: GroupMatterEvent = { type: 'GroupClosed', data: { parties, reason: 'divided', members: 1, closedAt: LATER } };
const group = (...events: readonly GroupMatterEvent[]) => recorded(`group-matter-${ID}`, [opened, ...events]).flatMap((one) => [one, one]);

it('lists a group with who leads it and how it ended', () => {
  const spec = specOfProjection(groupMatters);
  spec.given(group()).thenRowLike(ID, { ...parties, title: '某工地拖欠工资案', status: 'open', officer: 'account-1', joined: false });
  spec.given(group(joined, removed)).thenRowLike(ID, { joined: true, revision: 2 });
  spec.given(group(named)).thenRowLike(ID, { officer: 'account-2' });
  spec.given(group(closed)).thenRowLike(ID, { status: 'closed', closing: 'divided', closed_at: LATER });
});

it('has a row for each matter, which stays when the matter leaves and is fresh when it comes back', () => {
  const spec = specOfProjection(groupMembers);
  const key = `${ID}:${MATTER}`;
  spec.given(group(joined)).thenRowLike(key, { group_id: ID, matter_id: MATTER, basis: 'same_case', joined_at: AT, removed_at: null });
  spec.given(group(joined, removed)).thenRowLike(key, { removed_at: LATER, removal: 'other_facts' });
  spec.given(group(joined, removed, joined)).thenRowLike(key, { removed_at: null, removal: null, revision: 3 });
  spec.given(group()).thenNoRow(key);
});
