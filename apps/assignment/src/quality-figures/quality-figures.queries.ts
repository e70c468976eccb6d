import type { QualityFigure } from '@xiezhi/contracts';
import { prepared, type ReadModels } from '@xiezhi/eventsourcing/postgres';
import { shanghaiDay } from '@xiezhi/legal-policy';
import { divisionPath } from '@xiezhi/service';
import type { Pool } from 'pg';
import { qualityFigures } from './quality-figures.projection.js';

/** A figure as it holds in a division, and the document that set it. */
export interface FigureInForce {
  readonly value: number;
  readonly source: string;
}

/** Figures of quality work that hold in a division: its own, or those of the nearest division above. They name nobody. */
export class QualityFigures {
  constructor(
    private readonly pool: Pool,
    private readonly readModels: ReadModels,
  ) {}

  /** The figure that holds on the day of `at`; `null`: nobody set one. */
  async of(figure: QualityFigure, division: string, at: string): Promise<FigureInForce | null> {
    const { rows } = await this.pool.query<FigureInForce>({
      ...prepared(`SELECT value, source FROM ${this.readModels.table(qualityFigures)}
             WHERE division = ANY ($1) AND figure = $2 AND valid_from <= $3
             ORDER BY array_position($1, division) DESC, valid_from DESC, approved_at DESC LIMIT 1`),
      values: [divisionPath(division), figure, shanghaiDay(at)],
    });
    return rows[0] ?? null;
  }
}
