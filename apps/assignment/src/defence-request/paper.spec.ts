import { specOf } from '@xiezhi/eventsourcing/testing';
import { defenceRequest, type DefenceRequestCommand, type DefenceRequestEvent } from './defence-request.js';
import { MAX_ATTACHED_PAPERS, type PaperInput } from './paper.js';
import { lapsed, assigned, breached, calendar, confirmed, IN_TIME, noticeWith, open, parties, SENT_AT } from './testing.js';

const spec = specOf(defenceRequest);
const { personId } = noticeWith();
const PAPER_ID = '0192f3c4-5a6b-8c7d-9e0f-00000000aa01';

const paper = (paperId = PAPER_ID): PaperInput => ({
  paperId,
  kind: 'indictment',
  attachmentId: paperId,
  sha256: 'ab'.repeat(32),
  size: 1_234,
  mediaType: 'application/pdf',
  scanned: false,
  fileName: '扎西某某起诉书 བཀྲ་ཤིས།.pdf',
});
const attach = (by = parties.organ, of = paper()): DefenceRequestCommand => ({ type: 'AttachPaper', data: { at: IN_TIME, by, paper: of } });
const remove = (by = parties.organ, paperId = PAPER_ID): DefenceRequestCommand => ({
  type: 'RemovePaper',
  data: { at: IN_TIME, by, paperId, reason: '传错文件' },
});
const refusal = (by = parties.organ): DefenceRequestCommand => ({
  type: 'RefusePaper',
  data: { at: IN_TIME, by, paperId: PAPER_ID, kind: 'other', signature: 'Eicar' },
});
const attached = (of = paper(), attachedAt = IN_TIME): DefenceRequestEvent => ({
  type: 'PaperAttached',
  data: { parties, personId, attachedAt, ...of },
});
const removed: DefenceRequestEvent = {
  type: 'PaperRemoved',
  data: { parties, paperId: PAPER_ID, personId, reason: '传错文件', removedAt: IN_TIME },
};
const refused: DefenceRequestEvent = {
  type: 'PaperRefused',
  data: { parties, paperId: PAPER_ID, kind: 'other', signature: 'Eicar', refusedAt: IN_TIME },
};
const withdrawn: DefenceRequestEvent = { type: 'NotificationWithdrawn', data: { parties, personId, withdrawnAt: IN_TIME, reason: '重复' } };

describe('attaching a paper (提交材料)', () => {
  it.each([
    ['waits', open()],
    ['is late', [...open(), breached]],
    ['has a lawyer', [...open(), assigned]],
    ['has a lawyer whom the agency knows', [...open(), assigned, confirmed()]],
  ])('is the sender’s while the request %s', (_how, given) => {
    spec
      .given(...given)
      .when(attach())
      .then(attached());
  });

  it('is nobody else’s, the institution’s neither', () => {
    spec
      .given(...open())
      .when(attach(parties.institution))
      .thenRejected('defence_request.paper.not_sender.forbidden');
  });

  it('is too late once the request is closed', () => {
    spec
      .given(...open(), withdrawn)
      .when(attach())
      .thenRejected('defence_request.not_open');
  });

  it('given the paper there already, does nothing; given it removed or refused, is refused', () => {
    spec
      .given(...open(), attached())
      .when(attach())
      .then();
    spec
      .given(...open(), attached(), removed)
      .when(attach())
      .thenRejected('defence_request.paper.settled');
    spec
      .given(...open(), refused)
      .when(attach())
      .thenRejected('defence_request.paper.settled');
  });

  it('leaves the clock and the status as they are', () => {
    spec
      .given(...open(), attached())
      .when({ type: 'WithdrawNotice', data: { at: IN_TIME, reason: '重复' } })
      .then(withdrawn, lapsed);
  });

  it(`takes ${MAX_ATTACHED_PAPERS} papers and no more`, () => {
    const all = Array.from({ length: MAX_ATTACHED_PAPERS }, (_, n) =>
      attached(paper(`0192f3c4-5a6b-8c7d-9e0f-${String(n).padStart(12, '0')}`)),
    );
    spec
      .given(...open(), ...all)
      .when(attach())
      .thenRejected('defence_request.paper.too_many');
  });
});

it('given an erased contact still comes and goes: only the person is named by it', () => {
  const { contactId } = noticeWith();
  const erased: DefenceRequestEvent = { type: 'PersonErased', data: { parties, personId: contactId, papers: [], erasedAt: IN_TIME } };
  spec
    .given(...open(), erased)
    .when(attach())
    .then(attached());
  spec
    .given(...open(), attached(), erased)
    .when(remove())
    .then(removed);
});

it('once the person of the request was erased, neither comes nor goes: nothing about them can be sealed (个人信息删除)', () => {
  const erased: DefenceRequestEvent = { type: 'PersonErased', data: { parties, personId, papers: [PAPER_ID], erasedAt: IN_TIME } };
  spec
    .given(...open(), erased)
    .when(attach())
    .thenRejected('defence_request.person_erased');
  spec
    .given(...open(), attached(), erased)
    .when(remove())
    .thenRejected('defence_request.person_erased');
});

describe('removing a paper (撤回材料)', () => {
  it('is the sender’s, until a lawyer is assigned', () => {
    spec
      .given(...open(), attached())
      .when(remove())
      .then(removed);
    spec
      .given(...open(), attached())
      .when(remove(parties.institution))
      .thenRejected('defence_request.paper.not_sender.forbidden');
    spec
      .given(...open(), attached(), assigned)
      .when(remove())
      .thenRejected('defence_request.paper.relied_on');
  });

  it('done twice is done once; of no paper it is refused', () => {
    spec
      .given(...open(), attached(), removed)
      .when(remove())
      .then();
    spec
      .given(...open())
      .when(remove())
      .thenRejected('defence_request.paper.not_found');
    spec
      .given(...open(), refused)
      .when(remove())
      .thenRejected('defence_request.paper.not_found');
  });
});

describe('refusing an infected paper (拒收染毒材料)', () => {
  it('is recorded once, with what was found', () => {
    spec
      .given(...open())
      .when(refusal())
      .then(refused);
    spec
      .given(...open(), refused)
      .when(refusal())
      .then();
    spec
      .given(...open(), attached())
      .when(refusal())
      .thenRejected('defence_request.paper.settled');
  });
});

it('a transferred request arrives with its papers (移送)', () => {
  const there = paper('0192f3c4-5a6b-8c7d-9e0f-00000000bb01');
  spec
    .given()
    .when({ type: 'SendNotice', data: { at: SENT_AT, calendar, parties, notice: noticeWith(), papers: [there] } })
    .thenLike(...Array.from({ length: 5 }, () => expect.anything()), attached(there, SENT_AT));
});
