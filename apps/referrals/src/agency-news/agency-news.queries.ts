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

interface Row {
  readonly position: string;
  readonly message: JsonObject;
}

/** Reads of the agencies' streams. */
export class AgencyNews {
  constructor(
    private readonly reads: ScopedReads,
    private readonly readModels: ReadModels,
  ) {}

  /** Messages from behind `after`, oldest first. */
  async page(agency: string, after: string, limit: number): Promise<NewsPage> {
    const rows = await this.#rows(agency, after, limit, 'ASC');
    return { items: rows.map(({ message }) => message), next: rows.at(-1)?.position ?? after };
  }

  /** The last messages behind `after`, newest first; `next` is the newest one's position. */
  async newest(agency: string, after: string, limit: number): Promise<NewsPage> {
    const rows = await this.#rows(agency, after, limit, 'DESC');
    return { items: rows.map(({ message }) => message), next: rows[0]?.position ?? after };
  }

  #rows(agency: string, after: string, limit: number, order: 'ASC' | 'DESC'): Promise<readonly Row[]> {
    const text = `SELECT position, message FROM ${this.readModels.table(agencyNews)} WHERE topic = $1 AND position > $2 ORDER BY position ${order} LIMIT $3`;
    return this.reads.query<Row>({ agency }, { text, values: [agencyTopic(agency), after, limit] });
  }
}
