import { agencyNotified, clockRecounted, defenceRequestClosed, defenceRequestReceived, lawyerAssigned } from '@xiezhi/contracts';
import type { InboxItem, JsonObject } from '@xiezhi/eventsourcing';
import { jointRequests, type JointRequestRow } from './joint-requests.projection.js';

const received = defenceRequestReceived.example;
const { requestId } = received;
const item = (type: string, data: object): InboxItem => ({ type, data: data as JsonObject }) as InboxItem;
const fold = (...items: readonly InboxItem[]): JointRequestRow | null =>
  items
    .flatMap((one) => [one, one])
    .reduce<JointRequestRow | null>(
      (row, one) => (jointRequests.keysOf(one).length === 0 ? row : jointRequests.evolve(row, one, requestId)),
      null,
    );

describe('a request as the joint meeting sees it, each event twice', () => {
  const began = item(defenceRequestReceived.type, received);

  it('given that it came, runs', () => {
    expect(fold(began)).toEqual({
      request_id: requestId,
      division: received.division,
      organ: received.organ,
      institution: received.institution,
      received_at: received.receivedAt,
      due_at: received.clock.dueAt,
      ended_at: null,
      outcome: null,
    });
  });

  it('given that a lawyer was assigned, runs on', () => {
    expect(fold(began, item(lawyerAssigned.type, { ...lawyerAssigned.example, requestId }))?.ended_at).toBeNull();
  });

  it.each([
    [true, 'on_time'],
    [false, 'late'],
  ])('given that the case agency was told (in time: %s), ended %s', (onTime, outcome) => {
    const told = { ...agencyNotified.example, requestId, onTime };
    expect(fold(began, item(agencyNotified.type, told))).toMatchObject({ ended_at: told.notifiedAt, outcome });
  });

  it('given that it was withdrawn, is closed', () => {
    const closed = { ...defenceRequestClosed.example, requestId };
    expect(fold(began, item(defenceRequestClosed.type, closed))).toMatchObject({ ended_at: closed.closedAt, outcome: 'closed' });
  });

  it('given that it was told in time, and its file accepted months later, ended in time then', () => {
    const told = { ...agencyNotified.example, requestId };
    const further = { ...told, notifiedAt: '2026-12-20T03:00:00.000Z', further: true };
    const closed = {
      ...defenceRequestClosed.example,
      requestId,
      reason: 'completed',
      closedAt: '2027-03-01T03:00:00.000Z',
      lawyerTold: true,
    };
    const all = [began, item(agencyNotified.type, told), item(agencyNotified.type, further), item(defenceRequestClosed.type, closed)];
    expect(fold(...all)).toMatchObject({ ended_at: told.notifiedAt, outcome: 'on_time' });
  });

  it('given a new calendar, is due when that says', () => {
    const recounted = { ...clockRecounted.example, requestId, clock: { ...received.clock, dueAt: '2026-12-01T16:00:00.000Z' } };
    expect(fold(began, item(clockRecounted.type, recounted))?.due_at).toBe('2026-12-01T16:00:00.000Z');
  });
});
