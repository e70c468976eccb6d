import { idOf, type JsonObject, type Projection, type RecordedEvent } from '@xiezhi/eventsourcing';
import { shanghaiDay } from '@xiezhi/legal-policy';
import { aidCase, type AidCaseEvent } from '../aid-case/aid-case.js';
import { defenceRequest, type DefenceRequestEvent } from '../defence-request/defence-request.js';

/** Months whose cases are kept: of twelve months one looks back on, the first may have begun before. */
const MONTHS_KEPT = 13;

/** Which turns a lawyer had (轮候与承办量), over all institutions: numbers, and nothing of whose they were. */
export interface LawyerTurnsRow {
  /** The lawyer's. */
  readonly id: string;
  /** Cases assigned by month, `2026-11`. */
  readonly months: Readonly<Record<string, number>> & JsonObject;
  readonly last_assigned_at: string | null;
}

/** Who got a case with this event, and when: by assignment, or in another's place. */
function assignedIn(item: RecordedEvent): { readonly lawyerId: string; readonly assignedAt: string } | null {
  if (idOf(defenceRequest, item.stream) === null && idOf(aidCase, item.stream) === null) return null;
  const event = item as unknown as DefenceRequestEvent | AidCaseEvent;
  if (event.type === 'LawyerAssigned' || event.type === 'PersonnelAssigned') return event.data;
  return event.type === 'LawyerReplaced' ? { lawyerId: event.data.lawyerId, assignedAt: event.data.replacedAt } : null;
}

/** How many cases each lawyer was assigned, month by month, and when last. */
export const lawyerTurns: Projection<LawyerTurnsRow> = {
  name: 'lawyer_turns',
  version: 1,
  key: 'id',
  eventTypes: ['LawyerAssigned', 'PersonnelAssigned', 'LawyerReplaced'],
  columns: { id: 'uuid', months: 'jsonb', last_assigned_at: 'timestamptz' },
  keysOf(event) {
    const assigned = assignedIn(event);
    return assigned === null ? [] : [assigned.lawyerId];
  },
  evolve(row, event, id) {
    const { assignedAt } = assignedIn(event)!;
    const month = shanghaiDay(assignedAt).slice(0, 7);
    const months = { ...row?.months, [month]: (row?.months[month] ?? 0) + 1 };
    const kept = Object.keys(months).toSorted().slice(-MONTHS_KEPT);
    return {
      id,
      months: Object.fromEntries(kept.map((each) => [each, months[each]!])),
      last_assigned_at: row?.last_assigned_at != null && row.last_assigned_at > assignedAt ? row.last_assigned_at : assignedAt,
    };
  },
};

/** The twelve months up to the one of `day`, the newest last. */
export function lastMonths(day: string, count: number): readonly string[] {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return Array.from({ length: count }, (_, back) => {
    const at = year * 12 + (month - 1) - (count - 1 - back);
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}

export const casesIn = (months: Readonly<Record<string, number>>, named: readonly string[]): number =>
  named.reduce((sum, month) => sum + (months[month] ?? 0), 0);
