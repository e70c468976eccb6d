import { specOf } from '@xiezhi/eventsourcing/testing';
import { letter, type LetterCommand, type LetterEvent, type LetterKind, type LetterMatter } from './letter.js';

const spec = specOf(letter);
const AT = '2026-11-24T02:00:00.000Z';
const LATER = '2026-11-25T02:00:00.000Z';
const NUMBER = '拉萨援指字〔2026〕第1号';
const matter: LetterMatter = {
  requestId: '0192f3c4-5a6b-7c7d-9e0f-112233445566',
  organ: 'court-540100',
  institution: 'institution-540100',
  division: '540100',
  caseNumber: '（2026）藏01刑初12号',
  issuer: 'institution-540100',
};
const kind: LetterKind = { form: 11, version: 1, word: '指', to: 'law_firm' };
const person = { personId: '0192f3c4-5a6b-7c7d-8e0f-000000000001' };
const all = {
  ...person,
  contactId: '0192f3c4-5a6b-7c7d-8e0f-000000000002',
  lawyerPersonId: '0192f3c4-5a6b-7c7d-8e0f-000000000003',
};
const drafted = (persons: object = person): LetterEvent => ({
  type: 'LetterDrafted',
  data: { matter, kind, automatic: false, draftedAt: AT, ...person, ...persons, personFields: { person: '扎西某某' } },
});
const revised: LetterEvent = { type: 'LetterRevised', data: { matter, revisedAt: LATER, ...all, personFields: { person: '扎西' } } };
const requested: LetterEvent = { type: 'LetterNumberRequested', data: { matter, year: 2026, requestedAt: AT, requestedBy: 'account-1' } };
const issued: LetterEvent = {
  type: 'LetterIssued',
  data: { matter, form: 11, number: NUMBER, issuedAt: AT, issuedBy: 'account-1', addressee: null, ...person },
};
const serve = (more: object = {}, by: string | null = matter.issuer): LetterCommand => ({
  type: 'ServeLetter',
  data: { at: LATER, by, servedAt: LATER, manner: 'in_person', ...more },
});
const served = (more: object = {}): LetterEvent => ({
  type: 'LetterServed',
  data: { matter, form: 11, servedAt: LATER, manner: 'in_person', ...person, recordedAt: LATER, ...more } as never,
});

describe('what is known of a letter (文书)', () => {
  it('is whose data it holds, no more than was said', () => {
    expect(spec.given(drafted()).state()).toStrictEqual({ status: 'draft', matter, kind, persons: person });
    expect(spec.given(drafted(all)).state()).toStrictEqual({ status: 'draft', matter, kind, persons: all });
  });

  it('changes with a revision that names other persons', () => {
    expect(spec.given(drafted(), revised).state()).toStrictEqual({ status: 'draft', matter, kind, persons: all });
  });

  it('is its number and when it was issued, from then on', () => {
    const numbering = { status: 'numbering', matter, kind, persons: person, year: 2026, requestedAt: AT, requestedBy: 'account-1' };
    expect(spec.given(drafted(), requested).state()).toStrictEqual(numbering);
    const known = { matter, kind, persons: person, number: NUMBER, issuedAt: AT };
    expect(spec.given(drafted(), requested, issued).state()).toStrictEqual({ status: 'issued', ...known });
    expect(spec.given(drafted(), requested, issued, served()).state()).toStrictEqual({ status: 'served', ...known });
  });
});

describe('the proof of service (送达回证)', () => {
  const given = spec.given(drafted(), requested, issued);

  it('says no more than was told, and names the receipt where there is one', () => {
    given.when(serve()).then(served());
    given.when(serve({ receiptPaperId: 'paper-1' })).then(served({ receiptPaperId: 'paper-1' }));
  });

  it('may be of the instant of the issue, and names the field when it lies outside', () => {
    given.when(serve({ servedAt: AT })).then(served({ servedAt: AT }));
    given.when(serve({ servedAt: '2026-11-24T01:59:59.999Z' })).thenRejected('letter.service.invalid', 'servedAt');
  });

  it('is taken from the request as it stands there, when the platform records it', () => {
    given.when(serve({ servedAt: '2026-11-23T02:00:00.000Z' }, null)).then(served({ servedAt: '2026-11-23T02:00:00.000Z' }));
  });
});

describe('a letter that is done with', () => {
  const voided: LetterEvent = { type: 'LetterVoided', data: { matter, ...person, reason: '写错', voidedAt: LATER } };
  const request: LetterCommand = {
    type: 'RequestNumber',
    data: { at: LATER, by: matter.issuer, year: 2026, account: 'account-1', missing: [] },
  };
  const issue: LetterCommand = { type: 'IssueLetter', data: { at: LATER, by: matter.issuer, number: NUMBER, contentHash: null } };

  it('asks for no other number and is not issued twice', () => {
    for (const course of [[issued], [issued, served()]]) {
      for (const command of [request, issue])
        spec
          .given(drafted(), requested, ...course)
          .when(command)
          .then();
    }
    spec.given(drafted(), voided).when(issue).thenRejected('letter.not_draft');
  });

  it('carries no hash of its content where none was made', () => {
    spec.given(drafted(), requested).when(issue).then(issued);
  });

  it('is unknown to whoever asks for one that was never drafted', () => {
    for (const command of [request, issue, serve()]) spec.given().when(command).thenRejected('letter.not_found');
  });
});
