/** A command or an event: a literal type and its data. */
export interface Message<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
}

/** What JSON can hold. Event data, bus payloads and workflow state are such values and nothing else. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** Who acts: a person or a system of an agency, in a role. Never a name: `person` is an opaque account id. */
export interface Actor {
  readonly agency: string;
  readonly role: string;
  readonly person?: string;
}

/** The envelope stored with every event. It holds no personal data. */
export interface EventMeta {
  readonly actor: Actor;
  readonly commandId: string;
  readonly correlationId: string;
  readonly causationId?: string;
  /** Six-digit division code (行政区划代码) the matter belongs to. */
  readonly division: string;
  /** Keyed digest of the command's body: the same command id with another body is refused. */
  readonly fingerprint?: string;
  readonly traceparent?: string;
}

/** An event about to be stored. `id` is derived from the command id and the event's place in its outcome. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: JsonObject;
  readonly meta: EventMeta;
}

/** An event as the store gives it back. */
export interface RecordedEvent extends NewEvent {
  readonly stream: string;
  /** Place in its stream, from 0, without gaps. */
  readonly revision: number;
  /** Place in the store's total order; see {@link Checkpoint}. */
  readonly position: Checkpoint;
  /** ISO 8601 instant (UTC). */
  readonly recordedAt: string;
}

/**
 * An opaque place in a feed. Checkpoints of one feed compare as strings (`<`, `>`): adapters pad with zeros. Nothing else may be read
 * out of one.
 */
export type Checkpoint = string;
