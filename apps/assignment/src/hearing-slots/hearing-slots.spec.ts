import { streamOf, type RecordedEvent } from '@xiezhi/eventsourcing';
import { recorded, specOfWorkflow } from '@xiezhi/eventsourcing/testing';
import { aidCase, type AidCaseCommand } from '../aid-case/aid-case.js';
import {
  appointment,
  atWork,
  command,
  conclude,
  course as caseCourse,
  hearing,
  HEARING_AT,
  LAST,
  lawyer,
  LAWYER_ID as CASE_LAWYER,
  OTHER_LAWYER_ID,
  terminate,
} from '../aid-case/testing.js';
import { defenceRequest, type DefenceRequestCommand } from '../defence-request/defence-request.js';
import { AT, course, confirmedCourse, OTHER_LAWYER, step } from '../defence-request/testing/course.js';
import { LAWYER_ID, noticeWith } from '../defence-request/testing.js';
import { hearingSlots, SEE_TO_HEARING } from './hearing-slots.js';

const ID = '0192f3c4-5a6b-8c7d-9e0f-112233445566';
const HEARING = noticeWith().facts.hearingAt!;
const spec = specOfWorkflow(hearingSlots);
const events = (...commands: readonly DefenceRequestCommand[]): readonly RecordedEvent[] =>
  recorded(streamOf(defenceRequest, ID), course(...commands));
/** What follows from the last of these commands, event by event. */
const after = (...commands: readonly DefenceRequestCommand[]) => {
  const all = events(...commands);
  const before = events(...commands.slice(0, -1)).length;
  return spec.given(...all.slice(0, before)).when(all[before]!);
};
/** The same of a granted case. */
const afterCase = (...commands: readonly AidCaseCommand[]) => {
  const stream = streamOf(aidCase, ID);
  const all = recorded(stream, caseCourse(...commands));
  const earlier = caseCourse(...commands.slice(0, -1)).length;
  // What its clocks do comes with it, and says nothing of hearings.
  const told = all.findIndex(({ type }, place) => place >= earlier && !type.startsWith('Clock'));
  return spec.given(...all.slice(0, told)).when(all[told]!);
};
const moved = (hearingAt: string): DefenceRequestCommand => ({ type: 'MoveHearing', data: { ...AT, hearingAt } });
const before = { lawyerId: LAWYER_ID, hearingAt: HEARING };

describe('the slot of a granted case’s hearing', () => {
  const held = { lawyerId: CASE_LAWYER, hearingAt: HEARING_AT };
  const overturned = [
    terminate,
    command('RecordObjection', { filedAt: LAST, reason: '没有要求过' }, LAST),
    command('DecideObjection', { decidedAt: LAST, outcome: 'corrected' }, LAST),
  ];

  it('is seen to when the hearing is set, moved to another half-day, or gets another lawyer', () => {
    afterCase(...atWork(), hearing).thenSends({ to: 'aid-case', id: ID, type: SEE_TO_HEARING, data: {}, division: '540100' });
    const later = command('SetHearing', { hearingAt: '2027-01-15T06:00:00.000Z' });
    afterCase(...atWork(), hearing, later).thenSends({ type: SEE_TO_HEARING, data: { before: held } });
    const another = command('ReplaceLawyer', { ...appointment({ lawyer: { ...lawyer, id: OTHER_LAWYER_ID } }), reasonCode: 'language' });
    afterCase(...atWork(), hearing, another).thenSends({ type: SEE_TO_HEARING, data: { before: held } });
  });

  it('stays when the hearing is moved within its half-day', () => {
    afterCase(...atWork(), hearing, command('SetHearing', { hearingAt: '2026-12-20T02:30:00.000Z' })).thenSends();
  });

  it('is let go of with the termination, and held again when that is overturned', () => {
    afterCase(...atWork(), hearing, terminate).thenSends({ type: SEE_TO_HEARING, data: { before: held } });
    afterCase(...atWork(), hearing, ...overturned).thenSends({ type: SEE_TO_HEARING, data: {} });
  });

  it('is let go of when the matter is concluded, and nothing is remembered', () => {
    afterCase(...atWork(), hearing, conclude)
      .thenSends({ type: SEE_TO_HEARING, data: { before: held } })
      .thenState(null);
  });
});

describe('the slot of a hearing', () => {
  it('is seen to when the request gets a lawyer', () => {
    after(step.notice(), step.assign()).thenSends({ to: 'defence-request', id: ID, type: SEE_TO_HEARING, data: {} });
  });

  it('is let go of and another held when the court moves the hearing to another half-day', () => {
    after(...confirmedCourse, moved('2027-01-15T06:00:00.000Z')).thenSends({ type: SEE_TO_HEARING, data: { before } });
  });

  it('stays when the hearing is moved within its half-day', () => {
    after(...confirmedCourse, moved('2026-12-30T02:30:00.000Z')).thenSends();
  });

  it('is the new lawyer’s when the lawyer is replaced', () => {
    after(...confirmedCourse, step.replace(OTHER_LAWYER)).thenSends({ type: SEE_TO_HEARING, data: { before } });
  });

  it('is let go of when the stage is concluded, and nothing is remembered', () => {
    after(...confirmedCourse, step.conclude())
      .thenSends({ type: SEE_TO_HEARING, data: { before } })
      .thenState(null);
  });

  it('is none without a hearing', () => {
    const { hearingAt: _none, ...facts } = noticeWith().facts;
    after(step.notice({ ...noticeWith(), facts }), step.assign()).thenSends();
  });
});
