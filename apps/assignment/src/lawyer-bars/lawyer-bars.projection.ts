import { idOf, type Projection, type RecordedEvent } from '@xiezhi/eventsourcing';
import { accountability, type AccountabilityEvent } from '../accountability/accountability.js';

/** A measure that keeps a lawyer from being assigned (暂停指派、移出指派名册), by the proceedings it was decided in. */
export interface LawyerBarRow {
  readonly id: string;
  readonly lawyer_id: string;
  /** It holds in the divisions of who decided. */
  readonly division: string;
  readonly number: string;
  readonly barred_from: string;
  readonly barred_until: string | null;
}

/** Who may not be assigned, where, and until when. */
export const lawyerBars: Projection<LawyerBarRow, RecordedEvent> = {
  name: 'lawyer_bars',
  version: 1,
  key: 'id',
  ofOneStream: true,
  columns: { id: 'uuid', lawyer_id: 'uuid', division: 'text', number: 'text', barred_from: 'timestamptz', barred_until: 'timestamptz' },
  indexes: ['(lawyer_id)'],
  keysOf({ stream }) {
    const id = idOf(accountability, stream);
    return id === null ? [] : [id];
  },
  evolve(row, item, id) {
    const { type, data } = item as unknown as AccountabilityEvent;
    if (type === 'ReviewDecided' && data.outcome === 'revoked') return null;
    if (type !== 'AccountabilityDecided' || data.barredFrom === null) return row;
    const { subject, parties, number, barredFrom, barredUntil } = data;
    const { lawyerId: lawyer_id } = subject;
    return { id, lawyer_id, division: parties.division, number, barred_from: barredFrom, barred_until: barredUntil };
  },
};
