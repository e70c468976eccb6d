import { idOf, type Projection } from '@xiezhi/eventsourcing';
import { groupMatter, type GroupMatterEvent } from '../group-matter/group-matter.js';

/** A matter in a group (群体性案件的成员案件), or one that was. It is hidden where the matter itself is. */
export interface GroupMemberRow {
  /** `<group>:<matter>` */
  readonly id: string;
  readonly group_id: string;
  readonly matter_id: string;
  readonly matter_kind: string;
  readonly institution: string;
  readonly division: string;
  readonly basis: string;
  readonly joined_at: string;
  readonly removed_at: string | null;
  readonly removal: string | null;
  readonly revision: number;
}

type Membership = Extract<GroupMatterEvent, { type: 'MatterJoined' | 'MatterRemoved' }>;
const isMembership = (event: GroupMatterEvent): event is Membership => event.type === 'MatterJoined' || event.type === 'MatterRemoved';

/** Which matters are in which group. */
export const groupMembers: Projection<GroupMemberRow> = {
  name: 'group_members',
  version: 1,
  key: 'id',
  ofOneStream: true,
  columns: {
    id: 'text',
    group_id: 'uuid',
    matter_id: 'uuid',
    matter_kind: 'text',
    institution: 'text',
    division: 'text',
    basis: 'text',
    joined_at: 'timestamptz',
    removed_at: 'timestamptz',
    removal: 'text',
    revision: 'integer',
  },
  indexes: ['(group_id, joined_at, id)', '(matter_id) WHERE removed_at IS NULL'],
  seenBy: { agencies: ['institution'], matter: 'matter_id' },
  keysOf: (item) => {
    const groupId = idOf(groupMatter, item.stream);
    const event = item as unknown as GroupMatterEvent;
    return groupId === null || !isMembership(event) ? [] : [`${groupId}:${event.data.matterId}`];
  },
  evolve(row, item, id) {
    const event = item as unknown as GroupMatterEvent;
    if (!isMembership(event) || (row !== null && item.revision <= row.revision)) return row;
    if (event.type === 'MatterRemoved')
      return row === null ? null : { ...row, removed_at: event.data.removedAt, removal: event.data.reason, revision: item.revision };
    const { parties, matterId, matterKind, basis, joinedAt } = event.data;
    return {
      id,
      group_id: idOf(groupMatter, item.stream)!,
      matter_id: matterId,
      matter_kind: matterKind,
      institution: parties.institution,
      division: parties.division,
      basis,
      joined_at: joinedAt,
      removed_at: null,
      removal: null,
      revision: item.revision,
    };
  },
};
