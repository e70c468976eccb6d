import type { ReadModels } from '@xiezhi/eventsourcing/postgres';
import type { Pool } from 'pg';
import { logWitnesses } from './log-witnesses.projection.js';

/** What agencies hold of a log as witnesses. */
export interface LogWitness {
  readonly log: string;
  readonly number: number;
  /** How many events the head covers. */
  readonly events: number;
  readonly toldAt: string;
  /** Codes of the agencies it was sent to. */
  readonly agencies: readonly string[];
}

interface Row {
  readonly log: string;
  readonly number: string;
  readonly events: string;
  readonly told_at: Date;
  readonly agencies: readonly string[];
}

/** Logs listed at most: there is one a service. */
const MAX_LOGS = 100;

/** Reads of who was sent which head. */
export class LogWitnesses {
  constructor(
    private readonly pool: Pool,
    private readonly readModels: ReadModels,
  ) {}

  async list(): Promise<readonly LogWitness[]> {
    const { rows } = await this.pool.query<Row>(
      `SELECT log, number, events, told_at, agencies FROM ${this.readModels.table(logWitnesses)} ORDER BY log LIMIT ${MAX_LOGS}`,
    );
    return rows.map(({ log, number, events, told_at: toldAt, agencies }) => ({
      log,
      number: Number(number),
      events: Number(events),
      toldAt: toldAt.toISOString(),
      agencies,
    }));
  }
}
