import { agencyTopic } from '@xiezhi/contracts';
import type { JsonObject } from '@xiezhi/eventsourcing';
import type { ReadModels, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import type { AgencyScope } from '@xiezhi/service';
import { agencyNews, type NewsKind } from './agency-news.projection.js';

export interface NewsPage {
  /** CloudEvents 1.0, structured JSON. */
  readonly items: readonly JsonObject[];
  /** Give it as `after` for what comes next; the same as was given when there was nothing. */
  readonly next: string;
}

/** Which messages: those of an agency behind a place, of one kind or (`null`) of all. */
export interface NewsWanted {
  readonly reader: AgencyScope;
  readonly kind: NewsKind | null;
  readonly after: string;
  readonly limit: number;
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
  async page(wanted: NewsWanted): Promise<NewsPage> {
    const rows = await this.#rows(wanted, 'ASC');
    return { items: rows.map(({ message }) => message), next: rows.at(-1)?.position ?? wanted.after };
  }

  /** The last messages behind `after`, newest first; `next` is the newest one's position. */
  async newest(wanted: NewsWanted): Promise<NewsPage> {
    const rows = await this.#rows(wanted, 'DESC');
    return { items: rows.map(({ message }) => message), next: rows[0]?.position ?? wanted.after };
  }

  #rows({ reader, kind, after, limit }: NewsWanted, order: 'ASC' | 'DESC'): Promise<readonly Row[]> {
    const text = `SELECT position, message FROM ${this.readModels.table(agencyNews)}
      WHERE topic = $1 AND position > $2${kind === null ? '' : ' AND kind = $4'} ORDER BY position ${order} LIMIT $3`;
    return this.reads.query<Row>(reader, { text, values: [agencyTopic(reader.agency), after, limit, ...(kind === null ? [] : [kind])] });
  }
}
