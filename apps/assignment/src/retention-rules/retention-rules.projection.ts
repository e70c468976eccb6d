import {
  RETENTION_KINDS,
  referenceValueApproved,
  retentionValueKind,
  type ReferenceValueApprovedV1,
  type RetentionKind,
} from '@xiezhi/contracts';
import type { InboxItem, Projection } from '@xiezhi/eventsourcing';

/** For how many months a division keeps matters that ended so, from a day on. */
export interface RetentionRuleRow {
  /** Of the reference value. */
  readonly id: string;
  readonly kind: RetentionKind;
  readonly division: string;
  readonly months: number;
  readonly valid_from: string;
  readonly source: string;
  readonly source_on: string;
  readonly approved_at: string;
}

const KINDS = new Map<string, RetentionKind>(RETENTION_KINDS.map(({ code }) => [retentionValueKind(code), code]));

/** Rules of retention (保存期限规则): the reference values of the directory that say for how long matters are kept, once two people set them. */
export const retentionRules: Projection<RetentionRuleRow, InboxItem> = {
  name: 'retention_rules',
  version: 2,
  key: 'id',
  columns: {
    id: 'uuid',
    kind: 'text',
    division: 'text',
    months: 'integer',
    valid_from: 'date',
    source: 'text',
    source_on: 'date',
    approved_at: 'timestamptz',
  },
  indexes: ['(kind, division, valid_from DESC, approved_at DESC)'],
  keysOf(item) {
    if (item.type !== referenceValueApproved.type) return [];
    const { valueId, kind } = item.data as unknown as ReferenceValueApprovedV1;
    return KINDS.has(kind) ? [valueId] : [];
  },
  evolve(row, item, id) {
    if (row !== null) return row;
    const { kind, division, value, validFrom, source, sourceOn } = item.data as unknown as ReferenceValueApprovedV1;
    return {
      id,
      kind: KINDS.get(kind)!,
      division,
      months: value,
      valid_from: validFrom,
      source,
      source_on: sourceOn,
      approved_at: item.time,
    };
  },
};
