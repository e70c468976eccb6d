import type { Pool } from 'pg';
import type { FeedItem } from '../feed-item.js';
import type { Checkpoint, RecordedEvent } from '../message.js';
import { isTransient, type Turn, type TurnOwner } from '../subscription.js';
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
  readonly ofOneStream: boolean;
  /** Told why the log is followed before the whole past was filled from. */
  readonly onGivenUp?: (error: unknown) => void;
}

/**
 * Fills the table of a projection that has no place yet from the past of the log.
 *
 * Where each row is of one stream, it goes through the past in the order of streams and gives the projection its first place at the end of
 * that past: until then it has none, so that whoever takes over begins from an empty table. Where rows are of several streams, it goes
 * through what touches them in the order of the log, and moves the place as it goes.
 */
export class ProjectionFill<Item extends FeedItem> {
  constructor(private readonly options: FillOptions<Item>) {}

  /** The place behind which the log is to be followed; `null`: from its beginning. @throws TurnRefused when another owns the projection */
  async run(owned: TurnOwner, signal: AbortSignal): Promise<Checkpoint | null> {
    const found = await this.options.past.get();
    if (found === null) return null;
    return this.options.ofOneStream ? await this.byStream(found, owned, signal) : await this.inOrder(found, owned, signal);
  }

  private async byStream(found: PastOfLog, owned: TurnOwner, signal: AbortSignal): Promise<Checkpoint | null> {
    const { checkpoints } = this.options;
    await this.clear(owned);
    try {
      if (!(await this.fill(found, owned, signal))) return null;
    } catch (error) {
      this.giveUp(error);
      // An item that cannot be projected is met, and named, in the order of the log.
      await this.clear(owned);
      return null;
    }
    await checkpoints.move({ ...owned, from: null, to: found.upTo });
    return found.upTo;
  }

  private async inOrder({ sifted }: PastOfLog, owned: TurnOwner, signal: AbortSignal): Promise<Checkpoint | null> {
    const { pool, writer, checkpoints } = this.options;
    let from: Checkpoint | null = null;
    try {
      for await (const { items, checkpoint: to } of sifted.subscribe({ after: null, signal, batchSize: MAX_TOGETHER })) {
        const turn: Turn = { ...owned, from, to };
        const outcome = await onConnection(pool, (client) => writer.apply(client, asItems<Item>(items), turn));
        if (outcome === 'to_move') await checkpoints.move(turn);
        from = to;
      }
    } catch (error) {
      this.giveUp(error);
      // The item that cannot be projected is the next one, or soon comes: it is met, and named, by following the log.
    }
    return from;
  }

  /** False when it ended before all was written. */
  private async fill({ byStream }: PastOfLog, owned: TurnOwner, signal: AbortSignal): Promise<boolean> {
    const { pool, writer } = this.options;
    let writing: Promise<void> = Promise.resolve();
    let rows: Row[] = [];
    for await (const { items, caughtUp } of byStream.subscribe({ after: null, signal, batchSize: MAX_TOGETHER })) {
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

  /** @throws what passes by itself: the fill is tried again then */
  private giveUp(error: unknown): void {
    if (isTransient(error)) throw error;
    this.options.onGivenUp?.(error);
  }

  private clear(owned: TurnOwner): Promise<void> {
    const { pool, writer } = this.options;
    return onConnection(pool, (client) => writer.clear(client, owned));
  }
}

/** A projection that is built from the past is one over events. */
const asItems = <Item>(events: readonly RecordedEvent[]): readonly Item[] => events as readonly unknown[] as readonly Item[];
