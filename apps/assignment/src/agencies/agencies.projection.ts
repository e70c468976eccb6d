import { agencyRecorded, type AgencyRecordedV1 } from '@xiezhi/contracts';
import type { InboxItem, Projection } from '@xiezhi/eventsourcing';

export interface AgencyRow {
  readonly code: string;
  readonly kind: string;
  readonly division: string;
  readonly name: string;
  readonly active: boolean;
}

/** Agencies as assignment knows them (办案机关、法律援助机构), kept from the directory's public events. */
export const agencies: Projection<AgencyRow, InboxItem> = {
  name: 'agencies',
  version: 1,
  key: 'code',
  columns: { code: 'text', kind: 'text', division: 'text', name: 'text', active: 'boolean' },
  indexes: ['(kind, division)'],
  keysOf: (item) => (item.type === agencyRecorded.type ? [(item.data as unknown as AgencyRecordedV1).agency] : []),
  evolve(_row, item, code) {
    const { kind, division, name, active } = item.data as unknown as AgencyRecordedV1;
    return { code, kind, division, name, active };
  },
};
