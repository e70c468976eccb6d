import type { AccessPurpose } from '@xiezhi/contracts';
import { uuidv7 } from '@xiezhi/eventsourcing';
import type { Principal } from '@xiezhi/service';
import type { Pool } from 'pg';

/** What of a person was opened. */
export type OpenedDetails = 'people' | 'lawyer' | 'text' | 'paper' | 'letter';
/** What is opened now; of a paper and of a letter also which. */
export type Opening =
  | { readonly what: 'people' | 'lawyer' | 'text' }
  | { readonly what: 'paper'; readonly paperId: string }
  | { readonly what: 'letter'; readonly letterId: string };

/** How a reader stands to a matter; `reviewer`: as a peer who reviews the closed case (评估人). */
export type Relation = 'organ' | 'institution' | 'lawyer' | 'oversight' | 'reviewer';

/** The matter whose person is opened, and how the reader stands to it. */
export interface OpenedMatter {
  readonly id: string;
  readonly institution: string;
  readonly division: string;
  readonly relation: Relation;
  /** True when the reader handles the matter (承办人): has sent, assigned or otherwise acted on it before. */
  readonly assigned: boolean;
}

/** Records who opened a person's details and why (查阅记录). A reading that cannot be recorded does not happen. */
export class AccessLog {
  constructor(
    private readonly pool: Pool,
    private readonly now: () => string,
  ) {}

  /** @throws when the row cannot be written; the caller must not show the details then */
  async record(reader: Principal, matter: OpenedMatter, opening: Opening, purpose: AccessPurpose): Promise<void> {
    const at = this.now();
    const { account, agency, role } = reader;
    const { id, institution, division, relation, assigned } = matter;
    await this.pool.query({
      name: 'record-access',
      text: `INSERT INTO access_log (id, read_at, account, agency, role, request_id, what, relation, purpose, assigned, institution, division, paper_id, letter_id)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      values: [
        uuidv7(Date.parse(at)),
        at,
        account,
        agency,
        role,
        id,
        opening.what,
        relation,
        purpose,
        assigned,
        institution,
        division,
        opening.what === 'paper' ? opening.paperId : null,
        opening.what === 'letter' ? opening.letterId : null,
      ],
    });
  }
}
