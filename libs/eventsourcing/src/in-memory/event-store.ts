import {
  EventStore,
  MAX_EVENTS_PER_APPEND,
  MAX_EVENTS_PER_READ,
  RevisionConflict,
  StoreUnavailable,
  type Appended,
  type ExpectedRevision,
} from '../event-store.js';
import { Feed, type FeedBatch, type FeedOptions } from '../feed.js';
import type { Checkpoint, NewEvent, RecordedEvent } from '../message.js';

const MAX_BATCH = 1_000;
const POSITION_DIGITS = 19;
const checkpointOf = (count: number): Checkpoint => String(count).padStart(POSITION_DIGITS, '0');

/** A log in memory, for tests and for readers of examples: a store and its feed over the same events. Nothing survives the process. */
export class InMemoryEventLog {
  readonly events: RecordedEvent[] = [];
  readonly streams = new Map<string, RecordedEvent[]>();
  #waiting: (() => void)[] = [];

  /** @param now gives the instant recorded with an event, in ms since 1970 */
  constructor(readonly now: () => number = () => Date.now()) {}

  grown(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** Resolves when events were added or `signal` is aborted. */
  growth(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        signal.removeEventListener('abort', wake);
        resolve();
      };
      signal.addEventListener('abort', wake);
      this.#waiting.push(wake);
    });
  }
}

export class InMemoryEventStore extends EventStore {
  #closed = false;

  constructor(private readonly log: InMemoryEventLog = new InMemoryEventLog()) {
    super();
  }

  override async read(stream: string, { from = 0, max = MAX_EVENTS_PER_READ } = {}): Promise<readonly RecordedEvent[]> {
    const events = this.log.streams.get(stream) ?? [];
    return structuredClone(events.slice(from, from + Math.min(max, MAX_EVENTS_PER_READ)));
  }

  override async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    if (this.#closed) throw new StoreUnavailable('the event store is closed');
    const copies = events.map((event) => storable(event));
    if (copies.length === 0 || copies.length > MAX_EVENTS_PER_APPEND)
      throw new TypeError(`an append holds 1 to ${MAX_EVENTS_PER_APPEND} events`);
    const there = this.log.streams.get(stream) ?? [];
    const first = expected === 'no_stream' ? 0 : expected + 1;
    const standing = there.slice(first, first + copies.length);
    const last = standing.at(-1);
    if (last !== undefined && standing.length === copies.length && standing.every(({ id }, place) => id === copies[place]!.id))
      return { revision: last.revision, position: last.position, recordedAt: last.recordedAt, duplicate: true };
    const repeated = new Set([...there, ...copies].map(({ id }) => id)).size < there.length + copies.length;
    if (first !== there.length || repeated) throw new RevisionConflict(stream, expected);
    const recordedAt = new Date(this.log.now()).toISOString();
    const recorded = copies.map((event, index): RecordedEvent => ({
      ...event,
      stream,
      revision: first + index,
      position: checkpointOf(this.log.events.length + index + 1),
      recordedAt,
    }));
    this.log.events.push(...recorded);
    this.log.streams.set(stream, [...there, ...recorded]);
    this.log.grown();
    const newest = recorded.at(-1)!;
    return { revision: newest.revision, position: newest.position, recordedAt, duplicate: false };
  }

  override async close(): Promise<void> {
    this.#closed = true;
  }
}

export class InMemoryFeed extends Feed {
  constructor(private readonly log: InMemoryEventLog) {
    super();
  }

  override async *subscribe({ after, signal, batchSize = MAX_BATCH }: FeedOptions): AsyncGenerator<FeedBatch, void, undefined> {
    let place = after === null ? 0 : Number(after);
    let first = true;
    while (!signal.aborted) {
      const items = structuredClone(this.log.events.slice(place, place + Math.min(batchSize, MAX_BATCH)));
      place += items.length;
      if (items.length > 0 || first) yield { items, checkpoint: checkpointOf(place), caughtUp: place >= this.log.events.length };
      first = false;
      if (place >= this.log.events.length) await this.log.growth(signal);
    }
  }

  override async head(): Promise<Checkpoint | null> {
    return this.log.events.at(-1)?.position ?? null;
  }
}

/** The value as JSON would give it back. @throws TypeError when the other adapters could not store it */
function storable(event: NewEvent): NewEvent {
  const text = JSON.stringify(event);
  if (/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(text)) throw new TypeError(`event ${event.type} holds a character that cannot be stored`);
  return JSON.parse(text) as NewEvent;
}
