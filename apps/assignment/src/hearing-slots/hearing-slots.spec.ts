import { streamOf, type RecordedEvent } from '@xiezhi/eventsourcing';
import { recorded, specOfWorkflow } from '@xiezhi/eventsourcing/testing';
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
const moved = (hearingAt: string): DefenceRequestCommand => ({ type: 'MoveHearing', data: { ...AT, hearingAt } });
const before = { lawyerId: LAWYER_ID, hearingAt: HEARING };

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
