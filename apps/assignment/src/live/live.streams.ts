import { Readable } from 'node:stream';
import type { Checkpoint } from '@xiezhi/eventsourcing';
import { HttpProblem, touches, type KnowsEndings, type Principal } from '@xiezhi/service';
import { concerns, PendingChanges, type PlacedChange } from './changes.js';
import type { LiveFollower } from './live.follower.js';

const HEARTBEAT_MS = 20_000;
/** Changes are gathered for this long before they are sent: a burst on one matter is one event. */
const GATHER_MS = 100;
/** Matters that may wait for one listener; beyond, it is told to read anew. */
const MAX_PENDING = 500;
/** Bytes that may wait for a listener who does not read; beyond, the line is cut, and the listener comes back. */
const MAX_UNREAD_BYTES = 65_536;
const MAX_STREAMS = 10_000;
const MAX_STREAMS_OF_ACCOUNT = 20;
/** How soon a browser comes back. */
const RETRY_MS = 3_000;

/** Who listens, and how to find out whether he still may. */
export interface Listener {
  readonly principal: Principal;
  /** `null` once the session has ended or the token expired. */
  readonly authenticate: () => Promise<Principal | null>;
  /** The place of the last event that the listener had, when it comes back. */
  readonly lastSeen?: Checkpoint;
}

/** The open event streams of this process (Server-Sent Events). */
export class LiveStreams {
  readonly #streams = new Map<Readable, string>();

  constructor(
    private readonly follower: LiveFollower,
    private readonly endings: Pick<KnowsEndings, 'follow'>,
  ) {}

  /** Everyone's line ends, so that a process that stops need not wait for them; browsers come back to another. */
  endAll(): void {
    for (const stream of this.#streams.keys()) end(stream);
  }

  /** @throws HttpProblem 503 `live.too_many` */
  open(listener: Listener): Readable {
    const account = `${listener.principal.agency} ${listener.principal.account}`;
    const own = [...this.#streams].filter(([, of]) => of === account);
    if (this.#streams.size >= MAX_STREAMS || own.length >= MAX_STREAMS_OF_ACCOUNT) {
      throw new HttpProblem({
        status: 503,
        code: 'live.too_many',
        detail: '实时更新的连接过多,请稍后再试。Too many open lines for live updates; try again later, or close other windows.',
        retryAfter: HEARTBEAT_MS / 1_000,
      });
    }
    const stream = new Readable({ read: () => undefined });
    this.#streams.set(stream, account);
    stream.on('close', () => this.#streams.delete(stream));
    this.#feed(stream, listener);
    return stream;
  }

  #feed(stream: Readable, { principal, authenticate, lastSeen }: Listener): void {
    const { follower } = this;
    const pending = new PendingChanges(MAX_PENDING);
    let gathering: NodeJS.Timeout | undefined;

    /** Sends when the listener still is who he was; ends the line when not. */
    const send = async (textOf: () => string): Promise<void> => {
      const now = await authenticate().catch(() => null);
      if (stream.destroyed || stream.readableEnded) return;
      const same = now !== null && now.account === principal.account && now.agency === principal.agency && now.role === principal.role;
      if (!same || stream.readableLength > MAX_UNREAD_BYTES) end(stream);
      else stream.push(textOf());
    };
    const flush = (): void => {
      gathering = undefined;
      void send(() => told(pending.take(), follower.position));
    };
    const gather = (changes: readonly PlacedChange[]): void => {
      pending.add(changes.filter((change) => concerns(change, principal)));
      if (!pending.empty) gathering ??= setTimeout(flush, GATHER_MS);
    };

    stream.push(`retry: ${RETRY_MS}\n\n`);
    // From here to `listen` nothing else runs: no change falls between what was missed and what comes.
    const missed = lastSeen === undefined ? [] : follower.since(lastSeen, principal);
    stream.push(missed === null ? told(null, follower.position) : `${told(missed, follower.position)}${place(follower.position)}`);
    const stop = follower.listen(gather);
    // Who was signed out hears so now, and not when there would have been something to tell.
    const stopEndings = this.endings.follow((ending) => {
      if (ending !== null && touches(ending, principal)) void send(() => place(follower.position));
    });
    const heartbeat = setInterval(() => void send(() => `:\n${place(follower.position)}`), HEARTBEAT_MS);
    stream.on('close', () => {
      stop();
      stopEndings();
      clearInterval(heartbeat);
      clearTimeout(gathering);
    });
  }
}

const end = (stream: Readable): void => {
  if (!stream.readableEnded) stream.push(null);
};

/** A place without an event: the browser names it when it comes back. */
const place = (position: Checkpoint): string => `id: ${position}\n\n`;

/** `null`: what changed cannot be told, everything must be read anew. */
const told = (changes: readonly PlacedChange[] | null, position: Checkpoint): string =>
  changes === null
    ? `id: ${position}\nevent: resync\ndata: {}\n\n`
    : changes.map(({ position: at, change }) => `id: ${at}\ndata: ${JSON.stringify(change)}\n\n`).join('');
