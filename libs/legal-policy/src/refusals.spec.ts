import { DEFENCE_GROUNDS, type CaseAgencyKind, type DefenceGroundCode } from './defence-grounds.js';
import { type DefenceRequestFacts, type LawyerFacts, mayTake } from './lawyer-eligibility.js';
import { type DefenceNoticeFacts, defenceNoticeRefusals, stagesOf } from './mandatory-defence.js';
import type { Refusal } from './refusal.js';

const lawyer: LawyerFacts = { status: 'active', criminalDefenceYears: 5, minorsTrained: true, divisions: ['540100'] };
const request: DefenceRequestFacts = { lifeOrDeath: false, minor: false, defendsCoAccused: false, division: '540121', onDay: '2026-11-02' };
const reasonsOf = (of: Partial<LawyerFacts>, to: Partial<DefenceRequestFacts> = {}): readonly Refusal[] => {
  const verdict = mayTake({ ...lawyer, ...of }, { ...request, ...to });
  return verdict.ok ? [] : verdict.reasons;
};
const served = (kind: 'court' | 'procuratorate', leftOn: string): Partial<LawyerFacts> => ({
  formerOffices: [{ agency: 'organ', kind, leftOn }],
});

/** Everything that can speak against a lawyer. */
const AGAINST_LAWYERS: readonly Refusal[] = [
  ...reasonsOf({ status: 'suspended' }),
  ...reasonsOf({ status: 'inactive', criminalDefenceYears: 0, minorsTrained: false }, { lifeOrDeath: true, minor: true }),
  ...reasonsOf({ agency: 'organ', ...served('court', '2026-01-01') }, { organ: 'organ', defendsCoAccused: true, conflictOfInterest: true }),
  ...reasonsOf(served('procuratorate', '2001-01-01'), { organ: 'organ', division: '542523' }),
];

const notice: DefenceNoticeFacts = {
  issuer: 'court',
  stage: 'first_instance',
  grounds: ['minor'],
  relevantDay: '2026-11-02',
  hasOwnDefender: false,
  birthDate: '2009-05-01',
  procedure: 'ordinary',
};
const faultsOf = (facts: Partial<DefenceNoticeFacts>): readonly Refusal[] => defenceNoticeRefusals({ ...notice, ...facts });
const { birthDate: _unknown, ...undated } = notice;

/** Everything that can be wrong with a notice. */
const AGAINST_NOTICES: readonly Refusal[] = [
  ...defenceNoticeRefusals(undated),
  ...faultsOf({ birthDate: '2000-01-01', hasOwnDefender: true }),
  ...faultsOf({ birthDate: '2030-01-01', grounds: [] }),
  ...faultsOf({ grounds: ['limited_capacity_adult', 'death_review_applicant', 'other_by_law'] }),
  ...faultsOf({ grounds: ['discretionary'], issuer: 'police', procedure: 'summary' }),
  ...faultsOf({ grounds: ['no such ground' as DefenceGroundCode] }),
];

const basisOf = (refusals: readonly Refusal[]): Readonly<Record<string, string>> =>
  Object.fromEntries(refusals.map(({ code, basis }) => [code, basis]));

describe('what speaks against a lawyer', () => {
  it('is told with the article it comes from', () => {
    expect(basisOf(AGAINST_LAWYERS)).toEqual({
      'lawyer.suspended': '《律师法（2017修正）》第47条；《律师法（2017修正）》第51条',
      'lawyer.inactive': '《律师法（2017修正）》第13条',
      'lawyer.too_little_criminal_defence': '《法律援助法》第26条；《办理法律援助案件程序规定（2023修订）》第26条',
      'lawyer.not_familiar_with_minors':
        '《办理法律援助案件程序规定（2023修订）》第26条；《最高人民法院关于适用刑事诉讼法的解释（法释〔2021〕1号）》第564条',
      'lawyer.left_office_recently': '《律师法（2017修正）》第41条',
      'lawyer.former_office': '《检察官法（2019修订）》第37条',
      'lawyer.defends_co_accused': '《最高人民法院关于适用刑事诉讼法的解释（法释〔2021〕1号）》第43条',
      'lawyer.conflict_of_interest': '《律师法（2017修正）》第39条',
      'lawyer.own_agency': '《律师法（2017修正）》第11条；《律师法（2017修正）》第39条',
      'lawyer.division_not_served': '《律师登记的服务区域》',
    });
  });

  it('names the law of judges for a former judge, that of procurators for a former procurator', () => {
    const [judge] = reasonsOf(served('court', '2001-01-01'), { organ: 'organ' });
    const [procurator] = reasonsOf(served('procuratorate', '2001-01-01'), { organ: 'organ' });
    expect(judge?.basis).toMatch(/法官法.*第36条$/u);
    expect(procurator?.basis).toMatch(/检察官法.*第37条$/u);
  });

  it('is judged only by what is known', () => {
    const { onDay: _day, ...undatedRequest } = request;
    expect(mayTake({ ...lawyer, ...served('court', '2026-01-01') }, undatedRequest)).toEqual({ ok: true });
    const { division: _division, ...somewhere } = request;
    expect(mayTake(lawyer, somewhere)).toEqual({ ok: true });
    const { divisions: _divisions, ...anywhere } = lawyer;
    expect(mayTake(anywhere, request)).toEqual({ ok: true });
  });

  it('is nothing when one of several divisions is the right one, whatever its code looks like', () => {
    expect(reasonsOf({ divisions: ['540200', '540100'] })).toEqual([]);
    expect(reasonsOf({ divisions: ['500023'] }, { division: '500023' })).toEqual([]);
  });
});

describe('what is wrong with a notice', () => {
  it('is told with the article it comes from', () => {
    expect(basisOf(AGAINST_NOTICES)).toEqual({
      'defence_notice.birth_date_missing': '《法律援助法》第25条第1款',
      'defence_notice.defender_engaged': '《法律援助法》第25条第1款；《法律援助法》第27条',
      'defence_notice.not_a_minor': '《法律援助法》第25条第1款',
      'defence_notice.ground_missing': '《法律援助法》第25条第1款',
      'defence_notice.birth_date_invalid': '《法律援助法》第25条第1款',
      'defence_notice.not_an_adult': '《法律援助法》第25条第1款',
      'defence_notice.ground_not_of_stage': '《法律援助法》第25条第1款',
      'defence_notice.application_missing': '《法律援助法》第25条第1款',
      'defence_notice.provision_missing': '《法律援助法》第25条第1款',
      'defence_notice.stage_not_of_issuer': '《法律援助法》第36条',
      'defence_notice.ground_not_of_issuer': '《法律援助法》第25条第2款；《最高人民法院关于适用刑事诉讼法的解释（法释〔2021〕1号）》第48条',
      'defence_notice.not_ordinary_procedure': '《法律援助法》第25条第2款',
      'defence_notice.ground_unknown': '《法律援助法》第25条第1款',
    });
  });

  it('names the ground in both languages', () => {
    const [ofIssuer] = faultsOf({ grounds: ['in_absentia'], issuer: 'police', stage: 'investigation' });
    expect(ofIssuer?.zh).toContain('缺席审判案件的被告人');
    expect(ofIssuer?.en).toContain('Defendant tried in absentia');
  });

  it('is nothing for an adult whose birth date is not known, nor for one born on the very day', () => {
    const grounds: readonly DefenceGroundCode[] = ['limited_capacity_adult'];
    expect(defenceNoticeRefusals({ ...undated, grounds })).toEqual([]);
    expect(faultsOf({ grounds, birthDate: '2009-02-30' }).map(({ code }) => code)).toEqual(['defence_notice.birth_date_invalid']);
    expect(faultsOf({ birthDate: notice.relevantDay })).toEqual([]);
  });

  it('is a provision of blanks, as if there were none', () => {
    expect(faultsOf({ grounds: ['other_by_law'], otherProvision: '  ' }).map(({ code }) => code)).toEqual([
      'defence_notice.provision_missing',
    ]);
  });
});

it.each([...AGAINST_LAWYERS, ...AGAINST_NOTICES])('$code is told in Chinese and in English', ({ zh, en }) => {
  expect(zh).toMatch(/\p{Script=Han}{4}.*[。]$/u);
  expect(en).toMatch(/^[A-Z].*[a-z]{3}.*[.]$/u);
});

it.each<[CaseAgencyKind, readonly string[]]>([
  ['police', ['investigation']],
  ['procuratorate', ['investigation', 'prosecution_review']],
  ['court', ['first_instance', 'second_instance', 'retrial', 'death_penalty_review', 'compulsory_treatment']],
])('the %s conducts its stages, and some ground belongs to each', (issuer, stages) => {
  expect(stagesOf(issuer)).toEqual(stages);
  for (const stage of stagesOf(issuer))
    expect(DEFENCE_GROUNDS.some((ground) => ground.issuers.includes(issuer) && ground.stages.includes(stage))).toBe(true);
});
