import type { Pool } from 'pg';
import type { FeedItem } from '../feed-item.js';
import type { Checkpoint, RecordedEvent } from '../message.js';
import { isTransient, type TurnOwner } from '../subscription.js';
import type { Checkpoints } from './checkpoints.js';
import type { Past, PastOfLog } from './past.js';
import type { ProjectionWriter, Row } from './projection-writer.js';
import { onConnection } from './transaction.js';

/** Items that are folded together when a projection is behind: a row that many of them touch is written once. */
export const MAX_TOGETHER = 8_000;
/** Rows that are written together while a table is filled. */
const ROWS_TOGETHER = 1_000;

interface FillOptions<Item extends FeedItem> {
  readonly past: Past;
  readonly pool: Pool;
  readonly checkpoints: Checkpoints;
  readonly writer: ProjectionWriter<Item>;
}

/**
 * Fills the table of a projection that has no place yet from the past of the log, in the order of streams, and gives it its first place: the
 * end of that past. Until then it has none, so that whoever takes over begins from an empty table.
 */
export class ProjectionFill<Item extends FeedItem> {
  constructor(private readonly options: FillOptions<Item>) {}

  /** The place behind which the log is to be followed; `null`: from its beginning. @throws TurnRefused when another owns the projection */
  async run(owned: TurnOwner, signal: AbortSignal): Promise<Checkpoint | null> {
    const { past, checkpoints } = this.options;
    const found = await past.get();
    if (found === null) return null;
    await this.clear(owned);
    try {
      if (!(await this.fill(found, owned, signal))) return null;
    } catch (error) {
      if (isTransient(error)) throw error;
      // An item that cannot be projected is met, and named, in the order of the log.
      await this.clear(owned);
      return null;
    }
    await checkpoints.move({ ...owned, from: null, to: found.upTo });
    return found.upTo;
  }

  /** False when it ended before all was written. */
  private async fill({ feed }: PastOfLog, owned: TurnOwner, signal: AbortSignal): Promise<boolean> {
    const { pool, writer } = this.options;
    let writing: Promise<void> = Promise.resolve();
    let rows: Row[] = [];
    for await (const { items, caughtUp } of feed.subscribe({ after: null, signal, batchSize: MAX_TOGETHER })) {
      rows.push(...writer.rowsOf(asItems<Item>(items)));
      if (rows.length >= ROWS_TOGETHER || (caughtUp && rows.length > 0)) {
        const full = rows;
        rows = [];
        await writing; // the next rows are made while these are written
        writing = onConnection(pool, (client) => writer.fill(client, full, owned));
        writing.catch(() => undefined);
      }
      if (!caughtUp) continue;
      await writing;
      return true;
    }
    await writing;
    return false;
  }

  private clear(owned: TurnOwner): Promise<void> {
    const { pool, writer } = this.options;
    return onConnection(pool, (client) => writer.clear(client, owned));
  }
}

/** A projection whose rows are each of one stream is one over events. */
const asItems = <Item>(events: readonly RecordedEvent[]): readonly Item[] => events as readonly unknown[] as readonly Item[];
