/** Ids kept over all streams; the streams used longest ago are forgotten first. */
const MAX_KNOWN_IDS = 100_000;

interface Known {
  /** Revisions below this are known. */
  next: number;
  readonly revisions: Map<string, number>;
}

/**
 * Which event ids stand in a stream, and where, as far as this process has read it from its beginning. The server compares ids only at
 * the place an append names; that they stand nowhere else in the stream is the adapter's to see.
 */
export class KnownIds {
  readonly #streams = new Map<string, Known>();
  #count = 0;

  constructor(private readonly limit: number = MAX_KNOWN_IDS) {}

  /** The first revision of `stream` that is not known. */
  next(stream: string): number {
    return this.#streams.get(stream)?.next ?? 0;
  }

  /** True when one of `ids` is known to stand below revision `first`. */
  anyBelow(stream: string, first: number, ids: readonly string[]): boolean {
    const revisions = this.#streams.get(stream)?.revisions;
    return revisions !== undefined && ids.some((id) => (revisions.get(id) ?? first) < first);
  }

  /** Adds ids that stand from revision `from` upward; what would leave a gap is left out. */
  add(stream: string, from: number, ids: readonly string[]): void {
    const known = this.#streams.get(stream) ?? { next: 0, revisions: new Map<string, number>() };
    const fresh = ids.slice(known.next - from);
    if (from > known.next || fresh.length === 0) return;
    this.#count -= known.revisions.size;
    for (const id of fresh) known.revisions.set(id, known.next++);
    this.#count += known.revisions.size;
    this.#streams.delete(stream);
    this.#streams.set(stream, known);
    for (const [oldest, { revisions }] of this.#streams) {
      if (this.#count <= this.limit || oldest === stream) break;
      this.#streams.delete(oldest);
      this.#count -= revisions.size;
    }
  }

  /** Forgets a stream that alone is more than is kept. */
  trim(stream: string): void {
    const known = this.#streams.get(stream);
    if (known === undefined || this.#count <= this.limit) return;
    this.#streams.delete(stream);
    this.#count -= known.revisions.size;
  }
}
