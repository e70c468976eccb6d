import { derivedId } from './ids.js';
import type { ReceivedMessage } from './message-bus.js';

/** A message that can never be handled as it is: it is parked at once. The text is shown to an operator and quotes nothing of the data. */
export class Poison extends Error {
  override readonly name = 'Poison';
}

/** `parked`: its messages wait for a person. `released`: they are to be handled again, in order. */
export type ParkedKeyState = 'parked' | 'released';

export interface ParkedKey {
  readonly topic: string;
  readonly key: string;
  readonly state: ParkedKeyState;
  /** Why its first message was parked. */
  readonly reason: string;
  /** ISO 8601 instant. */
  readonly since: string;
}

/** `waiting`: to be retried or skipped. `skipped`: a person left it out; its data is gone. */
export interface ParkedMessage {
  /** See {@link parkedId}. */
  readonly id: string;
  readonly message: Omit<ReceivedMessage, 'data'> & { readonly data: ReceivedMessage['data'] | null };
  readonly state: 'waiting' | 'skipped';
  /** Why it was parked (`null`: only because it follows another of its key), or why it was skipped. */
  readonly reason: string | null;
  /** ISO 8601 instant. */
  readonly parkedAt: string;
}

/** A released key, held by one process until {@link ReleasedKey.leave}. */
export interface ReleasedKey {
  readonly topic: string;
  readonly key: string;
  /** The first message still waiting; `null` when none is, and from then on the key is parked no more. */
  next(): Promise<ReceivedMessage | null>;
  /** Its effect is durable. */
  done(message: ReceivedMessage): Promise<void>;
  /** It failed again: the key is parked again. */
  failed(message: ReceivedMessage, reason: string): Promise<void>;
  /** Lets go of the key. */
  leave(): Promise<void>;
}

/** The same for the same message of a group, so that a message given twice is parked once. */
export const parkedId = (group: string, message: Pick<ReceivedMessage, 'topic' | 'source' | 'id'>): string =>
  derivedId('parked', group, message.topic, message.source, message.id);

/** Parked messages that one listing holds at most. */
export const MAX_PARKED_LISTED = 500;

/**
 * **Port.** Where a consumer group keeps messages that it could not handle, with all later ones of their keys, until a person retries or
 * skips them. Every adapter passes `parking.contract.ts`.
 */
export abstract class ParkingLot {
  /** Parks a message and its key. Does nothing when this message waits already or was skipped. */
  abstract park(group: string, message: ReceivedMessage, reason: string): Promise<void>;
  /** Parks a message behind those of its key. False, and nothing done, when the key is not parked (any more). */
  abstract parkBehind(group: string, message: ReceivedMessage): Promise<boolean>;
  /** Keys of a group, the oldest first, at most `max`. */
  abstract parkedKeys(group: string, max: number): Promise<readonly ParkedKey[]>;
  /** Messages of a group, or of one key of it, in order: those waiting first, at most {@link MAX_PARKED_LISTED}. */
  abstract list(group: string, of?: { readonly topic: string; readonly key: string }): Promise<readonly ParkedMessage[]>;
  /** Releases a key: its messages are handled again before new ones. False when it is not parked. */
  abstract retry(group: string, topic: string, key: string): Promise<boolean>;
  /** Leaves a waiting message out for ever, forgetting its data; skipping a key's first message releases the rest. False when none such waits. */
  abstract skip(group: string, id: string, reason: string): Promise<boolean>;
  /** Takes a released key that no other process holds, if there is one. */
  abstract takeReleased(group: string): Promise<ReleasedKey | null>;
}
