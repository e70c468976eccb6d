import { uuidv7 } from '@xiezhi/eventsourcing';
import type { Principal } from '@xiezhi/service';
import type { Pool } from 'pg';

/** What of a person was opened. */
export type OpenedDetails = 'people' | 'lawyer';

/** Records who opened a person's details (查阅记录). A reading that cannot be recorded does not happen. */
export class AccessLog {
  constructor(
    private readonly pool: Pool,
    private readonly now: () => string,
  ) {}

  /** @throws when the row cannot be written; the caller must not show the details then */
  async record(reader: Principal, requestId: string, what: OpenedDetails, relation: 'organ' | 'institution'): Promise<void> {
    const at = this.now();
    await this.pool.query({
      name: 'access-log',
      text: 'INSERT INTO access_log (id, read_at, account, agency, role, request_id, what, relation) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
      values: [uuidv7(Date.parse(at)), at, reader.account, reader.agency, reader.role, requestId, what, relation],
    });
  }
}
