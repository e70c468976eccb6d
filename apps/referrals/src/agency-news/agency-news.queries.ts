import type { JsonObject } from '@xiezhi/eventsourcing';
import type { ReadModels } from '@xiezhi/eventsourcing/postgres';
import type { Pool } from 'pg';
import { agencyNews } from './agency-news.projection.js';

export interface NewsPage {
  /** CloudEvents 1.0, structured JSON. */
  readonly items: readonly JsonObject[];
  /** Give it as `after` for what comes next; the same as was given when there was nothing. */
  readonly next: string;
}

/** Reads of the agencies' streams. */
export class AgencyNews {
  constructor(
    private readonly pool: Pool,
    private readonly readModels: ReadModels,
  ) {}

  async page(topic: string, after: string, limit: number): Promise<NewsPage> {
    const { rows } = await this.pool.query<{ position: string; message: JsonObject }>(
      `SELECT position, message FROM ${this.readModels.table(agencyNews)} WHERE topic = $1 AND position > $2 ORDER BY position LIMIT $3`,
      [topic, after, limit],
    );
    return { items: rows.map(({ message }) => message), next: rows.at(-1)?.position ?? after };
  }
}
