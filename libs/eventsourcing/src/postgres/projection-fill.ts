import type { Pool } from 'pg';
import type { FeedItem } from '../feed-item.js';
import type { Checkpoint, RecordedEvent } from '../message.js';
import { isTransient, type TurnOwner } from '../subscription.js';
import type { Checkpoints } from './checkpoints.js';
import type { Past, PastOfLog } from './past.js';
import type { ProjectionWriter } from './projection-writer.js';
import { inTransaction, onConnection } from './transaction.js';

/** Items that are folded together when a projection is behind: a row that many of them touch is written once. */
export const MAX_TOGETHER = 8_000;

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
    await checkpoints.moveTo({ ...owned, from: null, to: found.upTo });
    return found.upTo;
  }

  /** False when it ended before all was written. */
  private async fill({ feed }: PastOfLog, owned: TurnOwner, signal: AbortSignal): Promise<boolean> {
    const { pool, writer } = this.options;
    let writing: Promise<void> = Promise.resolve();
    let rest: readonly RecordedEvent[] = [];
    for await (const { items, caughtUp } of feed.subscribe({ after: null, signal, batchSize: MAX_TOGETHER })) {
      const all = rest.length === 0 ? items : [...rest, ...items];
      // Of the last stream more may come: a row is written when all of its stream is there.
      const end = caughtUp ? all.length : all.findIndex(({ stream }) => stream === all.at(-1)?.stream);
      const whole = asItems<Item>(all.slice(0, end));
      rest = all.slice(end);
      await writing; // the next batch is read while one is written
      writing = inTransaction(pool, (client) => writer.fill(client, whole, owned));
      writing.catch(() => undefined);
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
