import { agencyNotified, clockBreached, defenceRequestClosed, defenceRequestReceived, lawyerAssigned, TOPICS } from '@xiezhi/contracts';
import { derivedId } from '@xiezhi/eventsourcing';
import { recorded } from '@xiezhi/eventsourcing/testing';
import type { DefenceRequestEvent } from './defence-request.js';
import { publish } from './defence-request.publisher.js';
import { assigned, breached, confirmed, IN_TIME, noticeWith, open, parties } from './testing.js';

const id = derivedId('request');
const stream = `defence-request-${id}`;
const told = (event: DefenceRequestEvent) => publish(recorded(stream, [event])[0]!);
const personId = noticeWith().personId;

describe('what others learn of a defence request', () => {
  it.each<[string, DefenceRequestEvent, string]>([
    ['its receipt', open()[2]!, defenceRequestReceived.type],
    ['the assignment', assigned, lawyerAssigned.type],
    ['that the agency was told', confirmed(), agencyNotified.type],
    ['a breach', breached, clockBreached.type],
    [
      'a withdrawal',
      { type: 'NotificationWithdrawn', data: { parties, personId, withdrawnAt: IN_TIME, reason: '重复' } },
      defenceRequestClosed.type,
    ],
    ['an own lawyer', { type: 'DefendantEngagedOwnLawyer', data: { parties, engagedAt: IN_TIME } }, defenceRequestClosed.type],
    [
      'a transfer',
      { type: 'JurisdictionTransferred', data: { parties, personId, transferredAt: IN_TIME, to: parties, reason: '管辖' } },
      defenceRequestClosed.type,
    ],
  ])('%s, under the stream’s key and the event’s id', (_what, event, type) => {
    const [message, ...more] = told(event);
    expect(more).toEqual([]);
    expect(message).toMatchObject({ topic: TOPICS.assignment, key: stream, id: recorded(stream, [event])[0]!.id, type, subject: id });
    expect(message!.data).toMatchObject({
      requestId: id,
      organ: parties.organ,
      institution: parties.institution,
      division: parties.division,
    });
  });

  it('names nobody and repeats nothing that a person wrote', () => {
    const all = [...open(), assigned, confirmed(), breached].flatMap(told);
    const text = JSON.stringify(all);
    for (const secret of ['扎西', '承办人', '0891', '看守所', '起诉书', personId]) expect(text).not.toContain(secret);
  });

  it('keeps the parties’ own work to itself, and other streams’ events', () => {
    expect(told(open()[0]!)).toEqual([]);
    expect(told(open()[1]!)).toEqual([]);
    expect(told({ type: 'NotificationReturnedIncomplete', data: { parties, personId, returnedAt: IN_TIME, missing: '缺' } })).toEqual([]);
    expect(publish(recorded('claim-1', [{ type: 'SlotTaken', data: {} }])[0]!)).toEqual([]);
  });
});
