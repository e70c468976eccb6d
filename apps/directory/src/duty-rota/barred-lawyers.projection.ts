import { accountabilityDecided, type AccountabilityDecidedV1 } from '@xiezhi/contracts';
import type { InboxItem, Projection } from '@xiezhi/eventsourcing';

/** A measure that keeps a lawyer from being assigned (暂停指派、移出指派名册), by the proceedings it was decided in. */
export interface BarredLawyerRow {
  readonly id: string;
  readonly lawyer_id: string;
  /** It holds in the divisions of who decided. */
  readonly division: string;
  readonly barred_from: string;
  /** `null`: without end. */
  readonly barred_until: string | null;
}

/** Who may not be put on a duty rota, where and until when, as assignment told of it. A measure that a review revoked has no row. */
export const barredLawyers: Projection<BarredLawyerRow, InboxItem> = {
  name: 'barred_lawyers',
  version: 1,
  key: 'id',
  columns: { id: 'uuid', lawyer_id: 'uuid', division: 'text', barred_from: 'timestamptz', barred_until: 'timestamptz' },
  indexes: ['(lawyer_id)'],
  keysOf: (item) => (item.type === accountabilityDecided.type ? [(item.data as unknown as AccountabilityDecidedV1).accountabilityId] : []),
  evolve(_row, item, id) {
    const { lawyerId, division, barredFrom, barredUntil } = item.data as unknown as AccountabilityDecidedV1;
    if (barredFrom === null) return null;
    return { id, lawyer_id: lawyerId, division, barred_from: barredFrom, barred_until: barredUntil };
  },
};
