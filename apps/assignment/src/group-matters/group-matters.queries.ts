import { MAX_GROUP_MEMBERS } from '@xiezhi/contracts';
import type { PersonKeys } from '@xiezhi/eventsourcing';
import type { ReadModels, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import { agencyScope, type Principal } from '@xiezhi/service';
import { groupNotFound } from '../group-matter/group-matter.js';
import type { GroupListQuery } from '../group-matter/group-matter.request.js';
import { HEAD_ROLE } from '../sensitive-matter/circle.js';
import { pagedRows, type PagedList } from '../worklist/paged-rows.queries.js';
import { groupMembers, type GroupMemberRow } from './group-members.projection.js';
import { groupMatters, type GroupMatterRow } from './group-matters.projection.js';
import { standingsOf, type Standing } from './standings.queries.js';

type StoredGroup = Omit<GroupMatterRow, 'opened_at' | 'closed_at'> & {
  readonly opened_at: Date;
  readonly closed_at: Date | null;
  /** Matters in it that the reader may know of. */
  readonly members: number;
};
type StoredMember = Omit<GroupMemberRow, 'joined_at' | 'removed_at'> & { readonly joined_at: Date; readonly removed_at: Date | null };

/** A group matter in lists. */
export interface GroupInList {
  readonly id: string;
  readonly title: string;
  readonly reason: string;
  readonly officer: string;
  readonly status: 'open' | 'closed';
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly closing: string | null;
  readonly members: number;
}

/** A matter in a group, with where it stands. */
export interface GroupMember {
  readonly id: string;
  readonly matterKind: string;
  readonly basis: string;
  readonly joinedAt: string;
  readonly removedAt: string | null;
  readonly removal: string | null;
  /** `null`: it is another institution's by now. */
  readonly standing: Standing | null;
}

/** A group matter on its page; a member that is hidden from the reader is not counted either. */
export interface GroupMatterPage extends GroupInList {
  readonly institution: string;
  readonly division: string;
  readonly revision: number;
  readonly memberships: readonly GroupMember[];
}

/** Memberships that a page shows, those of old included: the newest. */
const MAX_MEMBERSHIPS = 2 * MAX_GROUP_MEMBERS;

const iso = (value: Date | null): string | null => value?.toISOString() ?? null;
const shown = ({ id, title, reason, officer, status, opened_at, closed_at, closing, members }: StoredGroup): GroupInList => ({
  ...{ id, title, reason, officer, status, closing, members },
  openedAt: iso(opened_at)!,
  closedAt: iso(closed_at),
});

/** Reads of group matters, within the reader's institution. */
export class GroupMatterQueries {
  constructor(
    private readonly reads: ScopedReads,
    private readonly readModels: ReadModels,
    private readonly keys: PersonKeys,
  ) {}

  /** The newest first: one tab, or those that a matter is in. */
  async list(reader: Principal, { state, matter, limit, cursor }: GroupListQuery): Promise<PagedList<GroupInList>> {
    const { where, values } = this.#known(reader);
    const which =
      matter === undefined
        ? `g.status = $${values.length + 1}`
        : `EXISTS (SELECT FROM ${this.#members} m WHERE m.group_id = g.id AND m.removed_at IS NULL AND m.matter_id = $${values.length + 1}::uuid)`;
    return pagedRows<StoredGroup, GroupInList>(this.reads, agencyScope(reader), {
      table: `${this.#groups} g`,
      columns: `g.*, ${this.#counted}`,
      where: `${where} AND ${which}`,
      values: [...values, matter ?? state],
      column: 'opened_at',
      limit,
      cursor,
      shown,
      place: (row) => `${iso(row.opened_at)}|${row.id}`,
    });
  }

  /** @throws Rejected `group_matter.not_found`, for one that is hidden as for one that does not exist */
  async page(id: string, reader: Principal): Promise<GroupMatterPage> {
    const { where, values } = this.#known(reader);
    const [row] = await this.reads.query<StoredGroup>(agencyScope(reader), {
      text: `SELECT g.*, ${this.#counted} FROM ${this.#groups} g WHERE ${where} AND g.id = $${values.length + 1}::uuid`,
      values: [...values, id],
    });
    if (row === undefined) throw groupNotFound();
    const { institution, division, revision } = row;
    return { ...shown(row), institution, division, revision, memberships: await this.#memberships(id, reader) };
  }

  async #memberships(groupId: string, reader: Principal): Promise<readonly GroupMember[]> {
    const rows = await this.reads.query<StoredMember>(agencyScope(reader), {
      text: `SELECT * FROM ${this.#members} WHERE group_id = $1::uuid ORDER BY joined_at DESC, id DESC LIMIT ${MAX_MEMBERSHIPS}`,
      values: [groupId],
    });
    const standing = await standingsOf(this.reads, this.readModels, this.keys, reader, rows);
    return rows.map(({ matter_id, matter_kind, basis, joined_at, removed_at, removal }) => ({
      id: matter_id,
      matterKind: matter_kind,
      basis,
      joinedAt: iso(joined_at)!,
      removedAt: iso(removed_at),
      removal,
      standing: standing.get(matter_id) ?? null,
    }));
  }

  /** Groups that the reader may know of: those with a matter that is shown, the own ones, all to the head, and those still empty. */
  #known({ agency, account, role }: Principal): { readonly where: string; readonly values: readonly unknown[] } {
    const some = `EXISTS (SELECT FROM ${this.#members} k WHERE k.group_id = g.id)`;
    return {
      where: `g.institution = $1 AND (NOT g.joined OR $2 OR g.officer = $3 OR ${some})`,
      values: [agency, role === HEAD_ROLE, account],
    };
  }

  get #counted(): string {
    return `(SELECT count(*)::int FROM ${this.#members} c WHERE c.group_id = g.id AND c.removed_at IS NULL) AS members`;
  }

  get #groups(): string {
    return this.readModels.table(groupMatters);
  }

  get #members(): string {
    return this.readModels.table(groupMembers);
  }
}
