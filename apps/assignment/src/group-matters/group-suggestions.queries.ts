import { MAX_GROUP_MEMBERS } from '@xiezhi/contracts';
import type { ReadModels, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import { agencyScope, type Principal } from '@xiezhi/service';
import { aidCaseList } from '../aid-case-list/aid-case-list.projection.js';
import { dutyHelpList } from '../duty-help-list/duty-help-list.projection.js';
import type { MemberKind } from '../group-matter/group-matter.js';
import { worklist } from '../worklist/worklist.projection.js';
import { groupMembers } from './group-members.projection.js';
import { groupMatters } from './group-matters.projection.js';

/** A matter that seems to belong with the one that is asked about, which is among them. */
export interface SuggestedMember {
  readonly id: string;
  readonly matterKind: MemberKind;
  readonly number: string | null;
}

/** Open matters that have something in common, and are in no group yet (建议并案). */
export interface GroupSuggestion {
  readonly basis: 'same_case' | 'same_opponent';
  /** As many as one group may have. */
  readonly members: readonly SuggestedMember[];
  /** There are more of them. */
  readonly more: boolean;
}

interface Found {
  readonly id: string;
  readonly number: string | null;
}

/** How matters of a kind are alike: what is said of the row that an alias names. */
interface Alike {
  readonly basis: GroupSuggestion['basis'];
  readonly table: string;
  readonly open: (alias: string) => string;
  readonly number: (alias: string) => string;
  /** True of two rows that are one thing to those concerned. */
  readonly same: (one: string, other: string) => string;
}

/** Looks for matters of one institution that one case number or one opposing party joins; the party is known by its digest alone. */
export class GroupSuggestions {
  constructor(
    private readonly reads: ScopedReads,
    private readonly readModels: ReadModels,
    /** So many make a group worth a suggestion. */
    private readonly suggestedFrom: number,
  ) {}

  /** What the matter seems to belong to; `null` where it is too little, and for a matter that is none of the reader's. */
  async of(reader: Principal, matterKind: MemberKind, id: string): Promise<GroupSuggestion | null> {
    const { basis, table, open, number, same } = this.#alike(matterKind);
    const found = await this.reads.query<Found>(agencyScope(reader), {
      text: `SELECT w.id, ${number('w')} AS number FROM ${table} w
             WHERE w.institution = $1 AND ${open('w')} AND ${this.#inNoGroup('w')}
               AND EXISTS (SELECT FROM ${table} asked WHERE asked.id = $2 AND asked.institution = $1 AND ${same('w', 'asked')})
             ORDER BY w.received_at, w.id LIMIT ${MAX_GROUP_MEMBERS + 1}`,
      values: [reader.agency, id],
    });
    if (found.length < this.suggestedFrom || !found.some((one) => one.id === id)) return null;
    const members = found.slice(0, MAX_GROUP_MEMBERS).map((one) => ({ id: one.id, matterKind, number: one.number }));
    return { basis, members, more: found.length > MAX_GROUP_MEMBERS };
  }

  /** Which of these matters a suggestion would be made for, as a list marks them (可并为群体案件). */
  async among(reader: Principal, matterKind: MemberKind, ids: readonly string[]): Promise<readonly string[]> {
    const { table, open, same } = this.#alike(matterKind);
    const rows = await this.reads.query<{ id: string }>(agencyScope(reader), {
      text: `SELECT w.id FROM ${table} w
             WHERE w.institution = $1 AND w.id = ANY ($2::uuid[]) AND ${open('w')} AND ${this.#inNoGroup('w')}
               AND (SELECT count(*) FROM (SELECT FROM ${table} o WHERE o.institution = $1 AND ${open('o')} AND ${this.#inNoGroup('o')}
                      AND ${same('o', 'w')} LIMIT ${this.suggestedFrom}) alike) >= ${this.suggestedFrom}
             ORDER BY w.id`,
      values: [reader.agency, ids],
    });
    return rows.map(({ id }) => id);
  }

  #alike(matterKind: MemberKind): Alike {
    const { readModels } = this;
    if (matterKind === 'aid-case')
      return {
        basis: 'same_opponent',
        table: readModels.table(aidCaseList),
        open: (alias) => `${alias}.open`,
        number: (alias) => `coalesce(${alias}.facts ->> 'caseNumber', ${alias}.facts ->> 'applicationNumber')`,
        same: (one, other) => `${one}.opponent_digests && ${other}.opponent_digests`,
      };
    const request = matterKind === 'defence-request';
    // An older version of the worklist, still read while this one is built, may have no column of its own for it.
    const column = !request || readModels.current(worklist);
    const number = (alias: string): string => (column ? `${alias}.case_number` : `(${alias}.facts ->> 'caseNumber')`);
    return {
      basis: 'same_case',
      table: readModels.table(request ? worklist : dutyHelpList),
      open: (alias) => (request ? `${alias}.closed_at IS NULL` : `${alias}.open`),
      number,
      same: (one, other) => `${number(one)} = ${number(other)}`,
    };
  }

  #inNoGroup(alias: string): string {
    const { readModels } = this;
    return `NOT EXISTS (SELECT FROM ${readModels.table(groupMembers)} m JOIN ${readModels.table(groupMatters)} g ON g.id = m.group_id
      WHERE m.matter_id = ${alias}.id AND m.removed_at IS NULL AND g.status = 'open')`;
  }
}
