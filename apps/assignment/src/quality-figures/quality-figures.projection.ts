import { QUALITY_FIGURES, referenceValueApproved, type QualityFigure, type ReferenceValueApprovedV1 } from '@xiezhi/contracts';
import type { InboxItem, Projection } from '@xiezhi/eventsourcing';

/** A figure of quality work that a division set, from a day on. */
export interface QualityFigureRow {
  /** Of the reference value. */
  readonly id: string;
  readonly figure: QualityFigure;
  readonly division: string;
  readonly value: number;
  readonly valid_from: string;
  readonly source: string;
  readonly approved_at: string;
}

const FIGURES: ReadonlySet<string> = new Set(QUALITY_FIGURES);

/** Figures of quality work (质量工作数值): the reference values of the directory that quality work counts with, once two people set them. */
export const qualityFigures: Projection<QualityFigureRow, InboxItem> = {
  name: 'quality_figures',
  version: 1,
  key: 'id',
  columns: {
    id: 'uuid',
    figure: 'text',
    division: 'text',
    value: 'integer',
    valid_from: 'date',
    source: 'text',
    approved_at: 'timestamptz',
  },
  indexes: ['(division, figure, valid_from DESC, approved_at DESC)'],
  keysOf(item) {
    if (item.type !== referenceValueApproved.type) return [];
    const { valueId, kind } = item.data as unknown as ReferenceValueApprovedV1;
    return FIGURES.has(kind) ? [valueId] : [];
  },
  evolve(row, item, id) {
    if (row !== null) return row;
    const { kind, division, value, validFrom, source } = item.data as unknown as ReferenceValueApprovedV1;
    return { id, figure: kind as QualityFigure, division, value, valid_from: validFrom, source, approved_at: item.time };
  },
};
