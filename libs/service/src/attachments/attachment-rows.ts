import { DatabaseError, type Pool } from 'pg';

/** An attachment as it stands in its row. */
export interface AttachmentRow {
  readonly id: string;
  readonly matterId: string;
  readonly personId: string;
  readonly size: number;
  readonly mediaType: string;
  readonly fingerprint: string | null;
  readonly settleAt: Date | null;
  readonly removing: boolean;
}

export interface NewAttachment {
  /** Made from the command that begins it. */
  readonly id: string;
  readonly service: string;
  readonly matterId: string;
  /** Under whose key it is sealed. */
  readonly personId: string;
  readonly size: number;
  readonly mediaType: string;
  readonly fingerprint?: string;
}

export interface ChunkRow {
  readonly objectId: string;
  readonly number: number;
}

const COLUMNS = `id, matter_id AS "matterId", person_id AS "personId", size, media_type AS "mediaType", fingerprint,
  settle_at AS "settleAt", removing`;
const UNIQUE_VIOLATION = '23505';

type Stored = Omit<AttachmentRow, 'size'> & { readonly size: string };
const read = (row: Stored): AttachmentRow => ({ ...row, size: Number(row.size) });

/** The rows of attachments and of their chunks. */
export class AttachmentRows {
  constructor(private readonly pool: Pool) {}

  /** Writes the row unless it is there, or the matter has `most` unsettled already; false when nothing was written. */
  async insert(one: NewAttachment, settleAt: Date, most: number): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `INSERT INTO attachments (id, service, matter_id, person_id, size, media_type, fingerprint, settle_at)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8
       WHERE (SELECT count(*) FROM (SELECT FROM attachments WHERE matter_id = $3 AND settle_at IS NOT NULL LIMIT $9) unsettled) < $9
       ON CONFLICT (id) DO NOTHING`,
      [one.id, one.service, one.matterId, one.personId, one.size, one.mediaType, one.fingerprint ?? null, settleAt, most],
    );
    return rowCount === 1;
  }

  async find(id: string): Promise<AttachmentRow | null> {
    const { rows } = await this.pool.query<Stored>(`SELECT ${COLUMNS} FROM attachments WHERE id = $1`, [id]);
    return rows[0] === undefined ? null : read(rows[0]);
  }

  /** Sets when its owner is asked about it next; `matterId`: who is asked. False when it is gone or going. */
  async settleAt(id: string, matterId: string, at: Date | null): Promise<boolean> {
    const { rowCount } = await this.pool.query('UPDATE attachments SET settle_at = $3, matter_id = $2 WHERE id = $1 AND NOT removing', [
      id,
      matterId,
      at,
    ]);
    return rowCount === 1;
  }

  /** As {@link settleAt}, also for one that is going. */
  async putOff(id: string, at: Date): Promise<void> {
    await this.pool.query('UPDATE attachments SET settle_at = $2 WHERE id = $1', [id, at]);
  }

  /** Attachments of `service` whose owner is to be asked, longest due first. */
  async due(service: string, now: Date, limit: number): Promise<readonly AttachmentRow[]> {
    const { rows } = await this.pool.query<Stored>(
      `SELECT ${COLUMNS} FROM attachments WHERE service = $1 AND settle_at < $2 ORDER BY settle_at LIMIT $3`,
      [service, now, limit],
    );
    return rows.map(read);
  }

  async ofPerson(personId: string, limit: number): Promise<readonly AttachmentRow[]> {
    const { rows } = await this.pool.query<Stored>(`SELECT ${COLUMNS} FROM attachments WHERE person_id = $1 LIMIT $2`, [personId, limit]);
    return rows.map(read);
  }

  /** Begins a removal, from when nothing is added or read any more. `seen`: only if nobody changed it since it was read. */
  async beginRemoval({ id, settleAt }: Pick<AttachmentRow, 'id' | 'settleAt'>, now: Date, seen: boolean): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `UPDATE attachments SET removing = true, settle_at = $2
       WHERE id = $1 AND (removing OR NOT $3 OR settle_at IS NOT DISTINCT FROM $4::timestamptz)`,
      [id, now, seen, settleAt],
    );
    return rowCount === 1;
  }

  /** Ends a removal; a chunk that was being stored meanwhile keeps the row for the next try. */
  async endRemoval(id: string): Promise<void> {
    await this.pool.query(
      'DELETE FROM attachments WHERE id = $1 AND removing AND NOT EXISTS (SELECT FROM chunks WHERE attachment_id = $1)',
      [id],
    );
  }

  /** Says that a chunk is being stored as `objectId`; false when the attachment is gone or going. */
  async beginChunk(attachmentId: string, number: number, objectId: string, now: Date): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `INSERT INTO chunks (object_id, attachment_id, number, begun_at)
       SELECT $1, id, $3, $4 FROM attachments WHERE id = $2 AND NOT removing FOR SHARE`,
      [objectId, attachmentId, number, now],
    );
    return rowCount === 1;
  }

  /** Says that `objectId` is stored; false when another object is that chunk already, or this one was taken away. */
  async endChunk(objectId: string): Promise<boolean> {
    try {
      const { rowCount } = await this.pool.query('UPDATE chunks SET stored = true WHERE object_id = $1', [objectId]);
      return rowCount === 1;
    } catch (error) {
      if (error instanceof DatabaseError && error.code === UNIQUE_VIOLATION) return false;
      throw error;
    }
  }

  async storedChunks(attachmentId: string): Promise<readonly ChunkRow[]> {
    const { rows } = await this.pool.query<ChunkRow>(
      'SELECT object_id AS "objectId", number FROM chunks WHERE attachment_id = $1 AND stored ORDER BY number',
      [attachmentId],
    );
    return rows;
  }

  /** Every object of an attachment, stored or not. */
  async objectsOf(attachmentId: string): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ id: string }>('SELECT object_id AS id FROM chunks WHERE attachment_id = $1', [attachmentId]);
    return rows.map(({ id }) => id);
  }

  /** Objects whose storing was begun before `before` and never ended. */
  async abandonedObjects(before: Date, limit: number): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ id: string }>(
      'SELECT object_id AS id FROM chunks WHERE NOT stored AND begun_at < $1 ORDER BY begun_at LIMIT $2',
      [before, limit],
    );
    return rows.map(({ id }) => id);
  }

  async forgetObject(objectId: string): Promise<void> {
    await this.pool.query('DELETE FROM chunks WHERE object_id = $1', [objectId]);
  }
}
