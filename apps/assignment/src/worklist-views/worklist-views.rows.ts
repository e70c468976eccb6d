import { Rejected } from '@xiezhi/eventsourcing';
import { inTransaction } from '@xiezhi/eventsourcing/postgres';
import type { Principal, Service } from '@xiezhi/service';
import type { TabQuery } from '../worklist/worklist.request.js';

/** Views one person may keep. */
export const MAX_VIEWS = 20;
const UNIQUE_VIOLATION = '23505';

/** Whose a view is: a person who changes the agency leaves it behind. */
export type Owner = Pick<Principal, 'account' | 'agency'>;

/** A named filter of a worklist. */
export interface WorklistView {
  readonly id: string;
  readonly name: string;
  readonly filter: Omit<TabQuery, 'after'>;
}

const notFound = (): Rejected =>
  new Rejected('worklist_view.not_found', '没有这个视图,它可能已删除。No such view; it may have been deleted.');

const nameTaken = (): Rejected => {
  const detail = '您已有同名的视图,请换一个名称。You have a view of this name; choose another name.';
  return new Rejected('worklist_view.name_taken', detail, { errors: [{ path: 'name', code: 'name_taken', detail }] });
};

/** Views of worklists (视图), each for the one who made it alone. */
export class WorklistViews {
  constructor(
    private readonly service: Pick<Service, 'pool' | 'reads'>,
    private readonly now: () => string,
  ) {}

  /** The owner's views, by name. */
  list({ account, agency }: Owner): Promise<readonly WorklistView[]> {
    const text = 'SELECT id, name, filter FROM worklist_views WHERE account = $1 AND agency = $2 ORDER BY name LIMIT $3';
    return this.service.reads.query<WorklistView>({ agency }, { text, values: [account, agency, MAX_VIEWS] });
  }

  /**
   * Keeps a view under an id of the caller's making; again, it replaces what was kept.
   * @throws Rejected `worklist_view.not_found` for another's, `worklist_view.name_taken`, `worklist_view.too_many`
   */
  async save({ account, agency }: Owner, { id, name, filter }: WorklistView): Promise<void> {
    try {
      await inTransaction(this.service.pool, async (client) => {
        // Two windows at once must not come to one more than is allowed.
        await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`worklist views of ${agency} ${account}`]);
        const { rows } = await client.query<{ kept: number; has: boolean }>(
          'SELECT count(*)::int AS kept, coalesce(bool_or(id = $3), false) AS has FROM worklist_views WHERE account = $1 AND agency = $2',
          [account, agency, id],
        );
        const { kept, has } = rows[0]!;
        if (!has && kept >= MAX_VIEWS) {
          throw new Rejected(
            'worklist_view.too_many',
            `最多保存 ${MAX_VIEWS} 个视图,请先删除一个。At most ${MAX_VIEWS} views are kept; delete one first.`,
          );
        }
        const { rowCount } = await client.query(
          `INSERT INTO worklist_views (id, account, agency, name, filter, saved_at) VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT (id) DO UPDATE SET name = excluded.name, filter = excluded.filter, saved_at = excluded.saved_at
           WHERE worklist_views.account = excluded.account AND worklist_views.agency = excluded.agency`,
          [id, account, agency, name, filter, this.now()],
        );
        if (rowCount === 0) throw notFound();
      });
    } catch (error) {
      throw (error as { code?: unknown }).code === UNIQUE_VIOLATION ? nameTaken() : error;
    }
  }

  /** @throws Rejected `worklist_view.not_found` */
  async delete({ account, agency }: Owner, id: string): Promise<void> {
    const text = 'DELETE FROM worklist_views WHERE id = $1 AND account = $2 AND agency = $3';
    const { rowCount } = await this.service.pool.query(text, [id, account, agency]);
    if (rowCount === 0) throw notFound();
  }
}
