import { recorded, specOfWorkflow } from '@xiezhi/eventsourcing/testing';
import { derivedId, streamOf } from '@xiezhi/eventsourcing';
import { aidCase, type AidCaseCommand, type AidCaseEvent } from '../aid-case/aid-case.js';
import {
  appointment,
  assign,
  ASSIGNED_AT,
  atWork,
  command,
  conclude,
  course,
  facts as caseFacts,
  FILE,
  grant,
  LAST,
  LATER,
  lawyer,
  LETTER as CASE_LETTER,
  OTHER_LAWYER_ID,
  parties as caseParties,
  PERSON_ID,
  RECEIVED_AT,
  terminate,
} from '../aid-case/testing.js';
import { defenceRequest, type DefenceRequestEvent } from '../defence-request/defence-request.js';
import { assigned, clock, confirmed, IN_TIME, open, parties } from '../defence-request/testing.js';
import { letter, type LetterEvent, type LetterMatter } from '../letter/letter.js';
import { returnVisit, type ReturnVisitEvent } from '../return-visit/return-visit.js';
import { letterFollowing } from './letter-following.js';

const REQUEST = '0192f3c4-5a6b-7c7d-9e0f-112233445566';
const LETTER = '0192f3c4-5a6b-8c7d-9e0f-0000000000b1';
const spec = specOfWorkflow(letterFollowing);
const ofRequest = recorded(streamOf(defenceRequest, REQUEST), [...open(), assigned, confirmed()]);
const [assignment, notified] = ofRequest.slice(-2);
const matter: LetterMatter = {
  requestId: REQUEST,
  organ: 'court-540100',
  institution: 'institution-540100',
  division: '540100',
  caseNumber: '（2026）藏01刑初12号',
  issuer: 'institution-540100',
};
const ofLetter = (event: LetterEvent) => recorded(streamOf(letter, LETTER), [event])[0]!;
const PERSON = '0192f3c4-5a6b-7c7d-8e0f-000000000001';

it('drafts the notice to the firm, and issues the letter to the organ under the number of the assignment', () => {
  spec
    .given()
    .when(assignment!)
    .thenSends(
      { to: 'letter', type: 'DraftLetter', data: { requestId: REQUEST, form: 11 } },
      {
        to: 'letter',
        type: 'DraftLetter',
        data: { requestId: REQUEST, form: 13, numbered: { number: '拉萨援刑函字〔2026〕第1号', at: IN_TIME } },
      },
    );
});

it('records that the letter stands with the organ, electronically or by hand, as the request was told', () => {
  const byPlatform = { ...notified!, meta: { ...notified!.meta, actor: { agency: 'xiezhi', role: 'system' } } };
  spec
    .given(assignment!)
    .when(byPlatform)
    .thenSends({ to: 'letter', type: 'ServeLetter', data: { servedAt: IN_TIME, manner: 'electronic' } })
    .thenState(null);
  spec
    .given(assignment!)
    .when(notified!)
    .thenSends({ type: 'ServeLetter', data: { servedAt: IN_TIME, manner: 'in_person' } });
});

it('has nothing to record for a request whose assignment it has not seen', () => {
  spec.given().when(notified!).thenSends();
});

it('carries on a letter whose number was asked for', () => {
  const requested: LetterEvent = {
    type: 'LetterNumberRequested',
    data: { matter, year: 2026, requestedAt: '2026-11-24T02:00:00.000Z', requestedBy: null },
  };
  spec.given().when(ofLetter(requested)).thenSends({ to: 'letter', id: LETTER, type: 'IssueLetter', data: {} });
});

it('tells the request when the letter to the organ is served, and of no other', () => {
  const servedAt = '2026-11-25T02:00:00.000Z';
  const served = (form: number): LetterEvent => ({
    type: 'LetterServed',
    data: { matter, form, servedAt, manner: 'in_person', personId: PERSON, recordedAt: servedAt },
  });
  spec
    .given()
    .when(ofLetter(served(13)))
    .thenSends({ to: 'defence-request', id: REQUEST, type: 'RecordService', data: { servedAt } });
  spec
    .given()
    .when(ofLetter(served(11)))
    .thenSends();
});

describe('what happens to a case', () => {
  const happened = (...events: readonly DefenceRequestEvent[]) => recorded(streamOf(defenceRequest, REQUEST), events, 10);
  const LAWYER = '0192f3c4-5a6b-7c7d-8e0f-0000000000aa';

  it('has the change of lawyer told to the firm, and to the organ under a number of its own', () => {
    const [replaced] = happened({
      type: 'LawyerReplaced',
      data: {
        parties,
        lawyerId: LAWYER,
        replacedAt: IN_TIME,
        previousLawyerId: '0192f3c4-5a6b-7c7d-8e0f-0000000000ab',
        letterNumber: '拉萨援刑函字〔2026〕第2号',
        clock,
        reasonCode: 'duty_not_performed',
      },
    });
    spec
      .given()
      .when(replaced!)
      .thenSends(
        { type: 'DraftLetter', data: { requestId: REQUEST, form: 17 } },
        { type: 'DraftLetter', data: { requestId: REQUEST, form: 11 } },
        { type: 'DraftLetter', data: { requestId: REQUEST, form: 13, numbered: { number: '拉萨援刑函字〔2026〕第2号', at: IN_TIME } } },
      );
  });

  it('has the end of the aid told to the person and to the organ; its service stops C31', () => {
    const [terminated] = happened({
      type: 'AidTerminated',
      data: { parties, personId: PERSON, terminatedAt: IN_TIME, ground: 'own_lawyer', reason: '自行委托' },
    });
    spec
      .given()
      .when(terminated!)
      .thenSends(
        { type: 'DraftLetter', data: { requestId: REQUEST, form: 18 } },
        { type: 'DraftLetter', data: { requestId: REQUEST, form: 19 } },
      );
    const servedAt = '2026-11-25T02:00:00.000Z';
    const served: LetterEvent = {
      type: 'LetterServed',
      data: { matter, form: 18, servedAt, manner: 'in_person', personId: PERSON, recordedAt: servedAt },
    };
    spec.given().when(ofLetter(served)).thenSends({ to: 'defence-request', id: REQUEST, type: 'ServeTermination', data: { servedAt } });
  });

  it('has one closing report drafted, also when the file is handed in again', () => {
    const data = { parties, personId: PERSON, lawyerId: LAWYER, submittedAt: IN_TIME, items: [] };
    const [first, second] = happened({ type: 'CaseFileSubmitted', data }, { type: 'CaseFileSubmitted', data });
    const one = { type: 'DraftLetter', id: derivedId('letter', REQUEST, '21', 'case-file'), data: { requestId: REQUEST, form: 21 } };
    spec.given().when(first!).thenSends(one);
    spec.given(first!).when(second!).thenSends(one);
  });

  it('has the case agency asked what it thinks, once the file is accepted', () => {
    const data = { parties, lawyerId: LAWYER, acceptedAt: IN_TIME } as Extract<DefenceRequestEvent, { type: 'CaseFileAccepted' }>['data'];
    const [accepted] = happened({ type: 'CaseFileAccepted', data });
    spec
      .given()
      .when(accepted!)
      .thenSends({ type: 'DraftLetter', id: derivedId('letter', REQUEST, '31', 'case-file'), data: { requestId: REQUEST, form: 31 } });
  });
});

describe('a return visit that was made', () => {
  const visited = (changes: object = {}) =>
    recorded(streamOf(returnVisit, derivedId(returnVisit.name, REQUEST)), [
      {
        type: 'RecipientVisited',
        data: {
          parties: { institution: 'institution-540100', division: '540100' },
          requestId: REQUEST,
          personId: PERSON,
          way: 'phone',
          language: 'bo',
          visitedAt: '2026-12-20T02:00:00.000Z',
          satisfaction: 5,
          answers: { informed: 'yes', free: 'yes', met: 'unknown' },
          ...changes,
        },
      } as ReturnVisitEvent,
    ])[0]!;

  it('has its record drafted with what was answered', () => {
    const fields = { visitedOn: '2026-12-20', manner: '电话', language: '藏语', satisfaction: '满意', informed: '是', charged: '否' };
    spec
      .given()
      .when(visited())
      .thenSends({ to: 'letter', type: 'DraftLetter', data: { requestId: REQUEST, form: 32, fields } });
  });

  it('is drafted for a granted case where the visit was about one', () => {
    spec
      .given()
      .when(visited({ matter: 'aid-case' }))
      .thenSends({
        to: 'letter',
        type: 'DraftLetter',
        data: expect.objectContaining({ requestId: REQUEST, of: 'aid-case', form: 32 }) as never,
      });
  });

  it('leaves open what was not asked', () => {
    const fields = { visitedOn: '2026-12-20', manner: '书面', language: '其他', satisfaction: '不满意', charged: '是' };
    spec
      .given()
      .when(visited({ way: 'form', language: 'en', satisfaction: 1, answers: { free: 'no' } }))
      .thenSends({ data: { requestId: REQUEST, form: 32, fields } });
  });
});

describe('what happens to a granted case', () => {
  const ID = '0192f3c4-5a6b-8c7d-9e0f-0000000a1d10';
  const STREAM = streamOf(aidCase, ID);
  /** What follows from the event of this type that the last of these commands leads to. */
  const after = (type: AidCaseEvent['type'], ...commands: readonly AidCaseCommand[]) => {
    const all = recorded(STREAM, course(...commands));
    const place = all.findLastIndex((event) => event.type === type);
    return spec.given(...all.slice(0, place)).when(all[place]!);
  };
  const drafts = (form: number, more: object = {}) => ({
    to: 'letter',
    type: 'DraftLetter',
    data: { requestId: ID, of: 'aid-case', form, ...more },
  });
  const PEOPLE = { personId: PERSON_ID, recipient: { name: '卓玛某某' }, particulars: { opponents: [] } };
  const numbered = { number: CASE_LETTER, at: ASSIGNED_AT };

  it('has the firm told under the number of the assignment, and the court or arbitration body that has the dispute', () => {
    after('PersonnelAssigned', grant(), assign()).thenSends(drafts(11, { numbered }), drafts(13));
    const { venue: _none, ...nowhere } = caseFacts;
    const received = command('ReceiveGrant', { parties: caseParties, facts: nowhere, ...PEOPLE, source: 'paper' }, RECEIVED_AT);
    after('PersonnelAssigned', received, assign()).thenSends(drafts(11, { numbered }));
  });

  it('has the change, the end and the closing report written as in a defence', () => {
    const another = command('ReplaceLawyer', { ...appointment({ lawyer: { ...lawyer, id: OTHER_LAWYER_ID } }), reasonCode: 'language' });
    after('LawyerReplaced', ...atWork(), another).thenSends(
      drafts(17),
      drafts(11, { numbered: { number: CASE_LETTER, at: LATER } }),
      drafts(13),
    );
    after('AidTerminated', ...atWork(), terminate).thenSends(drafts(18), drafts(19));
    after('CaseFileSubmitted', ...atWork(), conclude, command('SubmitFile', { items: [...FILE] }, LAST)).thenSends(drafts(21));
  });

  it('knows of the service of the decision to end the aid by its receipt', () => {
    const { organ: _none, ...ofCase } = { ...matter, requestId: ID };
    const servedAt = '2026-11-25T02:00:00.000Z';
    const served = (form: number): LetterEvent => ({
      type: 'LetterServed',
      data: { matter: ofCase, form, servedAt, manner: 'in_person', personId: PERSON, recordedAt: servedAt },
    });
    spec
      .given()
      .when(ofLetter(served(18)))
      .thenSends({ to: 'aid-case', id: ID, type: 'ServeTermination', data: { servedAt } });
    spec
      .given()
      .when(ofLetter(served(13)))
      .thenSends();
  });
});
