import {
  BACKWARDS,
  END,
  EventStoreDBClient,
  ErrorType,
  isCommandError,
  jsonEvent,
  START,
  streamNameFilter,
  type AllStreamResolvedEvent,
  type Position,
  type ReadAllOptions,
  type RecordedEvent as DriverEvent,
  type ResolvedEvent,
} from '@eventstore/db-client';
import { StoreUnavailable, type ExpectedRevision } from '../event-store.js';

/** Longest time a read or an append may take, in milliseconds. */
const CALL_TIMEOUT_MS = 20_000;
/** Where a read begins. */
type From = NonNullable<ReadAllOptions['fromPosition']>;
/** Events that the first page of a look backwards holds, and the most that later ones do. */
const [FIRST_PAGE, LARGEST_PAGE] = [8, 1_024];

/** An event as the server gives it. */
export interface StoredEvent {
  readonly stream: string;
  readonly id: string;
  readonly revision: number;
  /** Commit position in the server's log. */
  readonly commit: bigint;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
  readonly created: Date;
}

/** An event to be stored. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: object;
  readonly metadata: object;
}

/** The server found the stream at another revision. */
export class WrongRevision extends Error {
  override readonly name = 'WrongRevision';
}

/** Nothing more is stored for now; what follows comes as it is stored. */
export const CAUGHT_UP = Symbol('caught up');
/** The server has stored more than this reader took, and reads it from its log again until it is caught up. */
export const FELL_BEHIND = Symbol('fell behind');
export type SubscriptionMessage = StoredEvent | typeof CAUGHT_UP | typeof FELL_BEHIND;

export interface Subscription {
  /** In the server's order. It ends when the signal is aborted, and only then; a lost connection is thrown. */
  readonly messages: AsyncIterable<SubscriptionMessage>;
  /** How many messages have arrived and were not taken. */
  readonly waiting: () => number;
}

/**
 * The connection to one server or cluster: everything the adapter asks of a driver, and the only file that knows which driver it is.
 * Every failure that another try may mend is a {@link StoreUnavailable}.
 */
export class KurrentDriver {
  readonly #client: EventStoreDBClient;
  #closed = false;

  /** @param url `esdb://…`, `esdb+discover://…`, or the same under the newer name `kurrentdb`; see docs/adr/0007-kurrentdb-adapter.md */
  constructor(url: string) {
    this.#client = EventStoreDBClient.connectionString(url.replace(/^kurrentdb(?=[+:])/, 'esdb'));
    // One call per append. The driver's batched append keeps the answers of all its clients in one table of the module: when one
    // client's connection breaks, those of the others are rejected too, and their answers then crash the process; nor has it a deadline.
    Object.defineProperty(this.#client, 'supports', { value: () => Promise.resolve(false) });
  }

  /**
   * Stores events, all or none. Succeeds too when these very ids stand at this place already.
   * @throws WrongRevision
   * @throws StoreUnavailable when the outcome is unknown
   * @throws TypeError when the server's limit for one append or one event is exceeded
   */
  async append(stream: string, expected: ExpectedRevision, events: readonly ProposedEvent[]): Promise<void> {
    const proposed = events.map((event) => jsonEvent({ ...event, data: { ...event.data }, metadata: { ...event.metadata } }));
    const expectedRevision = expected === 'no_stream' ? expected : BigInt(expected);
    try {
      await this.#client.appendToStream(stream, proposed, { expectedRevision, requiresLeader: true, deadline: CALL_TIMEOUT_MS });
    } catch (error) {
      throw translated(error);
    }
  }

  /** Events of a stream from revision `from` upward, at most `max`; none when the stream does not exist. */
  async read(stream: string, from: number, max: number): Promise<readonly StoredEvent[]> {
    const reading = this.#client.readStream(stream, { fromRevision: BigInt(from), maxCount: max, requiresLeader: true });
    const timer = setTimeout(() => reading.destroy(new StoreUnavailable('the event store does not answer')), CALL_TIMEOUT_MS);
    const events: StoredEvent[] = [];
    try {
      for await (const resolved of consumed<ResolvedEvent>(reading, () => reading.cancel())) {
        if (resolved.event !== undefined) events.push(stored(resolved.event, resolved.commitPosition));
      }
    } catch (error) {
      if (commandError(error)?.type === ErrorType.STREAM_NOT_FOUND) return [];
      throw translated(error);
    } finally {
      clearTimeout(timer);
    }
    this.#refuseCut();
    return events;
  }

  /** The whole log from its end backwards, at most `max` events: only what is needed to find the newest of a service. */
  async *backwards(max: number): AsyncGenerator<Pick<StoredEvent, 'stream' | 'commit'>, void, undefined> {
    // Pages are read to their end: a reading that is left with messages on their way never ends for the driver, nor then does `close`.
    let from: From = END;
    let before: bigint | null = null;
    for (let [left, size] = [max, FIRST_PAGE]; left > 0; size = Math.min(size * 4, LARGEST_PAGE)) {
      const page: readonly AllStreamResolvedEvent[] = await this.#pageBackwards(from, size);
      const position: Position | undefined = page.findLast(({ event }) => event !== undefined)?.event?.position;
      for (const { event } of page) {
        // A page may begin with the event that the one before ended with.
        if (event === undefined || (before !== null && event.position.commit >= before)) continue;
        yield { stream: event.streamId, commit: event.position.commit };
        left -= 1;
      }
      if (page.length < size || position === undefined) return;
      [from, before] = [position, position.commit];
    }
  }

  async #pageBackwards(fromPosition: From, maxCount: number): Promise<readonly AllStreamResolvedEvent[]> {
    const reading = this.#client.readAll({ direction: BACKWARDS, fromPosition, maxCount });
    const page: AllStreamResolvedEvent[] = [];
    try {
      for await (const resolved of consumed<AllStreamResolvedEvent>(reading, () => reading.cancel())) page.push(resolved);
    } catch (error) {
      throw translated(error);
    }
    this.#refuseCut();
    return page;
  }

  /** Events of all streams whose name begins with `prefix`, after the commit position `after` (`null`: from the beginning). */
  subscribe(prefix: string, after: bigint | null, highWaterMark: number, signal: AbortSignal): Subscription {
    const subscription = this.#client.subscribeToAll(
      {
        fromPosition: after === null ? START : { commit: after, prepare: after },
        filter: streamNameFilter({ prefixes: [prefix] }),
      },
      { highWaterMark },
    );
    // The driver tells these as they pass; put into the stream they keep their place between the events.
    subscription.on('caughtUp', () => subscription.push(CAUGHT_UP));
    subscription.on('fellBehind', () => subscription.push(FELL_BEHIND));
    return { messages: messagesOf(subscription, signal), waiting: () => subscription.readableLength };
  }

  /** Ends all calls under way. */
  close(): Promise<void> {
    this.#closed = true;
    return this.#client.dispose();
  }

  /** The driver ends a read that `close` cut short as if nothing more were stored. */
  #refuseCut(): void {
    if (this.#closed) throw new StoreUnavailable('the connection to the event store is closed');
  }
}

interface DriverStream extends AsyncIterable<unknown> {
  on(event: 'error', listener: () => void): unknown;
  destroy(): unknown;
}
type DriverSubscription = ReturnType<EventStoreDBClient['subscribeToAll']>;
type DriverMessage = AllStreamResolvedEvent | typeof CAUGHT_UP | typeof FELL_BEHIND;

async function* messagesOf(subscription: DriverSubscription, signal: AbortSignal): AsyncGenerator<SubscriptionMessage, void, undefined> {
  const abort = (): void => void subscription.destroy();
  signal.addEventListener('abort', abort, { once: true });
  try {
    if (signal.aborted) abort();
    for await (const message of consumed<DriverMessage>(subscription, () => subscription.unsubscribe())) {
      if (typeof message === 'symbol') yield message;
      else if (message.event !== undefined) yield stored(message.event, message.commitPosition);
    }
    if (!signal.aborted) throw new StoreUnavailable('the event store ended the subscription');
  } catch (error) {
    if (!signal.aborted) throw translated(error);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** Reads a driver's stream to its end and lets it go whatever happens: the driver emits errors also on a stream that nobody reads any more. */
async function* consumed<Message>(stream: DriverStream, cancel: () => Promise<void>): AsyncGenerator<Message, void, undefined> {
  stream.on('error', () => undefined);
  try {
    for await (const message of stream) yield message as Message;
  } finally {
    stream.destroy();
    void cancel().catch(() => undefined);
  }
}

function stored(event: DriverEvent, resolvedAt: bigint | undefined): StoredEvent {
  const commit = event.position?.commit ?? resolvedAt;
  if (commit === undefined) throw new TypeError('the server gave an event without its position');
  const { streamId: stream, id, type, data, metadata, created } = event;
  return { stream, id, revision: Number(event.revision), commit, type, data, metadata, created };
}

/** What no other try will mend. */
const PERMANENT: ReadonlySet<string> = new Set([ErrorType.ACCESS_DENIED, ErrorType.STREAM_DELETED]);
/** gRPC's INVALID_ARGUMENT. The driver does not know every error of newer servers by name (the limit for one event, for instance). */
const INVALID_ARGUMENT = 3;

const commandError = (error: unknown) => (error instanceof Error && isCommandError(error) ? error : undefined);

function translated(error: unknown): unknown {
  if (error instanceof StoreUnavailable || error instanceof TypeError) return error;
  const { type, code } = commandError(error) ?? {};
  if (type === ErrorType.WRONG_EXPECTED_VERSION) return new WrongRevision();
  if (type === ErrorType.INVALID_ARGUMENT || code === INVALID_ARGUMENT)
    return new TypeError('the event store refuses what it was given; an append may be larger than it takes', { cause: error });
  if (type !== undefined && PERMANENT.has(type)) return error;
  return new StoreUnavailable('the event store does not answer', { cause: error });
}
