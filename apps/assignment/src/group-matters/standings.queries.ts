import type { ReadModels, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import { agencyScope, type Principal } from '@xiezhi/service';
import { aidCaseList } from '../aid-case-list/aid-case-list.projection.js';
import { dutyHelpList } from '../duty-help-list/duty-help-list.projection.js';
import { sensitiveMatters } from '../sensitive-matters/sensitive-matters.projection.js';
import { worklist } from '../worklist/worklist.projection.js';

/** Where a matter of a group stands. */
export interface Standing {
  readonly status: string;
  readonly open: boolean;
  readonly dueAt: string | null;
  readonly lawyerId: string | null;
  /** 案号, where there is one yet; 申请编号 of a granted case without. */
  readonly number: string | null;
  readonly revision: number;
  /** Flagged as sensitive; shown only to those who know of it. */
  readonly sensitive: boolean;
}

interface Stored {
  readonly id: string;
  readonly status: string;
  readonly open: boolean;
  readonly due_at: Date | null;
  readonly lawyer_id: string | null;
  readonly number: string | null;
  readonly revision: number;
}

/** Where matters stand that the reader's institution has and the reader may know of, by their ids. */
export async function standingsOf(
  reads: ScopedReads,
  readModels: ReadModels,
  reader: Principal,
  matters: readonly { readonly matter_id: string; readonly matter_kind: string }[],
): Promise<ReadonlyMap<string, Standing>> {
  const scope = agencyScope(reader);
  const idsOf = (kind: string): readonly string[] => matters.flatMap((one) => (one.matter_kind === kind ? [one.matter_id] : []));
  const read = (kind: string, table: string, columns: string): Promise<readonly Stored[]> => {
    const ids = idsOf(kind);
    if (ids.length === 0) return Promise.resolve([]);
    return reads.query<Stored>(scope, {
      text: `SELECT id, status, due_at, revision, ${columns} FROM ${table} WHERE id = ANY ($1) AND institution = $2`,
      values: [ids, reader.agency],
    });
  };
  const [requests, helps, cases, flagged] = await Promise.all([
    read(
      'defence-request',
      readModels.table(worklist),
      `closed_at IS NULL AS open, lawyer_now AS lawyer_id, facts ->> 'caseNumber' AS number`,
    ),
    read('duty-help', readModels.table(dutyHelpList), 'open, lawyer_id, case_number AS number'),
    read(
      'aid-case',
      readModels.table(aidCaseList),
      `open, lawyer_now AS lawyer_id, coalesce(facts ->> 'caseNumber', facts ->> 'applicationNumber') AS number`,
    ),
    reads.query<{ id: string }>(scope, {
      text: `SELECT id FROM ${readModels.table(sensitiveMatters)} WHERE id = ANY ($1) AND restricted`,
      values: [matters.map(({ matter_id }) => matter_id)],
    }),
  ]);
  const sensitive = new Set(flagged.map(({ id }) => id));
  return new Map(
    [...requests, ...helps, ...cases].map(({ id, status, open, due_at, lawyer_id, number, revision }) => [
      id,
      { status, open, dueAt: due_at?.toISOString() ?? null, lawyerId: lawyer_id, number, revision, sensitive: sensitive.has(id) },
    ]),
  );
}
