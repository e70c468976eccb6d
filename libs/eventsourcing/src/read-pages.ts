import type { FeedBatch } from './feed.js';
import type { Checkpoint } from './message.js';

/** Pages that are kept for whoever comes to the same place a little later. */
const MAX_KEPT_PAGES = 8;

type Page<Item> = FeedBatch<Item> | null;

/** Pages of the past that somebody has read or is reading, by the place they begin after: who comes to the same place takes them as they are. */
export class ReadPages<Item> {
  private readonly pages = new Map<string, Promise<Page<Item>>>();

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
      if ((read === null || read.caughtUp || read.items.length < this.pageSize) && this.pages.get(key) === kept) this.pages.delete(key);
      const [oldest] = this.pages.keys();
      if (this.pages.size > MAX_KEPT_PAGES && oldest !== undefined) this.pages.delete(oldest);
    });
  }
}
