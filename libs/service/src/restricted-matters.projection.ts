import { matterRestricted, type MatterRestrictedV1 } from '@xiezhi/contracts';
import type { InboxItem, Projection } from '@xiezhi/eventsourcing';

/** A matter that was kept to a circle (知悉范围), as services hear of it that only list matters. */
export interface RestrictedMatterRow {
  readonly id: string;
  /** The institution, whose people outside of the circle do not see it. */
  readonly held_by: string;
  readonly division: string;
  readonly restricted: boolean;
  readonly circle: readonly string[];
  readonly changed_at: string;
}

/** Which matters are kept to a circle, as assignment tells it. */
export const restrictedMatters: Projection<RestrictedMatterRow, InboxItem> = {
  name: 'restricted_matters',
  version: 1,
  key: 'id',
  columns: { id: 'uuid', held_by: 'text', division: 'text', restricted: 'boolean', circle: 'text[]', changed_at: 'timestamptz' },
  indexes: ['(held_by) WHERE restricted'],
  seenBy: { divisions: ['division'] },
  keysOf: (item) => (item.type === matterRestricted.type ? [(item.data as unknown as MatterRestrictedV1).matterId] : []),
  evolve(row, item, id) {
    const { institution, division, restricted, circle, changedAt } = item.data as unknown as MatterRestrictedV1;
    // Messages may come again: an older one changes nothing.
    if (row !== null && changedAt < row.changed_at) return row;
    return { id, held_by: institution, division, restricted, circle, changed_at: changedAt };
  },
};
