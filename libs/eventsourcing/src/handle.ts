import { Rejected } from './decider.js';
import { MAX_EVENTS_PER_APPEND, RevisionConflict, type EventStore } from './event-store.js';
import { derivedId } from './ids.js';
import { LruMap } from './lru-map.js';
import type { Actor, Checkpoint, EventMeta, JsonObject, Message, NewEvent } from './message.js';
import { sealAll } from './personal.js';
import type { PersonKeys } from './person-keys.js';
import { StreamState } from './stream-state.js';
import { streamOf, type StreamType } from './stream-type.js';

/** Who sends a command, why, and under which id; stored with every event that follows from it. */
export interface CommandContext {
  readonly commandId: string;
  readonly actor: Actor;
  readonly correlationId: string;
  /** Division (行政区划代码) of the matter. */
  readonly division: string;
  readonly fingerprint?: string;
  readonly causationId?: string;
  readonly traceparent?: string;
  /** From `If-Match`: decide only when the stream is at this revision. */
  readonly expectedRevision?: number;
}

/** What became of a command. */
export interface Handled<State> {
  /** Revision of the command's last event; of the stream when the command changed nothing; -1 when there is no stream. */
  readonly revision: number;
  /** Place of that event in the log, to wait for before reading; `null` when there is no stream. */
  readonly position: Checkpoint | null;
  /** True when the command had been carried out before: the answer is the recorded one. */
  readonly replayed: boolean;
  /** The stream's state now. */
  readonly state: State;
}

/** Commands decided together, retries after a conflict, commands waiting for one stream, and states kept. */
const MAX_COMMANDS_PER_APPEND = 256;
const MAX_CONFLICT_RETRIES = 8;
const MAX_WAITING_PER_STREAM = 10_000;
const DEFAULT_KEPT_STATES = 10_000;

interface Waiting<State, Command> {
  readonly command: Command;
  readonly context: CommandContext;
  readonly likelyNew: boolean;
  readonly resolve: (handled: Handled<State>) => void;
  readonly reject: (reason: unknown) => void;
}

/** A verdict found while deciding; told only when the state it rests on is known to have been the newest. */
type Verdict<State> = { readonly handled: Handled<State> } | { readonly refused: unknown } | { readonly events: number };

export interface StreamHandlerOptions {
  readonly keptStates?: number;
  /** Told how long each append took, in milliseconds, and how many commands it carried. */
  readonly onAppend?: (milliseconds: number, commands: number) => void;
}

/**
 * Carries out commands on streams of one type: load, fold, decide, append at the revision read.
 *
 * Commands for one stream queue here and are decided in turn over one state, then appended together, so that a hot stream does not
 * pay a round trip a command. A command id that is already in the stream is answered from what was recorded, before deciding. Recent
 * states are kept; the append still checks the revision, and a refusal is told only after the state it rests on was seen to be the newest.
 */
export class StreamHandler<State, Command extends Message, Event extends Message> {
  readonly #queues = new Map<string, Waiting<State, Command>[]>();
  readonly #kept: LruMap<string, StreamState<State, Event>>;

  constructor(
    private readonly store: EventStore,
    private readonly type: StreamType<State, Command, Event>,
    private readonly keys: PersonKeys,
    private readonly options: StreamHandlerOptions = {},
  ) {
    this.#kept = new LruMap(options.keptStates ?? DEFAULT_KEPT_STATES);
  }

  /**
   * Decides `command` on stream `id` and stores what follows.
   * @throws Rejected when a rule says no, or the command id was used for another body (`command.reused`)
   * @throws RevisionConflict when `context.expectedRevision` is not the stream's
   * `likelyNew`: the id was made from this command, so the stream is not read first; the append finds out.
   * @throws StoreUnavailable when the outcome is unknown: send the same command again
   */
  handle(id: string, command: Command, context: CommandContext, { likelyNew = false } = {}): Promise<Handled<State>> {
    return new Promise((resolve, reject) => {
      const waiting = { command, context, likelyNew, resolve, reject };
      const queue = this.#queues.get(id);
      if (queue === undefined) {
        this.#queues.set(id, [waiting]);
        void this.#drain(id);
      } else if (queue.length >= MAX_WAITING_PER_STREAM) {
        reject(new Rejected('command.too_many_waiting', 'Too many commands wait for this matter; send the command again later.'));
      } else {
        queue.push(waiting);
      }
    });
  }

  /** The newest state of stream `id`, its revision (-1: none) and the commands it has seen. */
  async load(id: string): Promise<StreamState<State, Event>> {
    const kept = this.#kept.get(id) ?? StreamState.empty(this.type);
    const loaded = await kept.readOn(this.store, streamOf(this.type, id));
    this.#kept.set(id, loaded);
    return loaded;
  }

  /** Refuses what `decide` would refuse now, without storing anything: for handlers that must take a claim before they append. */
  async check(id: string, command: Command, context: CommandContext): Promise<void> {
    const { state, commands } = await this.load(id);
    if (!commands.has(context.commandId)) this.type.decider.decide(command, state);
  }

  async #drain(id: string): Promise<void> {
    const queue = this.#queues.get(id)!;
    while (queue.length > 0) {
      const batch = queue.splice(0, MAX_COMMANDS_PER_APPEND);
      try {
        const leftOver = await this.#carryOut(id, batch);
        queue.unshift(...leftOver);
      } catch (reason) {
        // The outcome is unknown: what is kept may be behind the log.
        this.#kept.delete(id);
        for (const waiting of batch) waiting.reject(reason);
      }
    }
    this.#queues.delete(id);
  }

  /** Decides and appends `batch`; gives back commands that did not fit into one append. */
  async #carryOut(id: string, batch: readonly Waiting<State, Command>[]): Promise<readonly Waiting<State, Command>[]> {
    const stream = streamOf(this.type, id);
    let newest = false;
    let known = this.#kept.get(id);
    if (known === undefined) {
      known = StreamState.empty(this.type);
      if (!batch[0]!.likelyNew) {
        known = await known.readOn(this.store, stream);
        newest = true;
      }
    }
    for (let attempt = 0; attempt <= MAX_CONFLICT_RETRIES; attempt++) {
      const { verdicts, events } = this.#decide(known, batch, stream);
      if (events.length > 0) {
        try {
          const appended = await this.#append(stream, known, events);
          newest = true;
          if (appended === null) {
            known = await known.readOn(this.store, stream);
            continue;
          }
          known = appended;
        } catch (reason) {
          if (!(reason instanceof RevisionConflict)) throw reason;
          known = await known.readOn(this.store, stream);
          newest = true;
          continue;
        }
      } else if (!newest) {
        const read = await known.readOn(this.store, stream);
        newest = true;
        if (read.revision !== known.revision) {
          known = read;
          continue;
        }
      }
      this.#kept.set(id, known);
      this.#tell(known, batch, verdicts);
      return batch.slice(verdicts.length);
    }
    throw new RevisionConflict(stream, known.revision < 0 ? 'no_stream' : known.revision);
  }

  /** Decides commands in turn over one advancing state, until the append is full. */
  #decide(
    known: StreamState<State, Event>,
    batch: readonly Waiting<State, Command>[],
    stream: string,
  ): { verdicts: Verdict<State>[]; events: NewEvent[] } {
    const verdicts: Verdict<State>[] = [];
    const events: NewEvent[] = [];
    const inThisBatch = new Map<string, number>();
    let { state } = known;
    for (const { command, context } of batch) {
      const before = known.commands.get(context.commandId);
      if (before !== undefined) {
        verdicts.push(
          before.fingerprint === context.fingerprint
            ? { handled: { revision: before.revision, position: before.position, replayed: true, state } }
            : { refused: reused() },
        );
        continue;
      }
      // The same command twice in one batch: the twin goes into the next append, where the first is recorded.
      if (inThisBatch.has(context.commandId)) break;
      const revision = known.revision + events.length;
      if (context.expectedRevision !== undefined && context.expectedRevision !== revision) {
        verdicts.push({ refused: new RevisionConflict(stream, context.expectedRevision) });
        continue;
      }
      let decided: readonly Event[];
      try {
        decided = this.type.decider.decide(command, state);
      } catch (refusal) {
        verdicts.push({ refused: refusal });
        continue;
      }
      if (decided.length > MAX_EVENTS_PER_APPEND) throw new RangeError(`one command made ${decided.length} events`);
      if (events.length + decided.length > MAX_EVENTS_PER_APPEND) break;
      decided.forEach((event, index) => {
        events.push(this.#newEvent(event, context, index));
        state = this.type.decider.evolve(state, event);
      });
      inThisBatch.set(context.commandId, decided.length);
      verdicts.push({ events: decided.length });
    }
    return { verdicts, events };
  }

  #newEvent(event: Event, context: CommandContext, index: number): NewEvent {
    const meta: EventMeta = {
      actor: context.actor,
      commandId: context.commandId,
      correlationId: context.correlationId,
      division: context.division,
      ...(context.causationId !== undefined && { causationId: context.causationId }),
      ...(context.fingerprint !== undefined && { fingerprint: context.fingerprint }),
      ...(context.traceparent !== undefined && { traceparent: context.traceparent }),
    };
    return {
      id: derivedId(context.commandId, String(index)),
      type: event.type,
      schemaVersion: this.type.versions?.[event.type as Event['type']] ?? 1,
      data: event.data as JsonObject,
      meta,
    };
  }

  /** The state behind the append; `null` when the same commands were stored before: what was recorded then may differ in time and keys. */
  async #append(stream: string, known: StreamState<State, Event>, events: readonly NewEvent[]): Promise<StreamState<State, Event> | null> {
    const sealed = this.type.personal === undefined ? events : await sealAll(events, this.type.personal, this.keys, stream);
    const startedAt = performance.now();
    const appended = await this.store.append(stream, known.revision < 0 ? 'no_stream' : known.revision, sealed);
    this.options.onAppend?.(performance.now() - startedAt, events.length);
    return appended.duplicate ? null : known.advance(sealed, appended);
  }

  #tell(known: StreamState<State, Event>, batch: readonly Waiting<State, Command>[], verdicts: readonly Verdict<State>[]): void {
    verdicts.forEach((verdict, index) => {
      const waiting = batch[index]!;
      if ('refused' in verdict) waiting.reject(verdict.refused);
      else if ('handled' in verdict) waiting.resolve({ ...verdict.handled, state: known.state });
      else {
        const recorded = known.commands.get(waiting.context.commandId);
        waiting.resolve({
          revision: recorded?.revision ?? known.revision,
          position: recorded?.position ?? known.position,
          replayed: false,
          state: known.state,
        });
      }
    });
  }
}

const reused = (): Rejected =>
  new Rejected('command.reused', 'This Idempotency-Key was used for another content. Send a new key for a new command.');
