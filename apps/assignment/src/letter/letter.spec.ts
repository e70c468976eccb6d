import { specOf } from '@xiezhi/eventsourcing/testing';
import { addresseeOf, letter, type LetterCommand, type LetterEvent, type LetterKind, type LetterMatter } from './letter.js';

const spec = specOf(letter);
const AT = '2026-11-24T02:00:00.000Z';
const LATER = '2026-11-25T02:00:00.000Z';
const NUMBER = '拉萨援指字〔2026〕第1号';
const INSTITUTION = 'institution-540100';
const COURT = 'court-540100';

const matter: LetterMatter = {
  requestId: '0192f3c4-5a6b-7c7d-9e0f-112233445566',
  organ: COURT,
  institution: INSTITUTION,
  division: '540100',
  caseNumber: '（2026）藏01刑初12号',
  issuer: INSTITUTION,
};
const kind: LetterKind = { form: 11, version: 1, word: '指', to: 'law_firm' };
const persons = { personId: '0192f3c4-5a6b-7c7d-8e0f-000000000001', lawyerPersonId: '0192f3c4-5a6b-7c7d-8e0f-000000000003' };
const fields = { personFields: { person: '扎西某某' }, lawyerFields: { lawyer: '某律师' } };

const drafted: LetterEvent = { type: 'LetterDrafted', data: { matter, kind, automatic: false, draftedAt: AT, ...persons, ...fields } };
const requested: LetterEvent = { type: 'LetterNumberRequested', data: { matter, year: 2026, requestedAt: AT, requestedBy: 'account-1' } };
const issued: LetterEvent = {
  type: 'LetterIssued',
  data: {
    matter,
    form: 11,
    number: NUMBER,
    issuedAt: AT,
    issuedBy: 'account-1',
    addressee: null,
    personId: persons.personId,
    contentHash: 'ab12',
  },
};
const served: LetterEvent = {
  type: 'LetterServed',
  data: {
    matter,
    form: 11,
    servedAt: LATER,
    manner: 'in_person',
    personId: persons.personId,
    details: { servedBy: '某人' },
    recordedAt: LATER,
  },
};
const voided: LetterEvent = { type: 'LetterVoided', data: { matter, personId: persons.personId, reason: '写错', voidedAt: LATER } };

const draft = (more: Partial<Extract<LetterCommand, { type: 'DraftLetter' }>['data']> = {}): LetterCommand => ({
  type: 'DraftLetter',
  data: { at: AT, by: INSTITUTION, matter, kind, persons, fields, automatic: false, ...more },
});
const revise = (by: string | null = INSTITUTION): LetterCommand => ({
  type: 'ReviseLetter',
  data: { at: LATER, by, persons, fields: { personFields: { person: '扎西' } } },
});
const request = (
  missing: readonly { path: string; code: string; detail: string }[] = [],
  by: string | null = INSTITUTION,
): LetterCommand => ({
  type: 'RequestNumber',
  data: { at: AT, by, year: 2026, account: 'account-1', missing },
});
const issue = (by: string | null = INSTITUTION): LetterCommand => ({
  type: 'IssueLetter',
  data: { at: LATER, by, number: NUMBER, contentHash: 'ab12' },
});
const serve = (servedAt = LATER, by: string | null = INSTITUTION): LetterCommand => ({
  type: 'ServeLetter',
  data: { at: LATER, by, servedAt, manner: 'in_person', details: { servedBy: '某人' } },
});
const voidIt = (by: string | null = INSTITUTION): LetterCommand => ({ type: 'VoidLetter', data: { at: LATER, by, reason: '写错' } });

describe('drafting a letter (拟稿)', () => {
  it('keeps what it says in groups by whose data it is', () => {
    spec.given().when(draft()).then(drafted);
  });
  it('is quiet when it is drafted again', () => {
    spec.given(drafted).when(draft()).then();
  });
  it('is the issuer’s alone', () => {
    spec
      .given()
      .when(draft({ by: COURT }))
      .thenRejected('letter.form.not_yours');
  });

  it('issues at once a letter whose number was allotted with the decision it tells of', () => {
    const numbered = { number: NUMBER, at: AT, issuedBy: null, contentHash: 'ab12' };
    spec
      .given()
      .when(draft({ by: null, automatic: true, numbered }))
      .thenLike(
        expect.objectContaining({ type: 'LetterDrafted' }),
        expect.objectContaining({ type: 'LetterIssued', data: expect.objectContaining({ number: NUMBER, issuedAt: AT, issuedBy: null }) }),
      );
  });

  it('is addressed to the agency it goes to', () => {
    expect(addresseeOf(matter, 'organ')).toBe(COURT);
    expect(addresseeOf(matter, 'institution')).toBe(INSTITUTION);
    expect(addresseeOf(matter, 'person')).toBeNull();
  });
});

describe('changing a draft (修改)', () => {
  it('takes the new words', () => {
    spec
      .given(drafted)
      .when(revise())
      .then({ type: 'LetterRevised', data: { matter, revisedAt: LATER, ...persons, personFields: { person: '扎西' } } });
  });
  it('is refused once it is issued', () => {
    spec.given(drafted, requested, issued).when(revise()).thenRejected('letter.not_draft');
  });
  it('is refused while its number is on its way', () => {
    spec.given(drafted, requested).when(revise()).thenRejected('letter.not_draft');
  });
  it('is refused to another agency', () => {
    spec.given(drafted).when(revise(COURT)).thenRejected('letter.not_issuer.forbidden');
  });
  it('is refused where there is no letter', () => {
    spec.given().when(revise()).thenRejected('letter.not_found');
  });
});

describe('issuing a letter (签发)', () => {
  it('first asks for a number of the year', () => {
    spec.given(drafted).when(request()).then(requested);
  });
  it('is refused while fields are missing', () => {
    spec
      .given(drafted)
      .when(request([{ path: 'fields.lawyer', code: 'field.required', detail: '请填写律师。Give the lawyer.' }]))
      .thenRejected('letter.incomplete.invalid');
  });
  it('asks once', () => {
    spec.given(drafted, requested).when(request()).then();
  });
  it('is refused for a void letter', () => {
    spec.given(drafted, voided).when(request()).thenRejected('letter.not_draft');
  });
  it('is refused to another agency', () => {
    spec.given(drafted).when(request([], COURT)).thenRejected('letter.not_issuer.forbidden');
  });

  it('then takes the number, as of when it was asked for and by whom', () => {
    spec.given(drafted, requested).when(issue()).then(issued);
  });
  it('also when the platform carries it on', () => {
    spec.given(drafted, requested).when(issue(null)).then(issued);
  });
  it('is quiet when it has its number', () => {
    spec.given(drafted, requested, issued).when(issue()).then();
  });
  it('is refused for a draft that asked for none', () => {
    spec.given(drafted).when(issue()).thenRejected('letter.not_draft');
  });
});

describe('serving a letter (送达)', () => {
  it('records when, how, by whom', () => {
    spec.given(drafted, requested, issued).when(serve()).then(served);
  });
  it('is refused before it is issued', () => {
    spec.given(drafted).when(serve()).thenRejected('letter.not_issued');
  });
  it('is refused a second time', () => {
    spec.given(drafted, requested, issued, served).when(serve()).thenRejected('letter.already_served');
  });
  it('is quiet when the platform tells what is recorded', () => {
    spec.given(drafted, requested, issued, served).when(serve(LATER, null)).then();
  });
  it.each([
    ['before the issue', '2026-11-23T02:00:00.000Z'],
    ['in the future', '2026-11-26T02:00:00.000Z'],
  ])('is refused %s', (_when, servedAt) => {
    spec.given(drafted, requested, issued).when(serve(servedAt)).thenRejected('letter.service.invalid');
  });
  it('is the issuer’s alone', () => {
    spec.given(drafted, requested, issued).when(serve(LATER, COURT)).thenRejected('letter.not_issuer.forbidden');
  });
});

describe('voiding a letter (作废)', () => {
  it('is done with a reason; the number stays used', () => {
    spec.given(drafted, requested, issued).when(voidIt()).then(voided);
    const state = [drafted, requested, issued, voided].reduce(letter.decider.evolve, letter.decider.initial);
    expect(state).toMatchObject({ status: 'void', number: NUMBER });
  });
  it('is done to a draft too', () => {
    spec.given(drafted).when(voidIt()).then(voided);
  });
  it('is quiet when it is void', () => {
    spec.given(drafted, voided).when(voidIt()).then();
  });
  it('waits for a number that is on its way', () => {
    spec.given(drafted, requested).when(voidIt()).thenRejected('letter.being_numbered');
  });
  it('is refused to another agency', () => {
    spec.given(drafted).when(voidIt(COURT)).thenRejected('letter.not_issuer.forbidden');
  });
});
