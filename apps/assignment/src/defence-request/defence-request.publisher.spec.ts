import {
  agencyNotified,
  clockBreached,
  defenceRequestClosed,
  defenceRequestReceived,
  dutyBreached,
  lawyerAssigned,
  TOPICS,
} from '@xiezhi/contracts';
import { derivedId } from '@xiezhi/eventsourcing';
import { recorded } from '@xiezhi/eventsourcing/testing';
import type { DefenceRequestEvent } from './defence-request.js';
import { publish } from './defence-request.publisher.js';
import { assigned, breached, confirmed, IN_TIME, LAWYER_ID, noticeWith, open, parties } from './testing.js';
import { AT, awaitingCourse, course, defendingCourse, filedCourse, refusedCourse, step, terminatedCourse } from './testing/course.js';

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
    expect(
      told({
        type: 'WorkRecorded',
        data: { parties, personId, lawyerId: LAWYER_ID, kind: 'meeting', doneAt: IN_TIME, recordedAt: IN_TIME },
      }),
    ).toEqual([]);
    expect(publish(recorded('claim-1', [{ type: 'SlotTaken', data: {} }])[0]!)).toEqual([]);
  });

  it('tells of every step of a defence by a contract, and of what a person wrote in none', () => {
    const courses = [
      course(step.notice(), { type: 'ReturnIncomplete', data: { ...AT, missing: '缺副本', reasons: ['person_unknown'] } }),
      course(...defendingCourse, step.ask(), step.replace()),
      course(...refusedCourse, step.reject()),
      course(...awaitingCourse, step.reassign()),
      course(...filedCourse, step.giveBack(), step.submit(), step.acceptFile()),
      course(...terminatedCourse, step.serve()),
    ];
    const messages = courses.flatMap((events) => recorded(stream, events).flatMap(publish));
    expect(new Set(messages.map(({ type }) => type.split('.')[1]))).toEqual(
      new Set([
        'defence-request-received',
        'notice-returned',
        'lawyer-assigned',
        'agency-notified',
        'engagement-signed',
        'first-meeting-held',
        'lawyer-change-requested',
        'lawyer-replaced',
        'lawyer-refused',
        'refusal-decided',
        'reassignment-requested',
        'stage-concluded',
        'case-file-submitted',
        'case-file-returned',
        'case-file-accepted',
        'defence-request-closed',
        'aid-terminated',
        'duty-started',
        'duty-stopped',
      ]),
    );
    const text = JSON.stringify(messages);
    for (const secret of ['不信任', '语言不通', '没有正当理由', '缺副本', '缺辩护词', '本人要求', '另一卷', personId])
      expect(text).not.toContain(secret);
  });

  it('gives each message of one event an id of its own', () => {
    for (const events of [course(...defendingCourse, step.replace()), course(...filedCourse, step.acceptFile())]) {
      const ids = recorded(stream, events)
        .flatMap(publish)
        .map(({ id: of }) => of);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('tells of a duty that was done too late with the fact that began it', () => {
    const late = course({
      type: 'SendNotice',
      data: { at: '2026-12-20T02:00:00.000Z', calendar: AT.calendar, parties, notice: noticeWith() },
    });
    const breaches = recorded(stream, late)
      .flatMap(publish)
      .filter(({ type }) => type === dutyBreached.type);
    expect(breaches.map(({ data }) => data['dutyId'])).toEqual(['C01', 'C10']);
  });
});
