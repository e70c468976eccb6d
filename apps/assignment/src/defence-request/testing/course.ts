import { specOf } from '@xiezhi/eventsourcing/testing';
import type { Appointment, DefenceRequestCommand, DefenceRequestEvent, NoticeInput, Parties } from '../defence-request.js';
import { defenceRequest } from '../defence-request.js';
import { calendar, IN_TIME, lawyer, noticeWith, parties, SENT_AT } from '../testing.js';

/** Named steps of the course of a case, for specs; all on Wednesday 2026-11-25, 10:00 in Lhasa, unless said. */
export const AT = { at: IN_TIME, calendar };
export const OTHER_LAWYER = '0192f3c4-5a6b-7c7d-8e0f-0000000000bb';
export const THIRD_LAWYER = '0192f3c4-5a6b-7c7d-8e0f-0000000000cc';
export const police: Parties = { ...parties, organ: 'police-540100', organKind: 'police' };
export const ofPolice = (): NoticeInput => {
  const { hearingAt: _none, hearingPlace: _nowhere, ...facts } = noticeWith({ stage: 'investigation' }).facts;
  return { ...noticeWith(), facts };
};
/** A request of Law Art 25(2): the court may notify, and need not. */
export const discretionary = (): NoticeInput => {
  const notice = noticeWith({ ground: 'discretionary', minor: false });
  return { ...notice, person: { ...notice.person, birthDate: '1990-05-01' } };
};

const appointment = (id: string): Appointment => ({
  lawyer: { ...lawyer, id },
  defendsCoAccused: false,
  letterNumber: '拉萨援刑函字〔2026〕第1号',
});

export const step = {
  notice: (notice = noticeWith(), of = parties): DefenceRequestCommand => ({
    type: 'SendNotice',
    data: { at: SENT_AT, calendar, parties: of, notice },
  }),
  assign: (id = lawyer.id): DefenceRequestCommand => ({ type: 'AssignLawyer', data: { at: IN_TIME, ...appointment(id) } }),
  tell: (agency = parties.organ): DefenceRequestCommand => ({ type: 'ConfirmNotified', data: { ...AT, agency } }),
  engage: (signedAt = IN_TIME): DefenceRequestCommand => ({ type: 'SignEngagement', data: { at: IN_TIME, signedAt } }),
  file: (filedAt = IN_TIME): DefenceRequestCommand => ({ type: 'FileDefencePapers', data: { at: IN_TIME, filedAt } }),
  meet: (consent: 'agreed' | 'refused' = 'agreed'): DefenceRequestCommand => ({
    type: 'RecordFirstMeeting',
    data: { ...AT, heldAt: IN_TIME, consent },
  }),
  refuse: (byOrgan = false): DefenceRequestCommand => ({
    type: 'RefuseLawyer',
    data: { ...AT, refusedAt: IN_TIME, reason: '不信任', byOrgan },
  }),
  accept: (): DefenceRequestCommand => ({ type: 'AcceptRefusal', data: AT }),
  reject: (): DefenceRequestCommand => ({ type: 'RejectRefusal', data: { at: IN_TIME, reason: '没有正当理由' } }),
  reassign: (): DefenceRequestCommand => ({ type: 'RequestReassignment', data: AT }),
  own: (): DefenceRequestCommand => ({ type: 'RecordOwnEngagement', data: { ...AT, engagedAt: IN_TIME } }),
  ask: (): DefenceRequestCommand => ({ type: 'RequestChange', data: { ...AT, reasonCode: 'language', reason: '语言不通' } }),
  decline: (): DefenceRequestCommand => ({ type: 'DeclineChange', data: { at: IN_TIME, reason: '有翻译' } }),
  replace: (id = OTHER_LAWYER): DefenceRequestCommand => ({
    type: 'ReplaceLawyer',
    data: { at: IN_TIME, reasonCode: 'language', ...appointment(id) },
  }),
  conclude: (): DefenceRequestCommand => ({ type: 'ConcludeStage', data: { ...AT, concludedAt: IN_TIME, outcome: 'judgment' } }),
  document: (sentAt = IN_TIME): DefenceRequestCommand => ({ type: 'RecordDocumentSent', data: { at: IN_TIME, sentAt } }),
  submit: (absence: string | undefined = '其余材料在另一卷'): DefenceRequestCommand => ({
    type: 'SubmitFile',
    data: { ...AT, items: ['engagement', 'opinion'], ...(absence !== '' && { absence }) },
  }),
  giveBack: (): DefenceRequestCommand => ({ type: 'ReturnFile', data: { ...AT, items: ['opinion'], reason: '缺辩护词' } }),
  acceptFile: (): DefenceRequestCommand => ({ type: 'AcceptFile', data: { at: IN_TIME } }),
  terminate: (ground: 'recipient_asked' | 'economic_change' = 'recipient_asked'): DefenceRequestCommand => ({
    type: 'TerminateAid',
    data: { ...AT, ground, reason: '本人要求' },
  }),
  serve: (): DefenceRequestCommand => ({ type: 'ServeTermination', data: { at: IN_TIME, servedAt: IN_TIME } }),
};

/** What commands come to, one after the other: the events of a request that they were all carried out on. */
export function course(...commands: readonly DefenceRequestCommand[]): readonly DefenceRequestEvent[] {
  const { initial, decide, evolve } = defenceRequest.decider;
  let state = initial;
  return commands.flatMap((command) => {
    const events = decide(command, state);
    state = events.reduce(evolve, state);
    return events;
  });
}

export const confirmedCourse = [step.notice(), step.assign(), step.tell()];
export const engagedCourse = [...confirmedCourse, step.engage()];
export const defendingCourse = [...engagedCourse, step.meet()];
export const refusedCourse = [...defendingCourse, step.refuse()];
export const awaitingCourse = [...refusedCourse, step.accept()];
export const closingCourse = [...defendingCourse, step.conclude()];
export const filedCourse = [...closingCourse, step.submit()];
export const terminatedCourse = [...defendingCourse, step.terminate()];

const spec = specOf(defenceRequest);
/** A request that these commands were carried out on. */
export const given = (...commands: readonly DefenceRequestCommand[]) => spec.given(...course(...commands));
/** An event of a type that says, among others, `data`. */
export const event = (type: string, data: object = {}): unknown => ({ type, data: expect.objectContaining(data) });
export const starts = (dutyId: string): unknown => event('ClockStarted', { dutyId });
export const stops = (dutyId: string, outcome: 'met' | 'lapsed', onTime = true): unknown =>
  event('ClockStopped', { dutyId, outcome, onTime });
