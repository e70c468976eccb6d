import { idOf, type Projection } from '@xiezhi/eventsourcing';
import { groupMatter, type GroupMatterEvent } from '../group-matter/group-matter.js';

/** A group matter (群体性案件) without its members, which each have a row of their own. */
export interface GroupMatterRow {
  readonly id: string;
  readonly institution: string;
  readonly division: string;
  readonly title: string;
  readonly reason: string;
  /** Account of the officer who leads it. */
  readonly officer: string;
  readonly status: 'open' | 'closed';
  readonly opened_at: string;
  readonly closed_at: string | null;
  readonly closing: string | null;
  /** False until a matter was joined: there is nothing yet that somebody may not know of. */
  readonly joined: boolean;
  readonly revision: number;
}

function after(row: GroupMatterRow, { type, data }: GroupMatterEvent): Partial<GroupMatterRow> {
  switch (type) {
    case 'MatterJoined':
      return { joined: true };
    case 'OfficerNamed':
      return { officer: data.officer };
    case 'GroupClosed':
      return { status: 'closed', closed_at: data.closedAt, closing: data.reason };
    default:
      return row;
  }
}

function begun(id: string, { type, data }: GroupMatterEvent): GroupMatterRow | null {
  if (type !== 'GroupOpened') return null;
  const { parties, title, reason, officer, openedAt } = data;
  const { institution, division } = parties;
  const open = { status: 'open', opened_at: openedAt, closed_at: null, closing: null, joined: false, revision: -1 } as const;
  return { id, institution, division, title, reason, officer, ...open };
}

/** Group matters, for their institution. */
export const groupMatters: Projection<GroupMatterRow> = {
  name: 'group_matters',
  version: 1,
  key: 'id',
  ofOneStream: true,
  columns: {
    id: 'uuid',
    institution: 'text',
    division: 'text',
    title: 'text',
    reason: 'text',
    officer: 'text',
    status: 'text',
    opened_at: 'timestamptz',
    closed_at: 'timestamptz',
    closing: 'text',
    joined: 'boolean',
    revision: 'integer',
  },
  indexes: ['(institution, status, opened_at, id)'],
  seenBy: { agencies: ['institution'], matter: 'id' },
  keysOf: ({ stream }) => {
    const id = idOf(groupMatter, stream);
    return id === null ? [] : [id];
  },
  evolve(row, item, id) {
    const event = item as unknown as GroupMatterEvent;
    if (row !== null && item.revision <= row.revision) return row;
    const before = row ?? begun(id, event);
    return before === null ? null : { ...before, ...after(before, event), revision: item.revision };
  },
};
