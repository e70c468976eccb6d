import { FULL_COVERAGE_SWITCHES, referenceValueApproved, type FullCoverageSwitch, type ReferenceValueApprovedV1 } from '@xiezhi/contracts';
import type { InboxItem, Projection } from '@xiezhi/eventsourcing';

/** Full coverage (律师辩护全覆盖) switched on or off in a division, from a day on. */
export interface FullCoverageRow {
  /** Of the reference value. */
  readonly id: string;
  readonly kind: FullCoverageSwitch;
  readonly division: string;
  readonly in_force: boolean;
  readonly valid_from: string;
  readonly approved_at: string;
}

const KINDS: ReadonlySet<string> = new Set(FULL_COVERAGE_SWITCHES);

/** Where full coverage holds: the reference values of the directory that switch it, once two people set them. */
export const fullCoverage: Projection<FullCoverageRow, InboxItem> = {
  name: 'full_coverage',
  version: 1,
  key: 'id',
  columns: { id: 'uuid', kind: 'text', division: 'text', in_force: 'boolean', valid_from: 'date', approved_at: 'timestamptz' },
  indexes: ['(division, kind, valid_from DESC, approved_at DESC)'],
  keysOf(item) {
    if (item.type !== referenceValueApproved.type) return [];
    const { valueId, kind } = item.data as unknown as ReferenceValueApprovedV1;
    return KINDS.has(kind) ? [valueId] : [];
  },
  evolve(row, item, id) {
    if (row !== null) return row;
    const { kind, division, value, validFrom } = item.data as unknown as ReferenceValueApprovedV1;
    return { id, kind: kind as FullCoverageSwitch, division, in_force: value === 1, valid_from: validFrom, approved_at: item.time };
  },
};
