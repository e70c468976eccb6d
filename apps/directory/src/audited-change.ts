import { derivedId, type CommandContext, type JsonObject } from '@xiezhi/eventsourcing';
import type { TransactionalLog } from '@xiezhi/eventsourcing/postgres';
import type { Pool, PoolClient } from 'pg';

/** One change of a row, as the directory's log tells it. */
export interface Change {
  readonly stream: string;
  readonly type: string;
  readonly data: JsonObject;
}

/** What a change answers: the place in the log to read behind. */
export interface Changed {
  readonly revision: number;
  readonly position: string;
}

/**
 * Changes rows and tells of it, in one transaction: the directory is plain tables, and its log is its audit and its outbox. `write` changes
 * the rows and says what happened; nothing is committed when it throws.
 */
export async function auditedChange(
  pool: Pool,
  log: TransactionalLog,
  context: CommandContext,
  write: (tx: PoolClient) => Promise<readonly Change[]>,
): Promise<readonly Changed[]> {
  const tx = await pool.connect();
  try {
    await tx.query('BEGIN');
    const changes = await write(tx);
    const changed: Changed[] = [];
    for (const [index, { stream, type, data }] of changes.entries()) {
      const event = {
        id: derivedId(context.commandId, String(index)),
        type,
        schemaVersion: 1,
        data,
        meta: {
          actor: context.actor,
          commandId: context.commandId,
          correlationId: context.correlationId,
          division: context.division,
          ...(context.fingerprint !== undefined && { fingerprint: context.fingerprint }),
          ...(context.traceparent !== undefined && { traceparent: context.traceparent }),
        },
      };
      changed.push(await log.append(tx, stream, event));
    }
    await tx.query('COMMIT');
    log.wake();
    return changed;
  } catch (reason) {
    await tx.query('ROLLBACK');
    throw reason;
  } finally {
    tx.release();
  }
}
