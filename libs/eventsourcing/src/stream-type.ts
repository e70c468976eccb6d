import type { Decider } from './decider.js';
import type { Message, RecordedEvent } from './message.js';
import type { PersonalFields } from './personal.js';

/** A kind of stream: its rules, which fields of its events are personal, and how old events are read today. */
export interface StreamType<State, Command extends Message, Event extends Message> {
  /** `<name>-<id>` names a stream; kebab-case. */
  readonly name: string;
  readonly decider: Decider<State, Command, Event>;
  readonly personal?: PersonalFields<Event['type']>;
  /** Schema version stored with a new event of a type; 1 where not given. */
  readonly versions?: Partial<Readonly<Record<Event['type'], number>>>;
  /** Reads an event stored under an older schema version as one of today. */
  readonly upcast?: (event: RecordedEvent) => RecordedEvent;
}

/** The stream of `id` among streams of `type`. */
export const streamOf = (type: { readonly name: string }, id: string): string => `${type.name}-${id}`;

/** The id within a stream name made by {@link streamOf}, or `null` when the stream is of another type. */
export function idOf(type: { readonly name: string }, stream: string): string | null {
  // Asked of every event by every read model: no text is put together for it.
  const { name } = type;
  return stream[name.length] === '-' && stream.startsWith(name) ? stream.slice(name.length + 1) : null;
}
