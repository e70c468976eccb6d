import { specOf } from '@xiezhi/eventsourcing/testing';
import { defenceRequest, type DefenceRequestCommand } from './defence-request.js';
import { assign, assigned, calendar, confirmed, IN_TIME, lapsed, noticeWith, open, parties } from './testing.js';

const spec = specOf(defenceRequest);
const otherInstitution = { ...parties, institution: 'institution-540102', division: '540102' };
const withdrawn = {
  type: 'NotificationWithdrawn',
  data: { parties, personId: noticeWith().personId, withdrawnAt: IN_TIME, reason: '重复' },
} as const;

describe('a person who was erased (个人信息删除)', () => {
  const { personId } = noticeWith();
  const erase: DefenceRequestCommand = { type: 'RecordPersonErased', data: { at: IN_TIME, personId, erasedAt: IN_TIME } };
  const erased = { type: 'PersonErased', data: { parties, personId, papers: [], erasedAt: IN_TIME } } as const;

  it('is taken out of the request in every state', () => {
    for (const before of [open(), [...open(), assigned, confirmed()], [...open(), withdrawn]]) {
      spec
        .given(...before)
        .when(erase)
        .then(erased);
    }
    spec.given().when(erase).thenRejected('defence_request.not_found');
  });

  it('is not written about any more', () => {
    const commands: readonly DefenceRequestCommand[] = [
      { type: 'CorrectNotice', data: { calendar, at: IN_TIME, notice: noticeWith() } },
      { type: 'WithdrawNotice', data: { at: IN_TIME, reason: '重复' } },
      { type: 'ReturnIncomplete', data: { calendar, at: IN_TIME, missing: '缺起诉书副本' } },
      { type: 'TransferJurisdiction', data: { at: IN_TIME, to: otherInstitution, reason: '管辖' } },
    ];
    for (const command of commands) {
      spec
        .given(...open(), erased)
        .when(command)
        .thenRejected('defence_request.person_erased');
    }
  });

  it('when it was the contact, keeps a notice from being written, and nothing else', () => {
    const { contactId } = noticeWith();
    const contactErased = { type: 'PersonErased', data: { parties, personId: contactId, papers: [], erasedAt: IN_TIME } } as const;
    const given = (): ReturnType<typeof spec.given> => spec.given(...open(), contactErased);
    given()
      .when({ type: 'CorrectNotice', data: { calendar, at: IN_TIME, notice: noticeWith() } })
      .thenRejected('defence_request.person_erased');
    given()
      .when({ type: 'TransferJurisdiction', data: { at: IN_TIME, to: otherInstitution, reason: '管辖' } })
      .thenRejected('defence_request.person_erased');
    given()
      .when({ type: 'ReturnIncomplete', data: { calendar, at: IN_TIME, missing: '缺起诉书副本' } })
      .thenLike(expect.objectContaining({ type: 'NotificationReturnedIncomplete' }));
    given()
      .when({ type: 'WithdrawNotice', data: { at: IN_TIME, reason: '重复' } })
      .thenLike(expect.objectContaining({ type: 'NotificationWithdrawn' }), lapsed);
  });

  it('still gets a lawyer while the request is open', () => {
    spec
      .given(...open(), erased)
      .when(assign())
      .thenLike(expect.objectContaining({ type: 'LawyerAssigned' }));
  });
});
