import type { RecordedEvent } from '@xiezhi/eventsourcing';
import { recorded, specOfProjection } from '@xiezhi/eventsourcing/testing';
import {
  applied,
  cancelled,
  concluded,
  erased,
  given,
  LATER,
  LAWYER_ID,
  passOnStarted,
  PASS_ON_BY,
  TELL_BY,
  tellBreached,
  told,
  waiting,
} from '../duty-help/testing.js';
import { dutyHelpList } from './duty-help-list.projection.js';

const ID = '0192f3c4-5a6b-8c7d-9e0f-112233445588';
const matter = (...events: Parameters<typeof recorded>[1]): readonly RecordedEvent[] => recorded(`duty-help-${ID}`, events);
const twice = (events: readonly RecordedEvent[]): readonly RecordedEvent[] => events.flatMap((event) => [event, event]);
const spec = specOfProjection(dutyHelpList);

it('waits for a lawyer until C16 ends', () => {
  spec.given(twice(matter(...waiting))).thenRowLike(ID, { status: 'requested', open: true, due_at: TELL_BY, lawyer_id: null });
  spec.given(matter(...waiting, tellBreached)).thenRowLike(ID, { clocks: [{ id: 'C16', breachedAt: TELL_BY, stoppedAt: null }] });
});

it('shows the lawyer who was told, and what runs then', () => {
  spec.given(twice(matter(...told))).thenRowLike(ID, { status: 'notified', due_at: null, lawyer_id: LAWYER_ID, chosen_by: 'rota' });
  spec.given(matter(...told, applied, passOnStarted)).thenRowLike(ID, { due_at: PASS_ON_BY, applied_at: LATER, passed_on_at: null });
});

it('keeps the records of help, and ends', () => {
  spec
    .given(twice(matter(...told, given, concluded)))
    .thenRowLike(ID, { status: 'concluded', open: false, ended_at: LATER, helps: [{ kind: 'consultation', mode: 'meeting' }] });
  spec.given(matter(...waiting, cancelled)).thenRowLike(ID, { status: 'cancelled', open: false, due_at: null, reason: 'own_lawyer' });
});

it('forgets an erased person, and what the person was advised', () => {
  const sealed = { $sealed: { person: erased.data['personId'] as string, alg: 'A256GCM', value: '' } } as const;
  const asStored = { ...given, data: { ...given.data, summary: sealed } } as typeof given;
  spec.given(matter(...told, asStored)).thenRowLike(ID, { helps: [{ summary: sealed }] });
  spec
    .given(matter(...told, asStored, erased))
    .thenRowLike(ID, { helps: [{ summary: null }], erased: [erased.data['personId'] as string] });
});
