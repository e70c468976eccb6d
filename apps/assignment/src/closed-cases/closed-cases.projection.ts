import { idOf, type JsonObject, type Projection, type RecordedEvent } from '@xiezhi/eventsourcing';
import { defenceRequest } from '../defence-request/defence-request.js';

/** A case that was carried through, or terminated: quality inspections draw from them. */
export interface ClosedCaseRow {
  readonly id: string;
  readonly institution: string;
  readonly closed_at: string;
}

/** How such a case closes, and the field that says when. */
const CLOSES: Readonly<Record<string, string>> = { CaseFileAccepted: 'acceptedAt', TerminationServed: 'servedAt' };

/** Closed cases (办结案件) by institution and the time they closed. */
export const closedCases: Projection<ClosedCaseRow, RecordedEvent> = {
  name: 'closed_cases',
  version: 1,
  key: 'id',
  columns: { id: 'uuid', institution: 'text', closed_at: 'timestamptz' },
  indexes: ['(institution, closed_at, id)', '(closed_at)'],
  seenBy: { agencies: ['institution'], matter: 'id' },
  keysOf({ type, stream }) {
    const id = CLOSES[type] === undefined ? null : idOf(defenceRequest, stream);
    return id === null ? [] : [id];
  },
  evolve(row, { type, data }, id) {
    const { institution } = data['parties'] as JsonObject;
    return row ?? { id, institution: String(institution), closed_at: String(data[CLOSES[type]!]) };
  },
};
