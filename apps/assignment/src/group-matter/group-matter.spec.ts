import { MAX_GROUP_MEMBERS } from '@xiezhi/contracts';
import { derivedId } from '@xiezhi/eventsourcing';
import { recorded, specOf } from '@xiezhi/eventsourcing/testing';
import { groupMatter, type GroupMatterCommand, type GroupMatterEvent, type GroupMatterState } from './group-matter.js';
import { publish } from './group-matter.publisher.js';

const spec = specOf(groupMatter);
const parties = { institution: 'institution-540100', division: '540100' };
const AT = '2026-11-24T02:00:00.000Z';
const OFFICER = '0192f3c4-5a6b-7c7d-9e0f-00000000aa01';
const OTHER = '0192f3c4-5a6b-7c7d-9e0f-00000000aa02';
const matter = (n: number): string => derivedId('matter', String(n));

const opening = { parties, title: '某工地拖欠工资案', reason: 'wages', officer: OFFICER } as const;
const open: GroupMatterCommand = { type: 'OpenGroup', data: { at: AT, ...opening } };
const opened: GroupMatterEvent = { type: 'GroupOpened', data: { ...opening, openedAt: AT } };
const join = (n = 1): GroupMatterCommand => ({
  type: 'JoinMatter',
  data: { at: AT, matterId: matter(n), matterKind: 'aid-case', basis: 'same_opponent' },
});
const joined = (n = 1): GroupMatterEvent => ({
  type: 'MatterJoined',
  data: { parties, matterId: matter(n), matterKind: 'aid-case', basis: 'same_opponent', joinedAt: AT },
});
const remove: GroupMatterCommand = { type: 'RemoveMatter', data: { at: AT, matterId: matter(1), reason: 'settled_apart' } };
const removed: GroupMatterEvent = {
  type: 'MatterRemoved',
  data: { parties, matterId: matter(1), matterKind: 'aid-case', reason: 'settled_apart', removedAt: AT },
};
const name = (officer = OTHER): GroupMatterCommand => ({ type: 'NameOfficer', data: { at: AT, officer } });
const named: GroupMatterEvent = { type: 'OfficerNamed', data: { parties, officer: OTHER, namedAt: AT } };
const close: GroupMatterCommand = { type: 'CloseGroup', data: { at: AT, reason: 'settled' } };
const closed = (members: number): GroupMatterEvent => ({
  type: 'GroupClosed',
  data: { parties, reason: 'settled', members, closedAt: AT },
});

/** What is known of a group after these events. */
const known = (...events: readonly GroupMatterEvent[]) => {
  const state = events.reduce<GroupMatterState>(groupMatter.decider.evolve, groupMatter.decider.initial);
  if (state.status === 'none') throw new Error('nothing was opened');
  return state;
};

describe('a group matter (群体性案件)', () => {
  it('is opened once, and led by who opened it', () => {
    spec.given().when(open).then(opened);
    spec.given(opened).when(open).thenRejected('group_matter.exists');
    expect(known(opened)).toMatchObject({ status: 'open', officer: OFFICER, members: {}, left: [] });
  });

  it('takes a matter once, and again after it was removed', () => {
    spec.given(opened).when(join()).then(joined());
    spec.given(opened, joined()).when(join()).thenRejected('group_matter.already_member');
    spec.given(opened, joined()).when(join(2)).then(joined(2));
    spec.given(opened, joined(), removed).when(join()).then(joined());
    expect(known(opened, joined(), removed)).toMatchObject({ members: {}, left: [matter(1)] });
    expect(known(opened, joined(), removed, joined())).toMatchObject({ members: { [matter(1)]: 'aid-case' }, left: [] });
  });

  it('has no more matters than a page can show', () => {
    const full = Array.from({ length: MAX_GROUP_MEMBERS }, (_, n) => joined(n));
    spec
      .given(opened, ...full.slice(1))
      .when(join(0))
      .then(joined(0));
    spec
      .given(opened, ...full)
      .when(join(MAX_GROUP_MEMBERS))
      .thenRejected('group_matter.too_many_members');
  });

  it('lets go of a matter that is in it, and of no other', () => {
    spec.given(opened, joined()).when(remove).then(removed);
    spec.given(opened).when(remove).thenRejected('group_matter.member.not_found');
    spec.given(opened, joined(), removed).when(remove).thenRejected('group_matter.member.not_found');
  });

  it('is led by another officer once one is named', () => {
    spec.given(opened).when(name()).then(named);
    spec.given(opened, named).when(name()).then();
    spec.given(opened).when(name(OFFICER)).then();
    expect(known(opened, named)).toMatchObject({ officer: OTHER });
  });

  it('is closed once with the matters that are in it, and nothing of it changes then', () => {
    spec.given(opened, joined(), joined(2)).when(close).then(closed(2));
    spec.given(opened, closed(0)).when(close).then();
    expect(known(opened, joined(), closed(1))).toMatchObject({ status: 'closed' });
    for (const command of [join(2), remove, name()])
      spec.given(opened, joined(), closed(1)).when(command).thenRejected('group_matter.closed');
  });

  it('does not exist before it is opened', () => {
    for (const command of [join(), remove, name(), close]) spec.given().when(command).thenRejected('group_matter.not_found');
  });

  it('is told to others without its title and its matters', () => {
    const id = derivedId('group', '1');
    const told = recorded(`group-matter-${id}`, [opened, joined(), named, removed, closed(0)]).flatMap(publish);
    expect(told.map(({ type, subject, data }) => ({ type, subject, data }))).toEqual([
      {
        type: 'assignment.group-matter-opened.v1',
        subject: id,
        data: { groupId: id, ...parties, reason: 'wages', openedAt: AT },
      },
      {
        type: 'assignment.group-matter-closed.v1',
        subject: id,
        data: { groupId: id, ...parties, reason: 'settled', members: 0, closedAt: AT },
      },
    ]);
  });
});
