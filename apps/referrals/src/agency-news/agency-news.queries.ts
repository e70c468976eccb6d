import { agencyTopic } from '@xiezhi/contracts';
import type { JsonObject } from '@xiezhi/eventsourcing';
import type { ReadModels, ScopedReads } from '@xiezhi/eventsourcing/postgres';
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
    private readonly reads: ScopedReads,
    private readonly readModels: ReadModels,
  ) {}

  async page(agency: string, after: string, limit: number): Promise<NewsPage> {
    const text = `SELECT position, message FROM ${this.readModels.table(agencyNews)} WHERE topic = $1 AND position > $2 ORDER BY position LIMIT $3`;
    const values = [agencyTopic(agency), after, limit];
    const rows = await this.reads.query<{ position: string; message: JsonObject }>({ agency }, { text, values });
    return { items: rows.map(({ message }) => message), next: rows.at(-1)?.position ?? after };
  }
}
