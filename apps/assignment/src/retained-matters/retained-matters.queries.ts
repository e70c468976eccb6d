import { keptUntil, millisOf } from '@xiezhi/legal-policy';
import type { ReadModels, ReadScope, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import type { RetentionRules } from '../retention-rules/retention-rules.queries.js';
import {
  retainedMatters,
  typeOfMatter,
  type RetainedMatterRow,
  type RetainedMatterType,
  type RetentionStage,
} from './retained-matters.projection.js';

/** Rows a page holds at most, and how far a total is counted exactly. */
export const MAX_PAGE = 100;
export const COUNTED_TO = 10_000;
const DAY_MS = 86_400_000;

type InstantColumn =
  'ended_at' | 'stage_at' | 'exempted_at' | 'exempt_until' | 'due_at' | 'announced_at' | 'delete_from' | 'begun_at' | 'deleted_at';
type Stored = Omit<RetainedMatterRow, InstantColumn> & { readonly [Column in InstantColumn]: Date | null };

/** An ended matter as those see it who answer for its keeping: no person of it is named. */
export interface RetainedMatter {
  readonly id: string;
  /** Of a notice that came early there is none. */
  readonly institution: string | null;
  readonly division: string;
  /** What was asked for. */
  readonly matter: RetainedMatterType;
  readonly kind: RetainedMatterRow['kind'];
  readonly stage: RetainedMatterRow['stage'];
  readonly endedAt: string;
  /** When its rule's time is over; `null` while no rule holds for it: then it is kept. */
  readonly dueAt: string | null;
  /** The rule: that of the announcement, or the one in force now. */
  readonly rule: { readonly id: string; readonly months: number; readonly source: string } | null;
  readonly exemption: { readonly reason: string; readonly reference: string; readonly until: string } | null;
  readonly holds: RetainedMatterRow['holds'];
  readonly announcedAt: string | null;
  /** From when it may be deleted. */
  readonly deleteFrom: string | null;
  /** Whole days until then, or until it falls due; `null` when neither is known. */
  readonly daysLeft: number | null;
  readonly begunAt: string | null;
  /** Deleted a day or more after it could have been. */
  readonly late: boolean;
  readonly persons: number;
  readonly papers: number;
  readonly deletedAt: string | null;
}

export interface RetainedFilter {
  readonly stage: RetentionStage;
  /** Of what the stage is ordered by. */
  readonly from?: string;
  readonly to?: string;
  /** `<instant>|<id>` of the last row seen. */
  readonly cursor?: string;
  readonly limit: number;
}

export interface RetainedPage {
  readonly items: readonly RetainedMatter[];
  readonly next: string | null;
}

export interface StageCount {
  readonly count: number;
  readonly exact: boolean;
}

export const STAGES: readonly RetentionStage[] = ['kept', 'exempt', 'announced', 'deleting', 'deleted'];
const iso = (value: Date | null): string | null => (value === null ? null : value.toISOString());

/** Reads of ended matters, within the reader's scope. */
export class RetainedMatters {
  constructor(
    private readonly reads: ScopedReads,
    private readonly readModels: ReadModels,
    private readonly rules: RetentionRules,
    private readonly now: () => string,
  ) {}

  /** Matters of a stage by the time that orders it; what was deleted, the newest first. */
  async page(scope: ReadScope, { stage, from, to, cursor, limit }: RetainedFilter): Promise<RetainedPage> {
    const { where, value, values } = within(scope);
    const newestFirst = stage === 'deleted';
    const [at, lastId] = cursor?.split('|') ?? [];
    const conditions = [
      `stage = ${value(stage)}`,
      ...where,
      ...(from === undefined ? [] : [`stage_at >= ${value(from)}`]),
      ...(to === undefined ? [] : [`stage_at < ${value(to)}`]),
      ...(at === undefined ? [] : [`(stage_at, id) ${newestFirst ? '<' : '>'} (${value(at)}::timestamptz, ${value(lastId)}::uuid)`]),
    ];
    const order = newestFirst ? 'stage_at DESC, id DESC' : 'stage_at, id';
    const rows = await this.reads.query<Stored>(scope, {
      text: `SELECT * FROM ${this.#table} WHERE ${conditions.join(' AND ')} ORDER BY ${order} LIMIT ${value(limit + 1)}`,
      values,
    });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: await this.#shown(page),
      next: rows.length > limit && last !== undefined ? `${iso(last.stage_at)}|${last.id}` : null,
    };
  }

  /** How many matters stand at each stage, exact to 10,000. */
  async counts(scope: ReadScope): Promise<Readonly<Record<RetentionStage, StageCount>>> {
    const { where, value, values } = within(scope);
    const counted = STAGES.map(
      (stage) =>
        `(SELECT count(*)::int FROM (SELECT FROM ${this.#table} WHERE stage = ${value(stage)} AND ${where.join(' AND ')} LIMIT ${COUNTED_TO + 1}) s) AS "${stage}"`,
    );
    const [row] = await this.reads.query<Record<RetentionStage, number>>(scope, { text: `SELECT ${counted.join(', ')}`, values });
    const of = (stage: RetentionStage): StageCount => {
      const count = row?.[stage] ?? 0;
      return { count: Math.min(count, COUNTED_TO), exact: count <= COUNTED_TO };
    };
    return Object.fromEntries(STAGES.map((stage) => [stage, of(stage)])) as Record<RetentionStage, StageCount>;
  }

  async #shown(rows: readonly Stored[]): Promise<readonly RetainedMatter[]> {
    const now = this.now();
    const inForce = await this.rules.at(now);
    return rows.map((row) => {
      const endedAt = iso(row.ended_at)!;
      const current = row.rule_id === null ? inForce.of(row.kind, row.division) : null;
      const rule =
        row.rule_id === null
          ? current && { id: current.ruleId, months: current.months, source: current.source }
          : {
              id: row.rule_id,
              months: row.months!,
              source: row.source!,
            };
      const dueAt = iso(row.due_at) ?? (current === null ? null : keptUntil(endedAt, current.months));
      const next = row.stage === 'kept' ? dueAt : row.stage === 'announced' ? iso(row.delete_from) : null;
      return {
        id: row.id,
        institution: row.institution,
        division: row.division,
        matter: typeOfMatter(row),
        kind: row.kind,
        stage: row.stage,
        endedAt,
        dueAt,
        rule,
        exemption:
          row.exempt_until === null
            ? null
            : { reason: row.exempt_reason!, reference: row.exempt_reference!, until: row.exempt_until.toISOString() },
        holds: row.holds,
        announcedAt: iso(row.announced_at),
        deleteFrom: iso(row.delete_from),
        daysLeft: next === null ? null : Math.max(0, Math.ceil((millisOf(next) - millisOf(now)) / DAY_MS)),
        begunAt: iso(row.begun_at),
        late: row.late,
        persons: row.persons,
        papers: row.papers,
        deletedAt: iso(row.deleted_at),
      };
    });
  }

  get #table(): string {
    return this.readModels.table(retainedMatters);
  }
}

/** What a scope asks of a row; one that is empty sees none. */
function within({ agency, divisions }: ReadScope): {
  readonly where: readonly string[];
  readonly value: (given: unknown) => string;
  readonly values: unknown[];
} {
  const values: unknown[] = [];
  const value = (given: unknown): string => `$${values.push(given)}`;
  const where = [
    ...(agency === undefined ? [] : [`institution = ${value(agency)}`]),
    ...(divisions === undefined ? [] : [`division LIKE ${value(`${divisions}%`)}`]),
  ];
  return { where: where.length === 0 ? ['false'] : where, value, values };
}
