import { dutyShiftRecorded, TOPICS, type DutyShiftRecordedV1 } from '@xiezhi/contracts';
import type { InboxItem, JsonObject } from '@xiezhi/eventsourcing';
import { specOfProjection } from '@xiezhi/eventsourcing/testing';
import { dutyShifts } from './duty-shifts.projection.js';

const recorded = (n: number, changes: Partial<DutyShiftRecordedV1> = {}): InboxItem => ({
  position: String(n),
  id: `0192f3c4-5a6b-7c7d-9e0f-00000000000${n}`,
  source: '/xiezhi/directory',
  topic: TOPICS.directory,
  key: 'duty-shift',
  type: dutyShiftRecorded.type,
  time: '2026-11-24T02:00:00.000Z',
  subject: null,
  data: { ...dutyShiftRecorded.example, ...changes } as unknown as JsonObject,
  extensions: {},
  receivedAt: '2026-11-24T02:00:00.000Z',
});
const { shiftId } = dutyShiftRecorded.example;

it('has a shift while it stands', () => {
  specOfProjection(dutyShifts)
    .given([recorded(1), recorded(1)])
    .thenKeys(shiftId)
    .thenRowLike(shiftId, { place: '拉萨市看守所', day: '2026-11-24', starts: '09:30' });
});

it('has none that was taken off the rota', () => {
  specOfProjection(dutyShifts)
    .given([recorded(1), recorded(2, { cancelledFor: 'place_closed' })])
    .thenKeys();
});
