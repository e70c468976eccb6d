import { MAX_GROUP_MEMBERS } from '@xiezhi/contracts';
import type { ReadModels, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import { agencyScope, type Principal } from '@xiezhi/service';
import { aidCaseList } from '../aid-case-list/aid-case-list.projection.js';
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
    if (matterKind === 'duty-help') return null;
    const basis = matterKind === 'aid-case' ? 'same_opponent' : 'same_case';
    const found = await (matterKind === 'aid-case' ? this.#ofOpponent(reader, id) : this.#ofCase(reader, id));
    if (found.length < this.suggestedFrom || !found.some((one) => one.id === id)) return null;
    const members = found.slice(0, MAX_GROUP_MEMBERS).map((one) => ({ id: one.id, matterKind, number: one.number }));
    return { basis, members, more: found.length > MAX_GROUP_MEMBERS };
  }

  #ofCase(reader: Principal, id: string): Promise<readonly Found[]> {
    const table = this.readModels.table(worklist);
    // An older version of the worklist, still read while this one is built, may have no column of its own for it.
    const number = this.readModels.current(worklist) ? 'case_number' : `(facts ->> 'caseNumber')`;
    return this.#found(
      reader,
      `SELECT id, ${number} AS number FROM ${table} w
       WHERE institution = $1 AND closed_at IS NULL AND ${this.#inNoGroup}
         AND ${number} = (SELECT ${number} FROM ${table} WHERE id = $2 AND institution = $1)`,
      id,
    );
  }

  #ofOpponent(reader: Principal, id: string): Promise<readonly Found[]> {
    const table = this.readModels.table(aidCaseList);
    return this.#found(
      reader,
      `SELECT id, coalesce(facts ->> 'caseNumber', facts ->> 'applicationNumber') AS number FROM ${table} w
       WHERE institution = $1 AND open AND ${this.#inNoGroup}
         AND opponent_digests && (SELECT opponent_digests FROM ${table} WHERE id = $2 AND institution = $1)`,
      id,
    );
  }

  #found(reader: Principal, text: string, id: string): Promise<readonly Found[]> {
    return this.reads.query<Found>(agencyScope(reader), {
      text: `${text} ORDER BY received_at, id LIMIT ${MAX_GROUP_MEMBERS + 1}`,
      values: [reader.agency, id],
    });
  }

  get #inNoGroup(): string {
    const { readModels } = this;
    return `NOT EXISTS (SELECT FROM ${readModels.table(groupMembers)} m JOIN ${readModels.table(groupMatters)} g ON g.id = m.group_id
      WHERE m.matter_id = w.id AND m.removed_at IS NULL AND g.status = 'open')`;
  }
}
