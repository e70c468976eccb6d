import type { AccessPurpose } from '@xiezhi/contracts';
import { uuidv7 } from '@xiezhi/eventsourcing';
import type { Principal } from '@xiezhi/service';
import type { Pool } from 'pg';

/** Records who opened a person of the directory (查阅记录). A reading that cannot be recorded does not happen. */
export class AccessLog {
  constructor(
    private readonly pool: Pool,
    private readonly now: () => number,
  ) {}

  /** @throws when the row cannot be written; the caller must not show the person then */
  async record(reader: Principal, subject: { readonly kind: string; readonly id: string }, purpose: AccessPurpose): Promise<void> {
    const at = this.now();
    const { account, agency, role, division } = reader;
    await this.pool.query(
      `INSERT INTO access_log (id, read_at, account, agency, role, division, subject_kind, subject_id, purpose)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [uuidv7(at), new Date(at).toISOString(), account, agency, role, division, subject.kind, subject.id, purpose],
    );
  }
}
