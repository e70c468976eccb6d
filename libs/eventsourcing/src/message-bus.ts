import type { JsonObject } from './message.js';

/**
 * A message between services or agencies: a CloudEvents 1.0 envelope (`id`, `source`, `type`, `time`, `subject`, `dataschema`, JSON data)
 * on a topic under a key. No personal data outside `data`; in a service topic only as ciphertext.
 */
export interface BusMessage {
  readonly topic: string;
  /** What keeps its order: the stream the message tells of. */
  readonly key: string;
  /** Unique with `source`; derived from the event, so that a message sent twice is the same message. */
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** ISO 8601 instant of the fact. */
  readonly time: string;
  readonly subject?: string;
  readonly dataschema?: string;
  /** CloudEvents extension attributes in lower case: `correlationid`, `causationid`, `traceparent`, … */
  readonly extensions?: Readonly<Record<string, string>>;
  readonly data: JsonObject;
}

/** A message as a consumer gets it. */
export interface ReceivedMessage extends BusMessage {
  /** Where it lay, for people: `topic/partition/offset`. */
  readonly place: string;
}

export interface ConsumeOptions {
  /** Consumers of one group share the topics' keys; each group gets every message. */
  readonly group: string;
  readonly topics: readonly string[];
  /**
   * Handles messages of one or several topics, those of one topic and key in order; resolves when the effect is durable, and only then is the
   * place moved. Rejecting means "again": the batch is given once more, after a pause that grows to a bound.
   * Never called twice at once. Messages that can never be handled are parked by the handler (see `parking-handler.ts`), not by the bus.
   */
  readonly handler: (batch: readonly ReceivedMessage[]) => Promise<void>;
  /** At most this many messages a call (default 500). */
  readonly batchSize?: number;
  /** Bytes that were no CloudEvent: stored for a person to see before the place is moved. */
  readonly onUnreadable: (message: {
    readonly place: string;
    readonly topic: string;
    readonly key: string | null;
    readonly value: Uint8Array;
    readonly reason: string;
  }) => Promise<void>;
}

export interface Consumption {
  /** Resolves when the consumer has its share of the topics for the first time, or is stopped before. */
  readonly ready: Promise<void>;
  /** Finishes the batch at hand, moves the place, leaves the group. */
  stop(): Promise<void>;
}

/** Bytes of one message with its attributes, on every bus, so that what one carries the others do. */
export const MAX_MESSAGE_BYTES = 900_000;

const NAME = /^[a-zA-Z0-9._-]{1,249}$/;

/** Checks names of topics and groups against what every bus takes. @throws TypeError */
export function checkNames(names: readonly string[]): void {
  for (const name of names)
    if (!NAME.test(name)) throw new TypeError('a topic or group is named by 1 to 249 letters, digits, ".", "_" and "-"');
}

/** **Port.** Topics of messages. Every adapter passes `message-bus.contract.ts`. A new group starts from the beginning of a topic. */
export abstract class MessageBus {
  /** Makes topics that are missing; idempotent. */
  abstract ensureTopics(topics: readonly string[]): Promise<void>;
  /**
   * Sends in the order given per key; resolves when all are durable. Rejects when any may not be: send all again.
   * @throws RangeError for a message over {@link MAX_MESSAGE_BYTES}
   */
  abstract publish(messages: readonly BusMessage[]): Promise<void>;
  abstract consume(options: ConsumeOptions): Consumption;
  /** Messages a group has not handled yet, per topic: for metrics. */
  abstract lag(group: string, topics: readonly string[]): Promise<Readonly<Record<string, number>>>;
  /** True when the broker answers: for readiness. */
  abstract healthy(): Promise<boolean>;
  abstract close(): Promise<void>;
}
