import type { ClientBase } from 'pg';
import type { Checkpoint, NewEvent } from '../message.js';
import { qualified } from './identifiers.js';
import { toCheckpoint } from './rows.js';
import type { Signal } from './signal.js';

export interface LoggedChange {
  readonly revision: number;
  readonly position: Checkpoint;
}

/**
 * The event log of a service whose truth is in plain tables: a change of a row and the event that tells of it are one transaction, so that
 * the log is the row's audit and its outbox.
 */
export class TransactionalLog {
  readonly #table: string;

  constructor(
    schema: string,
    private readonly committed: Signal,
  ) {
    this.#table = qualified(schema, 'events');
  }

  /**
   * Appends behind the stream's last event, within the caller's transaction. The caller holds a lock on the row the stream tells of; two
   * that do not are told apart by the unique revision, and the later one fails.
   */
  async append(tx: ClientBase, stream: string, event: NewEvent): Promise<LoggedChange> {
    const { rows } = await tx.query<{ revision: number; position: string }>({
      name: `log ${this.#table}`,
      text: `INSERT INTO ${this.#table} (stream, revision, event_id, type, schema_version, data, meta)
             SELECT $1, coalesce(max(revision), -1) + 1, $2, $3, $4, $5, $6 FROM ${this.#table} WHERE stream = $1
             RETURNING revision, position`,
      values: [stream, event.id, event.type, event.schemaVersion, event.data, event.meta],
    });
    const { revision, position } = rows[0]!;
    return { revision, position: toCheckpoint(position) };
  }

  /** Wakes the readers of this process; to be called after the commit. */
  wake(): void {
    this.committed.fire();
  }
}
