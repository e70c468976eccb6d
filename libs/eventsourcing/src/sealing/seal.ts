import { hash } from 'node:crypto';
import { canonicalJson } from '../canonical-json.js';
import type { Checkpoint, RecordedEvent } from '../message.js';

/** How seals and chains are made: SHA-256 over the RFC 8785 form. Another way gets another name, stored with what it made. */
export const SEAL_ALGORITHM = 'sha256-jcs';

/** Stands for what comes before the first. */
const NOTHING = '0'.repeat(64);

/** A digest in lower-case hex. */
export type Digest = string;

/**
 * The seal of one stored event (防篡改封印), kept outside the event's row. Digests bind it twice: to the event before it in its stream, and to
 * everything sealed before it in the log.
 */
export interface Seal {
  /** Place among the seals of the log, from 1, without gaps: how many events are sealed. */
  readonly ordinal: number;
  readonly position: Checkpoint;
  readonly stream: string;
  readonly revision: number;
  readonly eventId: string;
  /** Seal of the event before it in its stream; `null` for the first, and when that event was gone before it could be sealed. */
  readonly previous: Digest | null;
  readonly seal: Digest;
  /** Digest over all seals of the log up to this one. */
  readonly chain: Digest;
  readonly algorithm: string;
}

/**
 * What of a stored event is sealed: all of it, as it is stored. Personal fields are ciphertext there, so a seal holds when a person is
 * erased.
 * @throws TypeError when it holds what JSON cannot: it was not stored by this system
 */
export function storedForm(event: RecordedEvent): string {
  const { id, type, schemaVersion, data, meta, stream, revision, position, recordedAt } = event;
  return canonicalJson({ id, type, schemaVersion, data, meta, stream, revision, position, recordedAt });
}

/** The seal of an event behind `previous`, the seal before it in its stream. */
export const sealOf = (previous: Digest | null, event: RecordedEvent): Digest =>
  hash('sha256', `xiezhi seal\n${previous ?? NOTHING}\n${storedForm(event)}`);

/** The chain of a log after `seal`, behind `previous`, the chain before it. */
export const chainOf = (previous: Digest | null, seal: Digest): Digest => hash('sha256', `xiezhi chain\n${previous ?? NOTHING}\n${seal}`);

/** Where sealing a log stands. */
export interface SealedUpTo {
  readonly ordinal: number;
  readonly position: Checkpoint;
  readonly chain: Digest;
}

/** The newest seal of a stream. */
export interface StreamSeal {
  readonly revision: number;
  readonly seal: Digest;
}

/**
 * The seals of events that follow each other in the log. Always the same for the same log, whoever makes them and how often.
 * @param last where sealing stands; `null` at the beginning
 * @param streams the newest seals of the events' streams, where there are any
 */
export function sealEvents(
  events: readonly RecordedEvent[],
  last: SealedUpTo | null,
  streams: ReadonlyMap<string, StreamSeal>,
): readonly Seal[] {
  const newest = new Map(streams);
  let [ordinal, chain] = [last?.ordinal ?? 0, last?.chain ?? null];
  return events.map((event) => {
    const { stream, revision, position, id } = event;
    const before = newest.get(stream);
    const previous = before?.revision === revision - 1 ? before.seal : null;
    const seal = sealOf(previous, event);
    chain = chainOf(chain, seal);
    ordinal += 1;
    newest.set(stream, { revision, seal });
    return { ordinal, position, stream, revision, eventId: id, previous, seal, chain, algorithm: SEAL_ALGORITHM };
  });
}
