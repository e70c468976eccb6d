import { randomUUID } from 'node:crypto';
import {
  EventStore,
  MAX_EVENTS_PER_READ,
  RevisionConflict,
  StoreUnavailable,
  type Appended,
  type ExpectedRevision,
} from '../event-store.js';
import type { NewEvent, RecordedEvent } from '../message.js';
import { WrongRevision, type KurrentDriver, type StoredEvent } from './driver.js';
import { appendOf, encode, firstRevision, Namespace, toCheckpoint } from './envelope.js';
import { KnownIds } from './known-ids.js';

/** Appends that may be under way or wait behind another of their stream. */
const MAX_APPENDS_OPEN = 20_000;

export interface KurrentOptions {
  /** Stays the caller's: closing the store does not end it. */
  readonly driver: KurrentDriver;
  /** The service's name: its streams are `<namespace>.<stream>`, so that several services share one server. */
  readonly namespace: string;
}

/** An append about to be sent. */
interface Sending {
  readonly stream: string;
  readonly streamId: string;
  readonly expected: ExpectedRevision;
  /** Revision of the first event. */
  readonly first: number;
  readonly events: readonly NewEvent[];
}

/**
 * Streams of events in KurrentDB (EventStoreDB). The answer to an append is read back from the log, for the server's own answer says
 * neither when the events were recorded nor whether they had stood there before.
 */
export class KurrentEventStore extends EventStore {
  readonly #driver: KurrentDriver;
  readonly #namespace: Namespace;
  readonly #known = new KnownIds();
  /** The last append of each stream that is not answered. */
  readonly #lanes = new Map<string, Promise<unknown>>();
  readonly #open = new Set<Promise<unknown>>();
  #closed = false;

  /** @throws TypeError when the namespace cannot be used */
  constructor({ driver, namespace }: KurrentOptions) {
    super();
    this.#driver = driver;
    this.#namespace = new Namespace(namespace);
  }

  async read(stream: string, { from = 0, max = MAX_EVENTS_PER_READ } = {}): Promise<readonly RecordedEvent[]> {
    const limit = Math.min(max, MAX_EVENTS_PER_READ);
    if (limit < 1) return [];
    const events = await this.#driver.read(this.#namespace.streamId(stream), from, limit);
    this.#known.add(stream, from, idsOf(events));
    this.#known.trim(stream);
    return events.map((event) => this.#namespace.decode(event));
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    if (this.#closed) throw new StoreUnavailable('the event store is closed');
    if (this.#open.size >= MAX_APPENDS_OPEN) throw new StoreUnavailable('too many appends wait for the event store');
    const sending = { stream, streamId: this.#namespace.streamId(stream), expected, first: firstRevision(expected), events };
    const append = randomUUID();
    const proposed = encode(events, append);
    const before = this.#lanes.get(stream);
    const mine = (before ?? Promise.resolve()).then(async () => {
      await this.#refuseRepeated(sending);
      try {
        await this.#driver.append(sending.streamId, expected, proposed);
      } catch (error) {
        if (error instanceof WrongRevision) return this.#recorded(sending, null);
        throw error;
      }
      return this.#recorded(sending, append);
    });
    const settled = mine.then(
      () => undefined,
      () => undefined,
    );
    this.#lanes.set(stream, settled);
    this.#open.add(settled);
    try {
      return await mine;
    } finally {
      this.#open.delete(settled);
      if (this.#lanes.get(stream) === settled) this.#lanes.delete(stream);
    }
  }

  override async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#open);
  }

  /** Reads what this process does not know of the stream before the append's place, and looks for its ids there. */
  async #refuseRepeated({ stream, streamId, expected, first, events }: Sending): Promise<void> {
    for (let next = this.#known.next(stream); next < first; next = this.#known.next(stream)) {
      const page = await this.#driver.read(streamId, next, MAX_EVENTS_PER_READ);
      // The stream is shorter than the append says: the server will refuse it.
      if (page.length === 0) break;
      this.#known.add(stream, next, idsOf(page));
    }
    const repeated = this.#known.anyBelow(stream, first, idsOf(events));
    this.#known.trim(stream);
    if (repeated) throw new RevisionConflict(stream, expected);
  }

  /**
   * The answer to an append, from what stands at its place.
   * @param append what a successful append was stored with, `null` when the server refused it
   */
  async #recorded({ stream, streamId, expected, first, events }: Sending, append: string | null): Promise<Appended> {
    const [from, count] = append === null ? [first, events.length] : [first + events.length - 1, 1];
    const standing = await this.#driver.read(streamId, from, count);
    const last = standing.at(-1);
    const same = standing.length === count && standing.every(({ id }, place) => id === events[from - first + place]!.id);
    if (!same || last === undefined) {
      if (append === null) throw new RevisionConflict(stream, expected);
      throw new StoreUnavailable('the event store took the events and does not show them yet');
    }
    this.#known.add(stream, first, idsOf(events));
    return {
      revision: last.revision,
      position: toCheckpoint(last.commit),
      recordedAt: last.created.toISOString(),
      duplicate: append === null || appendOf(last) !== append,
    };
  }
}

const idsOf = (events: readonly Pick<StoredEvent, 'id'>[]): readonly string[] => events.map(({ id }) => id);
