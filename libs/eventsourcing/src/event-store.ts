import type { Checkpoint, NewEvent, RecordedEvent } from './message.js';

/** The revision of the stream's last event, or `'no_stream'`. There is no "any". */
export type ExpectedRevision = number | 'no_stream';

export interface Appended {
  /** Revision of the last event appended. */
  readonly revision: number;
  /** Position of the last event appended. */
  readonly position: Checkpoint;
  readonly recordedAt: string;
  /** True when these very events had been stored before: the answer is the recorded one. */
  readonly duplicate: boolean;
}

/** Another writer was first. Nothing of the append was stored. */
export class RevisionConflict extends Error {
  override readonly name = 'RevisionConflict';
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
  ) {
    super(`stream is not at revision ${String(expected)}`);
  }
}

/** The store cannot be reached or cannot take more now. Whether the events were stored is unknown: retry with the same event ids. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** Events one append may hold, and events one read returns at most. */
export const MAX_EVENTS_PER_APPEND = 1_000;
export const MAX_EVENTS_PER_READ = 1_000;

/**
 * **Port.** Streams of events. Every adapter passes `event-store.contract.ts`.
 */
export abstract class EventStore {
  /** Events of `stream` from revision `from` (default 0) upward, at most `max` (default and limit {@link MAX_EVENTS_PER_READ}); empty when there is none. */
  abstract read(stream: string, options?: { readonly from?: number; readonly max?: number }): Promise<readonly RecordedEvent[]>;

  /**
   * Stores `events` (1 to {@link MAX_EVENTS_PER_APPEND}) behind revision `expected`, all or none. Several appends may be in flight.
   * Idempotent by event id: the same events at the same place again are answered with what was recorded (`duplicate`).
   * @throws RevisionConflict when the stream is elsewhere, also when some of these ids stand at another place of the stream
   * @throws StoreUnavailable when the outcome is unknown
   */
  abstract append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended>;

  /** Finishes appends in flight and refuses new ones. */
  abstract close(): Promise<void>;
}
