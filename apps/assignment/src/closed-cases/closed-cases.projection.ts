import type { MatterKind } from '@xiezhi/contracts';
import { idOf, type JsonObject, type Projection, type RecordedEvent } from '@xiezhi/eventsourcing';
import { aidCase } from '../aid-case/aid-case.js';
import { defenceRequest } from '../defence-request/defence-request.js';

/** A case that was carried through, or terminated: quality inspections draw from them. */
export interface ClosedCaseRow {
  readonly id: string;
  readonly matter: MatterKind;
  readonly institution: string;
  readonly closed_at: string;
}

/** By kind how such a case closes, and the field that says when: a granted case that was terminated, once nobody can object any more. */
const CLOSES: Readonly<Record<MatterKind, Readonly<Record<string, string>>>> = {
  'defence-request': { CaseFileAccepted: 'acceptedAt', TerminationServed: 'servedAt' },
  'aid-case': { AidCaseClosed: 'closedAt' },
};

const caseOf = (stream: string): readonly [MatterKind, string | null] => {
  const requestId = idOf(defenceRequest, stream);
  return requestId === null ? ['aid-case', idOf(aidCase, stream)] : ['defence-request', requestId];
};

/** Closed cases (办结案件) by institution and the time they closed. */
export const closedCases: Projection<ClosedCaseRow, RecordedEvent> = {
  name: 'closed_cases',
  version: 2,
  key: 'id',
  ofOneStream: true,
  columns: { id: 'uuid', matter: 'text', institution: 'text', closed_at: 'timestamptz' },
  indexes: ['(institution, closed_at, id)', '(closed_at)'],
  seenBy: { agencies: ['institution'], matter: 'id' },
  keysOf({ type, stream }) {
    const [kind, id] = caseOf(stream);
    return id === null || CLOSES[kind][type] === undefined ? [] : [id];
  },
  evolve(row, { stream, type, data }, id) {
    const { institution } = data['parties'] as JsonObject;
    const [matter] = caseOf(stream);
    return row ?? { id, matter, institution: String(institution), closed_at: String(data[CLOSES[matter][type]!]) };
  },
};
