import { Rejected, type Actor, type JsonObject } from '@xiezhi/eventsourcing';
import type { Pool } from 'pg';
import { agencyStream } from '../agencies/agencies.js';
import { aidWorkerStream } from '../aid-workers/aid-workers.js';
import { dutyShiftStream } from '../duty-rota/duty-rota.js';
import { institutionStream } from '../institutions/institutions.js';
import { lawFirmStream } from '../law-firms/law-firms.js';
import { lawyerStream } from '../lawyers/lawyer-rows.js';
import { stationStream } from '../stations/stations.js';

/** One field that a change gave another value. Of what names a person it is only told that it changed. */
export interface FieldChange {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** One change of a row of a register (变更记录): when, by whom, and what. */
export interface RowChange {
  readonly at: string;
  /** Opaque, as in the access log. */
  readonly account: string | null;
  readonly agency: string;
  readonly role: string;
  readonly fields: readonly FieldChange[];
}

/** Newest changes that are told of. */
const MAX_CHANGES = 50;
/** Sealed in the log, and not to be told apart from it. */
const PERSONAL = 'details';

const STREAMS: Readonly<Record<string, (id: string) => string>> = {
  agencies: agencyStream,
  institutions: institutionStream,
  'law-firms': lawFirmStream,
  stations: stationStream,
  lawyers: lawyerStream,
  'aid-workers': aidWorkerStream,
  'duty-rota': dutyShiftStream,
};

interface Told {
  readonly data: JsonObject;
  readonly meta: { readonly actor: Actor };
  readonly recorded_at: Date;
}

/** What became of a row of a register, from the directory's own log. */
export class RowChanges {
  constructor(private readonly pool: Pool) {}

  /** The newest changes of a row, newest first. @throws Rejected `list.not_found`, `row.not_found` */
  async of(list: string, id: string): Promise<readonly RowChange[]> {
    const streamOf = Object.hasOwn(STREAMS, list) ? STREAMS[list] : undefined;
    if (streamOf === undefined) {
      throw new Rejected('list.not_found', `有变更记录的名录 Lists with a record of changes: ${Object.keys(STREAMS).join(', ')}`);
    }
    const { rows } = await this.pool.query<Told>(
      'SELECT data, meta, recorded_at FROM events WHERE stream = $1 ORDER BY revision DESC LIMIT $2',
      [streamOf(id), MAX_CHANGES + 1],
    );
    if (rows.length === 0)
      throw new Rejected('row.not_found', '名录中没有这一项,或者还没有变更记录。No such row, or nothing is recorded of it.');
    return rows.slice(0, MAX_CHANGES).map(({ data, meta: { actor }, recorded_at: at }, index) => ({
      at: at.toISOString(),
      account: actor.person ?? null,
      agency: actor.agency,
      role: actor.role,
      fields: changesBetween(rows[index + 1]?.data ?? {}, data),
    }));
  }
}

/** What is told of differently from before; a field that was never given and is not now is none. */
function changesBetween(before: JsonObject, now: JsonObject): readonly FieldChange[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return fields
    .filter((field) => JSON.stringify(before[field] ?? null) !== JSON.stringify(now[field] ?? null))
    .filter((field) => field !== 'personId')
    .map((field) =>
      field === PERSONAL ? { field, from: null, to: null } : { field, from: before[field] ?? null, to: now[field] ?? null },
    );
}
