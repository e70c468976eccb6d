import { dutyShiftRecorded, type DutyPlace, type DutyShiftRecordedV1 } from '@xiezhi/contracts';
import type { InboxItem, Projection } from '@xiezhi/eventsourcing';

/** A shift of the duty rota (值班安排) that stands. */
export interface DutyShiftRow {
  readonly id: string;
  readonly institution: string;
  readonly place_kind: DutyPlace;
  readonly place: string;
  readonly day: string;
  /** HH:MM in Asia/Shanghai. */
  readonly starts: string;
  readonly ends: string;
  readonly lawyer_id: string;
}

/** Who is on duty where, kept from the directory's public events. What was taken off the rota has no row. */
export const dutyShifts: Projection<DutyShiftRow, InboxItem> = {
  name: 'duty_shifts',
  version: 1,
  key: 'id',
  columns: {
    id: 'uuid',
    institution: 'text',
    place_kind: 'text',
    place: 'text',
    day: 'date',
    starts: 'text',
    ends: 'text',
    lawyer_id: 'uuid',
  },
  indexes: ['(institution, day, place_kind)'],
  keysOf: (item) => (item.type === dutyShiftRecorded.type ? [(item.data as unknown as DutyShiftRecordedV1).shiftId] : []),
  evolve(_row, item, id) {
    const { institution, placeKind, place, day, starts, ends, lawyerId, cancelledFor } = item.data as unknown as DutyShiftRecordedV1;
    if (cancelledFor !== null) return null;
    return { id, institution, place_kind: placeKind, place, day, starts, ends, lawyer_id: lawyerId };
  },
};
