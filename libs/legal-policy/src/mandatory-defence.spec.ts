import { isMinorOn } from './age.js';
import { DEFENCE_GROUNDS, lawyerRequirements } from './defence-grounds.js';
import { type DefenceNoticeFacts, defenceNoticeRefusals } from './mandatory-defence.js';

const notice: DefenceNoticeFacts = {
  issuer: 'court',
  stage: 'first_instance',
  grounds: ['minor'],
  relevantDay: '2026-11-02',
  hasOwnDefender: false,
  birthDate: '2009-05-01',
  procedure: 'ordinary',
};
const codesOf = (facts: Partial<DefenceNoticeFacts>): string[] =>
  defenceNoticeRefusals({ ...notice, ...facts }).map(({ code }) => code.replace('defence_notice.', ''));
const withoutBirthDate = (): DefenceNoticeFacts => {
  const { birthDate, ...rest } = notice;
  return birthDate === undefined ? notice : rest;
};

describe('the grounds of a notice', () => {
  it('are seven of article 25(1), one of article 28 and the court’s discretion', () => {
    const by = (instrument: string, article: string): number =>
      DEFENCE_GROUNDS.filter(({ basis }) => basis.some((citation) => citation.instrument === instrument && citation.article === article))
        .length;
    expect([by('legal_aid_law', '25(1)'), by('legal_aid_law', '28'), by('legal_aid_law', '25(2)')]).toEqual([7, 1, 1]);
    expect(DEFENCE_GROUNDS.filter(({ force }) => force === 'discretionary').map(({ code }) => code)).toEqual(['discretionary']);
  });

  it('ask three years of criminal defence for life, death and death review, and familiarity for minors', () => {
    expect(lawyerRequirements(['life_or_death'])).toEqual({ lifeOrDeath: true, minor: false });
    expect(lawyerRequirements(['death_review_applicant'])).toEqual({ lifeOrDeath: true, minor: false });
    expect(lawyerRequirements(['minor', 'in_absentia'])).toEqual({ lifeOrDeath: false, minor: true });
  });
});

describe('a person', () => {
  it('is a minor up to and on the eighteenth birthday, and not on the day after', () => {
    expect(isMinorOn('2008-11-02', '2026-11-01')).toBe(true);
    expect(isMinorOn('2008-11-02', '2026-11-02')).toBe(true);
    expect(isMinorOn('2008-11-02', '2026-11-03')).toBe(false);
  });

  it('born on 29 February is an adult from 1 March', () => {
    expect(isMinorOn('2008-02-29', '2026-02-28')).toBe(true);
    expect(isMinorOn('2008-02-29', '2026-03-01')).toBe(false);
  });
});

describe('a notice', () => {
  it('for a minor without a defender is sound', () => {
    expect(codesOf({})).toEqual([]);
  });

  it('for a minor needs the birth date, and one under eighteen', () => {
    expect(defenceNoticeRefusals(withoutBirthDate()).map(({ code }) => code)).toEqual(['defence_notice.birth_date_missing']);
    expect(codesOf({ birthDate: '2008-11-01' })).toEqual(['not_a_minor']);
    expect(codesOf({ birthDate: '2027-01-01' })).toContain('birth_date_invalid');
    expect(codesOf({ birthDate: '2009-02-30' })).toContain('birth_date_invalid');
  });

  it('for an adult of limited capacity is refused when the person is a minor', () => {
    expect(codesOf({ grounds: ['limited_capacity_adult'] })).toEqual(['not_an_adult']);
    expect(codesOf({ grounds: ['limited_capacity_adult'], birthDate: '1980-01-01' })).toEqual([]);
  });

  it('is not needed where a defender is engaged', () => {
    expect(codesOf({ hasOwnDefender: true })).toEqual(['defender_engaged']);
  });

  it('at discretion is for courts alone, and for ordinary procedure alone', () => {
    expect(codesOf({ grounds: ['discretionary'] })).toEqual([]);
    expect(codesOf({ grounds: ['discretionary'], procedure: 'summary' })).toEqual(['not_ordinary_procedure']);
    expect(codesOf({ grounds: ['discretionary'], issuer: 'procuratorate', stage: 'prosecution_review' })).toEqual([
      'ground_not_of_issuer',
      'ground_not_of_stage',
    ]);
  });

  it('in a death penalty review needs the defendant’s application', () => {
    const review = { stage: 'death_penalty_review', grounds: ['death_review_applicant'] } as const;
    expect(codesOf(review)).toEqual(['application_missing']);
    expect(codesOf({ ...review, appliedForAid: true })).toEqual([]);
  });

  it('for compulsory treatment belongs to that stage and to the court', () => {
    expect(codesOf({ stage: 'compulsory_treatment', grounds: ['compulsory_treatment'] })).toEqual([]);
    expect(codesOf({ stage: 'first_instance', grounds: ['compulsory_treatment'] })).toEqual(['ground_not_of_stage']);
  });

  it('by another law names the provision', () => {
    expect(codesOf({ grounds: ['other_by_law'] })).toEqual(['provision_missing']);
    expect(codesOf({ grounds: ['other_by_law'], otherProvision: '第X条' })).toEqual([]);
  });

  it('comes from the organ that conducts the stage, with a ground', () => {
    expect(codesOf({ issuer: 'police' })).toEqual(['stage_not_of_issuer']);
    expect(codesOf({ issuer: 'police', stage: 'investigation' })).toEqual([]);
    expect(codesOf({ grounds: [] })).toEqual(['ground_missing']);
  });

  it('is refused with the article and in both languages', () => {
    const [refused] = defenceNoticeRefusals({ ...notice, hasOwnDefender: true });
    expect(refused?.basis).toBe('《法律援助法》第25条第1款；《法律援助法》第27条');
    expect(refused?.text).toBe(`${refused?.zh}${refused?.en}`);
  });
});

describe('full coverage (律师辩护全覆盖)', () => {
  const trial = { issuer: 'court', grounds: ['full_coverage_trial'], birthDate: '1980-01-01' } as const;
  const review = {
    issuer: 'procuratorate',
    stage: 'prosecution_review',
    grounds: ['full_coverage_prosecution_review'],
    birthDate: '1980-01-01',
  } as const;

  it('at trial asks for a notice everywhere, unless a division says otherwise', () => {
    for (const stage of ['first_instance', 'second_instance', 'retrial'] as const)
      expect(codesOf({ ...trial, stage, procedure: 'ordinary' })).toEqual([]);
    const off = { trial: false, prosecutionReview: false };
    expect(codesOf({ ...trial, stage: 'first_instance', procedure: 'ordinary', coverage: off })).toEqual(['full_coverage_not_in_force']);
  });

  it('at trial leaves summary and fast-track first instances to the duty lawyer', () => {
    expect(codesOf({ ...trial, stage: 'first_instance', procedure: 'fast_track' })).toEqual(['not_ordinary_procedure']);
    expect(codesOf({ ...trial, stage: 'second_instance', procedure: 'summary' })).toEqual([]);
  });

  it('in review for prosecution holds only where it is switched on', () => {
    expect(codesOf(review)).toEqual(['full_coverage_not_in_force']);
    expect(codesOf({ ...review, coverage: { trial: true, prosecutionReview: true } })).toEqual([]);
  });

  it('is refused with the document that it rests on', () => {
    const [refused] = defenceNoticeRefusals({ ...withoutBirthDate(), ...review });
    expect(refused?.basis).toContain('49号');
  });
});
