import type { ErasureGround } from '@xiezhi/contracts';
import type { Pool } from 'pg';

/** An erasure as a line of the register (个人信息删除登记). */
export interface ListedErasure {
  readonly personId: string;
  readonly ground: ErasureGround;
  readonly decision: string;
  readonly orderedAt: string;
  readonly orderedBy: { readonly account: string; readonly agency: string };
  readonly keyDestroyedAt: string | null;
  /** When all was done and the certificate became final. */
  readonly certifiedAt: string | null;
}

interface Row {
  readonly person_id: string;
  readonly ground: ErasureGround;
  readonly decision: string;
  readonly ordered_at: Date;
  readonly ordered_by: string;
  readonly ordered_by_agency: string;
  readonly key_destroyed_at: Date | null;
  readonly certified_at: Date | null;
}

const shown = (row: Row): ListedErasure => ({
  personId: row.person_id,
  ground: row.ground,
  decision: row.decision,
  orderedAt: row.ordered_at.toISOString(),
  orderedBy: { account: row.ordered_by, agency: row.ordered_by_agency },
  keyDestroyedAt: row.key_destroyed_at?.toISOString() ?? null,
  certifiedAt: row.certified_at?.toISOString() ?? null,
});

/** The register of erasures; nothing in it says who a person was. */
export class ErasureList {
  constructor(private readonly pool: Pool) {}

  /** Erasures ordered in the divisions that start with a prefix, the newest first, from behind `cursor` (a person's id). */
  async page(filter: {
    readonly divisionPrefix: string;
    readonly unfinished: boolean;
    readonly cursor?: string | undefined;
    readonly limit: number;
  }): Promise<{ readonly items: readonly ListedErasure[]; readonly next: string | null }> {
    const { rows } = await this.pool.query<Row>(
      `SELECT person_id, ground, decision, ordered_at, ordered_by, ordered_by_agency, key_destroyed_at, certified_at FROM erasures
       WHERE division LIKE $1 AND (NOT $2::boolean OR certified_at IS NULL)
         AND ($3::uuid IS NULL OR (ordered_at, person_id) < (SELECT ordered_at, person_id FROM erasures WHERE person_id = $3))
       ORDER BY ordered_at DESC, person_id DESC LIMIT $4`,
      [`${filter.divisionPrefix}%`, filter.unfinished, filter.cursor ?? null, filter.limit + 1],
    );
    const items = rows.slice(0, filter.limit).map(shown);
    return { items, next: rows.length > filter.limit ? (items.at(-1)?.personId ?? null) : null };
  }
}
