import {
  MAX_GROUP_MEMBERS,
  type GroupClosing,
  type GroupJoinBasis,
  type GroupReason,
  type GroupRemoval,
  type SensitiveMatterRef,
} from '@xiezhi/contracts';
import { assertNever, Rejected, type Decider, type JsonObject, type Message, type StreamType } from '@xiezhi/eventsourcing';

/** The institution that leads the group (牵头机构), whose matters it joins. */
export interface GroupParties extends JsonObject {
  readonly institution: string;
  readonly division: string;
}

/** What can be joined: the same matters that can be flagged. */
export type MemberKind = SensitiveMatterRef['matterKind'];

interface At {
  readonly at: string;
}

/** Commands on a group matter (群体性案件). */
export type GroupMatterCommand =
  /** 设立群体性案件 */
  | Message<
      'OpenGroup',
      At & { readonly parties: GroupParties; readonly title: string; readonly reason: GroupReason; readonly officer: string }
    >
  /** 并入 */
  | Message<'JoinMatter', At & { readonly matterId: string; readonly matterKind: MemberKind; readonly basis: GroupJoinBasis }>
  /** 移出 */
  | Message<'RemoveMatter', At & { readonly matterId: string; readonly reason: GroupRemoval }>
  /** 更换牵头承办人 */
  | Message<'NameOfficer', At & { readonly officer: string }>
  /** 结束 */
  | Message<'CloseGroup', At & { readonly reason: GroupClosing }>;

type Of<Data> = JsonObject & { readonly parties: GroupParties } & Data;
interface Member {
  readonly matterId: string;
  readonly matterKind: MemberKind;
}

/** Events of a group matter. No person is named: the title says what is common, the reasons are coded. */
export type GroupMatterEvent =
  | Message<
      'GroupOpened',
      Of<{ readonly title: string; readonly reason: GroupReason; readonly officer: string; readonly openedAt: string }>
    >
  | Message<'MatterJoined', Of<Member & { readonly basis: GroupJoinBasis; readonly joinedAt: string }>>
  | Message<'MatterRemoved', Of<Member & { readonly reason: GroupRemoval; readonly removedAt: string }>>
  | Message<'OfficerNamed', Of<{ readonly officer: string; readonly namedAt: string }>>
  | Message<'GroupClosed', Of<{ readonly reason: GroupClosing; readonly members: number; readonly closedAt: string }>>;

export type GroupMatterState =
  | { readonly status: 'none' }
  | {
      readonly status: 'open' | 'closed';
      readonly parties: GroupParties;
      /** Account of the officer who leads it. */
      readonly officer: string;
      /** Matter → what it is. */
      readonly members: Readonly<Record<string, MemberKind>>;
      /** Matters that were in it, and are no more. */
      readonly left: readonly string[];
    };
export type KnownGroup = Exclude<GroupMatterState, { status: 'none' }>;

export const groupNotFound = (): Rejected => new Rejected('group_matter.not_found', '没有这件群体性案件。There is no such group matter.');

/** The group while matters join and leave it. */
function going(state: GroupMatterState): KnownGroup {
  if (state.status === 'none') throw groupNotFound();
  if (state.status === 'open') return state;
  throw new Rejected('group_matter.closed', '该群体性案件已结束,不能再更改。The group is closed; nothing of it can be changed.');
}

function join(
  { at: joinedAt, ...member }: Extract<GroupMatterCommand, { type: 'JoinMatter' }>['data'],
  state: GroupMatterState,
): readonly GroupMatterEvent[] {
  const { parties, members } = going(state);
  if (members[member.matterId] !== undefined)
    throw new Rejected('group_matter.already_member', '本案已在该群体性案件中。The matter is in this group already.');
  if (Object.keys(members).length >= MAX_GROUP_MEMBERS)
    throw new Rejected(
      'group_matter.too_many_members',
      `一件群体性案件至多并入${MAX_GROUP_MEMBERS}案,请另行设立。A group has ${MAX_GROUP_MEMBERS} matters at most; open another.`,
    );
  return [{ type: 'MatterJoined', data: { parties, ...member, joinedAt } }];
}

function decide(command: GroupMatterCommand, state: GroupMatterState): readonly GroupMatterEvent[] {
  switch (command.type) {
    case 'OpenGroup': {
      if (state.status !== 'none') throw new Rejected('group_matter.exists', '该群体性案件已设立。This group matter was opened already.');
      const { at: openedAt, ...given } = command.data;
      return [{ type: 'GroupOpened', data: { ...given, openedAt } }];
    }
    case 'JoinMatter':
      return join(command.data, state);
    case 'RemoveMatter': {
      const { parties, members } = going(state);
      const { at: removedAt, matterId, reason } = command.data;
      const matterKind = members[matterId];
      if (matterKind === undefined)
        throw new Rejected('group_matter.member.not_found', '本案不在该群体性案件中。The matter is not in this group.');
      return [{ type: 'MatterRemoved', data: { parties, matterId, matterKind, reason, removedAt } }];
    }
    case 'NameOfficer': {
      const { parties, officer } = going(state);
      const { at: namedAt, officer: named } = command.data;
      return named === officer ? [] : [{ type: 'OfficerNamed', data: { parties, officer: named, namedAt } }];
    }
    case 'CloseGroup': {
      if (state.status === 'closed') return [];
      const { parties, members } = going(state);
      const { at: closedAt, reason } = command.data;
      return [{ type: 'GroupClosed', data: { parties, reason, members: Object.keys(members).length, closedAt } }];
    }
    default:
      return assertNever(command);
  }
}

function evolve(state: GroupMatterState, { type, data }: GroupMatterEvent): GroupMatterState {
  if (type === 'GroupOpened') return { status: 'open', parties: data.parties, officer: data.officer, members: {}, left: [] };
  if (state.status === 'none') return state;
  switch (type) {
    case 'MatterJoined':
      return {
        ...state,
        members: { ...state.members, [data.matterId]: data.matterKind },
        left: state.left.filter((matterId) => matterId !== data.matterId),
      };
    case 'MatterRemoved': {
      const { [data.matterId]: _gone, ...members } = state.members;
      return { ...state, members, left: [...state.left, data.matterId] };
    }
    case 'OfficerNamed':
      return { ...state, officer: data.officer };
    case 'GroupClosed':
      return { ...state, status: 'closed' };
    default:
      return assertNever(type);
  }
}

const decider: Decider<GroupMatterState, GroupMatterCommand, GroupMatterEvent> = { initial: { status: 'none' }, decide, evolve };

/** Matters of one institution that are one thing to those concerned (群体性案件), handled together (2010年意见 二(五)). */
export const groupMatter: StreamType<GroupMatterState, GroupMatterCommand, GroupMatterEvent> = { name: 'group-matter', decider };
