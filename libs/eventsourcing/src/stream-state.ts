import { MAX_EVENTS_PER_READ, type Appended, type EventStore } from './event-store.js';
import type { Checkpoint, Message, NewEvent, RecordedEvent } from './message.js';
import type { StreamType } from './stream-type.js';

/** What a command that is in the stream was answered. */
export interface RecordedCommand {
  readonly fingerprint: string | undefined;
  readonly revision: number;
  readonly position: Checkpoint;
}

/**
 * A stream folded up to a revision, with the commands it has seen. States of one stream share one map of commands, which only ever grows
 * by what the log holds: copying it with every append would cost more the longer the stream is.
 */
export class StreamState<State, Event extends Message> {
  private constructor(
    private readonly type: Pick<StreamType<State, never, Event>, 'decider' | 'upcast'>,
    readonly state: State,
    /** Revision of the last event folded; -1: there is no stream. */
    readonly revision: number,
    /** Its place in the log; `null`: there is no stream. */
    readonly position: Checkpoint | null,
    private readonly seen: Map<string, RecordedCommand>,
  ) {}

  static empty<State, Command extends Message, Event extends Message>(type: StreamType<State, Command, Event>): StreamState<State, Event> {
    return new StreamState<State, Event>(type, type.decider.initial, -1, null, new Map());
  }

  get commands(): ReadonlyMap<string, RecordedCommand> {
    return this.seen;
  }

  /** This state after everything the store has behind its revision. */
  async readOn(store: EventStore, stream: string): Promise<StreamState<State, Event>> {
    const page = await store.read(stream, { from: this.revision + 1 });
    if (page.length === 0) return this;
    const folded = this.fold(page);
    return page.length < MAX_EVENTS_PER_READ ? folded : folded.readOn(store, stream);
  }

  /** This state after `events` were appended behind it. */
  advance(events: readonly NewEvent[], appended: Appended): StreamState<State, Event> {
    let { state } = this;
    const first = appended.revision - events.length + 1;
    events.forEach((event, index) => {
      state = this.type.decider.evolve(state, event as unknown as Event);
      this.seen.set(event.meta.commandId, { fingerprint: event.meta.fingerprint, revision: first + index, position: appended.position });
    });
    return new StreamState(this.type, state, appended.revision, appended.position, this.seen);
  }

  private fold(events: readonly RecordedEvent[]): StreamState<State, Event> {
    let { state, revision, position } = this;
    for (const stored of events) {
      const event = this.type.upcast?.(stored) ?? stored;
      state = this.type.decider.evolve(state, event as unknown as Event);
      ({ revision, position } = event);
      this.seen.set(event.meta.commandId, { fingerprint: event.meta.fingerprint, revision, position: event.position });
    }
    return new StreamState(this.type, state, revision, position, this.seen);
  }
}
