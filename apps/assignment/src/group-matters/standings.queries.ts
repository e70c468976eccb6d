import { open, streamOf, type JsonObject, type Personal, type PersonKeys } from '@xiezhi/eventsourcing';
import type { ReadModels, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import { agencyScope, maskName, type Principal } from '@xiezhi/service';
import { aidCase } from '../aid-case/aid-case.js';
import { aidCaseList } from '../aid-case-list/aid-case-list.projection.js';
import { defenceRequest } from '../defence-request/defence-request.js';
import { dutyHelp } from '../duty-help/duty-help.js';
import { dutyHelpList } from '../duty-help-list/duty-help-list.projection.js';
import { sensitiveMatters } from '../sensitive-matters/sensitive-matters.projection.js';
import { personOf } from '../worklist/worklist.pages.js';
import { worklist } from '../worklist/worklist.projection.js';

/** Where a matter of a group stands. */
export interface Standing {
  readonly status: string;
  readonly open: boolean;
  readonly dueAt: string | null;
  readonly lawyerId: string | null;
  /** 案号, where there is one yet; 申请编号 of a granted case without. */
  readonly number: string | null;
  /** Masked; `null` when the person was erased, or is not known yet. */
  readonly personName: string | null;
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
  readonly person: JsonObject | null;
  readonly revision: number;
}

/** Where the name of the person of a matter is kept: in whose stream, and in which field. */
const NAMED = {
  'defence-request': [defenceRequest, 'person'],
  'duty-help': [dutyHelp, 'person'],
  'aid-case': [aidCase, 'recipient'],
} as const;

/** Where matters stand that the reader's institution has and the reader may know of, by their ids. */
export async function standingsOf(
  reads: ScopedReads,
  readModels: ReadModels,
  keys: PersonKeys,
  reader: Principal,
  matters: readonly { readonly matter_id: string; readonly matter_kind: string }[],
): Promise<ReadonlyMap<string, Standing>> {
  const scope = agencyScope(reader);
  const idsOf = (kind: string): readonly string[] => matters.flatMap((one) => (one.matter_kind === kind ? [one.matter_id] : []));
  const read = (kind: string, table: string, columns: string): Promise<readonly Stored[]> => {
    const ids = idsOf(kind);
    if (ids.length === 0) return Promise.resolve([]);
    return reads.query<Stored>(scope, {
      text: `SELECT id, status, due_at, revision, person, ${columns} FROM ${table} WHERE id = ANY ($1) AND institution = $2`,
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
  // The keys of all persons are fetched at once.
  await keys.find([...requests, ...helps, ...cases].map(({ person }) => personOf(person)).filter((id) => id !== null));
  const named = async (kind: keyof typeof NAMED, { id, person }: Stored): Promise<string | null> => {
    const [type, field] = NAMED[kind];
    const opened =
      person === null
        ? null
        : await open<{ name: string }>(person as unknown as Personal<{ name: string }>, keys, streamOf(type, id), field);
    return opened === null ? null : maskName(opened.name);
  };
  const shown = (kind: keyof typeof NAMED, rows: readonly Stored[]): readonly Promise<readonly [string, Standing]>[] =>
    rows.map(async (row): Promise<readonly [string, Standing]> => {
      const { id, status, open: isOpen, revision, number } = row;
      const standing = { status, open: isOpen, dueAt: row.due_at?.toISOString() ?? null, lawyerId: row.lawyer_id, number, revision };
      return [id, { ...standing, personName: await named(kind, row), sensitive: sensitive.has(id) }];
    });
  return new Map(await Promise.all([...shown('defence-request', requests), ...shown('duty-help', helps), ...shown('aid-case', cases)]));
}
