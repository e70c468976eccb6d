import { specOf } from '@xiezhi/eventsourcing/testing';
import { defenceRequest, type DefenceRequestCommand, type DefenceRequestEvent } from './defence-request.js';
import type { Reminding } from './state.js';
import { assigned, clock, confirmed, IN_TIME, noticeWith, open, parties, SENT_AT } from './testing.js';

const NEXT_DAY = '2026-11-26T02:00:00.000Z';
const remind = (by: Reminding, at = IN_TIME): DefenceRequestCommand => ({ type: 'RemindOfDuty', data: { at, by } });
const reminded = (remindedAt = IN_TIME): DefenceRequestEvent => ({
  type: 'DutyReminded',
  data: { parties, by: 'organ', remindedAt, dutyId: 'C02', clock },
});
const returned = {
  type: 'NotificationReturnedIncomplete',
  data: { parties, personId: noticeWith().personId, returnedAt: SENT_AT, missing: '起诉书副本' },
} as DefenceRequestEvent;

describe('a reminder', () => {
  it('by the organ tells the institution of the lawyer that is due', () => {
    specOf(defenceRequest)
      .given(...open())
      .when(remind('organ'))
      .then(reminded());
  });

  it('is told once a day, however often it is asked for, and again on the next', () => {
    specOf(defenceRequest)
      .given(...open(), reminded())
      .when(remind('organ'))
      .then();
    specOf(defenceRequest)
      .given(...open(), reminded())
      .when(remind('organ', NEXT_DAY))
      .then(reminded(NEXT_DAY));
  });

  it('by the institution tells the organ of what a returned notice lacks', () => {
    specOf(defenceRequest)
      .given(...open(), returned)
      .when(remind('institution'))
      .then({ type: 'DutyReminded', data: { parties, by: 'institution', remindedAt: IN_TIME } });
  });

  it('is refused where the other side owes nothing: the institution has its own duty, the organ has its answer', () => {
    specOf(defenceRequest)
      .given(...open())
      .when(remind('institution'))
      .thenRejected('defence_request.nothing_owed');
    specOf(defenceRequest)
      .given(...open(), assigned, confirmed())
      .when(remind('organ'))
      .thenRejected('defence_request.nothing_owed');
    specOf(defenceRequest).given().when(remind('organ')).thenRejected('defence_request.not_found');
  });
});
