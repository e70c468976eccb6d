import type { FeedBatch } from './feed.js';
import type { Checkpoint } from './message.js';

/**
 * Pages that are kept for whoever comes to the same place a little later. With fewer, the slowest of many read models fall behind what is
 * kept, and read and decode the past once more for themselves.
 */
const MAX_KEPT_PAGES = 48;

type Page<Item> = FeedBatch<Item> | null;

/** Pages of the past that somebody has read or is reading, by the place they begin after: who comes to the same place takes them as they are. */
export class ReadPages<Item> {
  private readonly pages = new Map<string, Promise<Page<Item>>>();
  /** Those of them that are at hand. */
  private readonly read = new Map<string, FeedBatch<Item>>();

  constructor(private readonly pageSize: number) {}

  /** What somebody reads, or has read, behind `place`; `null` when he did not get it. */
  at(place: Checkpoint | null): Promise<Page<Item>> | undefined {
    return this.pages.get(place ?? '');
  }

  /** Tells of a page that is being read. Only a full one stays: what is not full may have grown when the next reader comes. */
  reading(place: Checkpoint | null, page: Promise<Page<Item>>): void {
    const key = place ?? '';
    const kept = page.catch(() => null);
    this.pages.set(key, kept);
    void kept.then((read) => {
      if (this.pages.get(key) !== kept) return;
      if (read === null || read.caughtUp || read.items.length < this.pageSize) this.pages.delete(key);
      else this.read.set(key, read);
      const [oldest] = this.pages.keys();
      if (this.pages.size > MAX_KEPT_PAGES && oldest !== undefined) this.drop(oldest);
    });
  }

  /** A page with those behind it that others have read meanwhile, as one of at most `size` items: who is slow takes more at a time. */
  withNext(page: FeedBatch<Item>, size: number): FeedBatch<Item> {
    const together = [page];
    let count = page.items.length;
    for (let next = this.read.get(page.checkpoint); next !== undefined; next = this.read.get(next.checkpoint)) {
      count += next.items.length;
      if (count > size) break;
      together.push(next);
    }
    const last = together.at(-1)!;
    return together.length === 1 ? page : { ...last, items: together.flatMap(({ items }) => items) };
  }

  private drop(key: string): void {
    this.pages.delete(key);
    this.read.delete(key);
  }
}
