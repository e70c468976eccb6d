import { QUALITY_GRADES, QUALITY_TOOLS, SATISFACTION, type QualityGrade, type QualityTool } from '@xiezhi/contracts';
import type { ReadModels } from '@xiezhi/eventsourcing/postgres';
import { divisionPrefix } from '@xiezhi/service';
import type { Pool } from 'pg';
import { aidCaseList } from '../aid-case-list/aid-case-list.projection.js';
import { closedCases } from '../closed-cases/closed-cases.projection.js';
import { worklist } from '../worklist/worklist.projection.js';
import { qualityToolUses, type QualityUse } from './quality-tool-uses.projection.js';

/** Whose cases an overview counts: an institution's, or those of a division and of all below it. */
export type OverviewOf = { readonly institution: string } | { readonly division: string };

/** How far the quality of cases was looked at in a period (质量监督概览), by the four tools of Law Art 59. Numbers of cases; nobody is named. */
export interface QualityOverview {
  /** Cases that closed in the period. */
  readonly closed: number;
  /** Cases on which at least one tool was used. */
  readonly covered: number;
  readonly tools: readonly { readonly tool: QualityTool; readonly cases: number }[];
  /** Visited recipients by how satisfied they were: 5 very, 1 not at all. */
  readonly satisfaction: readonly { readonly satisfaction: number; readonly cases: number }[];
  readonly grades: readonly { readonly grade: QualityGrade; readonly cases: number }[];
}

interface Group {
  readonly what: QualityUse;
  readonly found: string | null;
  readonly cases: number;
}

/** Counts of quality work. They go past row security: a number shows no sensitive matter, and leaving it out would falsify the share. */
export class QualityOverviews {
  constructor(
    private readonly pool: Pool,
    private readonly readModels: ReadModels,
  ) {}

  /** What was done from one instant until before another. */
  async of(whose: OverviewOf, from: string, until: string): Promise<QualityOverview> {
    const [where, value] =
      'institution' in whose ? ['w.institution = $1', whose.institution] : ['w.division LIKE $1', `${divisionPrefix(whose.division)}%`];
    const [requests, granted] = [this.readModels.table(worklist), this.readModels.table(aidCaseList)];
    const whoseCases = `SELECT id, institution, division FROM ${requests} UNION ALL SELECT id, institution, division FROM ${granted}`;
    const ofCases = `JOIN (${whoseCases}) w ON w.id = of.id AND ${where}`;
    const values = [value, from, until];
    const uses = `SELECT request_id AS id, what, found FROM ${this.readModels.table(qualityToolUses)} WHERE used_at >= $2 AND used_at < $3`;
    const closing = `SELECT id FROM ${this.readModels.table(closedCases)} WHERE closed_at >= $2 AND closed_at < $3`;
    const [{ rows: groups }, { rows: covered }, { rows: closed }] = await Promise.all([
      this.pool.query<Group>(`SELECT of.what, of.found, count(*)::int AS cases FROM (${uses}) of ${ofCases} GROUP BY 1, 2`, values),
      this.pool.query<{ n: number }>(`SELECT count(DISTINCT of.id)::int AS n FROM (${uses} AND what <> 'graded') of ${ofCases}`, values),
      this.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM (${closing}) of ${ofCases}`, values),
    ]);
    const cases = (what: QualityUse, found?: string): number =>
      groups
        .filter((group) => group.what === what && (found === undefined || group.found === found))
        .reduce((sum, group) => sum + group.cases, 0);
    return {
      closed: closed[0]!.n,
      covered: covered[0]!.n,
      tools: QUALITY_TOOLS.map(({ code }) => ({ tool: code, cases: cases(code) })),
      satisfaction: SATISFACTION.map(({ code }) => ({ satisfaction: Number(code), cases: cases('recipient_visited', code) })),
      grades: QUALITY_GRADES.map(({ code }) => ({ grade: code, cases: cases('graded', code) })),
    };
  }
}
