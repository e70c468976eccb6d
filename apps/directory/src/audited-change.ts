import { derivedId, Rejected, type CommandContext, type JsonObject } from '@xiezhi/eventsourcing';
import { toCheckpoint, type TransactionalLog } from '@xiezhi/eventsourcing/postgres';
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
 * the rows of `streams`, each at most once, and says what happened; nothing is committed when it throws. Changes take turns, and a command
 * that stands in the log of one of `streams` already is answered from there: sent again after a later change, it must not undo that.
 * @throws Rejected `command.reused` when the command came before with another body
 */
export async function auditedChange(
  pool: Pool,
  log: TransactionalLog,
  context: CommandContext,
  streams: readonly string[],
  write: (tx: PoolClient) => Promise<readonly Change[]>,
): Promise<readonly Changed[]> {
  const tx = await pool.connect();
  try {
    await tx.query('BEGIN');
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('xiezhi:directory:change', 0))`);
    const before = await carriedOut(tx, streams, context);
    if (before.length > 0) {
      await tx.query('COMMIT');
      return before;
    }
    const changes = await write(tx);
    const changed: Changed[] = [];
    for (const { stream, type, data } of changes) {
      const event = {
        // Of the stream, not of the place in the list: another load under the same command id may tell of other rows.
        id: derivedId(context.commandId, stream),
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

/** What a command that was carried out before answered. */
async function carriedOut(tx: PoolClient, streams: readonly string[], context: CommandContext): Promise<readonly Changed[]> {
  const { rows } = await tx.query<{ revision: number; position: string; fingerprint: string | null }>(
    `SELECT revision, position::text, meta ->> 'fingerprint' AS fingerprint FROM events
     WHERE stream = ANY ($1) AND meta ->> 'commandId' = $2 ORDER BY events.position`,
    [streams, context.commandId],
  );
  if (rows.some(({ fingerprint }) => fingerprint !== (context.fingerprint ?? null))) {
    throw new Rejected('command.reused', 'This Idempotency-Key was used for another content. Send a new key for a new command.');
  }
  return rows.map(({ revision, position }) => ({ revision, position: toCheckpoint(position) }));
}
