import type { AttachmentRow, AttachmentRows } from './attachment-rows.js';
import type { AttachmentStore } from './attachment-store.js';

/** How many are looked at in one step. */
const BATCH = 100;

/** Destroys attachments: the objects first and the row last, so that a kill leaves no object that nobody knows of. */
export class AttachmentRemoval {
  constructor(
    private readonly rows: AttachmentRows,
    private readonly store: AttachmentStore,
    private readonly now: () => number,
  ) {}

  /** Destroys an attachment and its content. It may be gone already. */
  async remove(id: string): Promise<void> {
    await this.#remove({ id, settleAt: null }, false);
  }

  /** Destroys it unless somebody used it since `row` was read; true when it did. */
  async removeUnchanged(row: AttachmentRow): Promise<boolean> {
    return this.#remove(row, true);
  }

  /** Destroys every attachment that is sealed under a person's key, of all services. Without the key it is unreadable anyway. */
  async removeOfPerson(personId: string): Promise<number> {
    let removed = 0;
    for (;;) {
      const rows = await this.rows.ofPerson(personId, BATCH);
      for (const { id } of rows) await this.remove(id);
      removed += rows.length;
      if (rows.length < BATCH) return removed;
    }
  }

  /** Removes one object and the row that knows of it. */
  async removeObject(objectId: string): Promise<void> {
    await this.store.remove(objectId);
    await this.rows.forgetObject(objectId);
  }

  async #remove(row: Pick<AttachmentRow, 'id' | 'settleAt'>, unchanged: boolean): Promise<boolean> {
    if (!(await this.rows.beginRemoval(row, new Date(this.now()), unchanged))) return false;
    for (const objectId of await this.rows.objectsOf(row.id)) await this.removeObject(objectId);
    await this.rows.endRemoval(row.id);
    return true;
  }
}
