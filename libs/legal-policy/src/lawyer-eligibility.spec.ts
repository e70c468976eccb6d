import { type DefenceRequestFacts, type LawyerFacts, mayTake } from './lawyer-eligibility.js';

const lawyer: LawyerFacts = { status: 'active', criminalDefenceYears: 5, minorsTrained: true, divisions: ['540100'] };
const request: DefenceRequestFacts = {
  lifeOrDeath: false,
  minor: false,
  defendsCoAccused: false,
  division: '540121',
  organ: 'court-540121',
  onDay: '2026-11-02',
};
const reasons = (of: Partial<LawyerFacts>, to: Partial<DefenceRequestFacts> = {}): string[] => {
  const verdict = mayTake({ ...lawyer, ...of }, { ...request, ...to });
  return verdict.ok ? [] : verdict.reasons.map(({ code }) => code.replace('lawyer.', ''));
};

it('keeps a lawyer who is barred from what is of the divisions of who decided it, and tells until when', () => {
  const lawyer = (bars: NonNullable<LawyerFacts['bars']>): LawyerFacts => ({
    status: 'active',
    criminalDefenceYears: 5,
    minorsTrained: true,
    bars,
  });
  const request = (division: string) => ({ lifeOrDeath: false, minor: false, defendsCoAccused: false, division });
  const suspended = lawyer([{ division: '540100', decision: '拉萨援责字〔2027〕第1号', until: '2027-06-03' }]);
  expect(mayTake(suspended, request('540200'))).toEqual({ ok: true });
  for (const division of ['540100', '540102']) {
    expect(mayTake(suspended, request(division))).toMatchObject({
      ok: false,
      reasons: [{ code: 'lawyer.barred_from_assignment', text: expect.stringContaining('2027-06-03（拉萨援责字〔2027〕第1号）') }],
    });
  }
  expect(mayTake(lawyer([{ division: '540000', decision: '第2号', until: null }]), request('540200'))).toMatchObject({
    ok: false,
    reasons: [{ text: expect.stringContaining('移出指派名册') }],
  });
});

describe('a lawyer', () => {
  it('in practice, of the place and without ties may take a request', () => {
    expect(mayTake(lawyer, request)).toEqual({ ok: true });
  });

  it('who is suspended or not in practice may not', () => {
    expect(reasons({ status: 'suspended' })).toEqual(['suspended']);
    expect(reasons({ status: 'inactive' })).toEqual(['inactive']);
  });

  it('needs three years of criminal defence for life or death', () => {
    expect(reasons({ criminalDefenceYears: 2 }, { lifeOrDeath: true })).toEqual(['too_little_criminal_defence']);
    expect(reasons({ criminalDefenceYears: 3 }, { lifeOrDeath: true })).toEqual([]);
    expect(reasons({ criminalDefenceYears: 0 })).toEqual([]);
  });

  it('must be familiar with minors for a minor', () => {
    expect(reasons({ minorsTrained: false }, { minor: true })).toEqual(['not_familiar_with_minors']);
    expect(reasons({ minorsTrained: false })).toEqual([]);
  });

  it('who is a visiting volunteer serves until the last day', () => {
    expect(reasons({ visitingUntil: '2026-11-02' })).toEqual([]);
    expect(reasons({ visitingUntil: '2026-11-01' })).toEqual(['visit_over']);
  });

  it('may not defend two co-accused', () => {
    expect(reasons({}, { defendsCoAccused: true })).toEqual(['defends_co_accused']);
  });

  it('may not act against an interest of their own, nor in a case of the organ they work in', () => {
    expect(reasons({}, { conflictOfInterest: true })).toEqual(['conflict_of_interest']);
    expect(reasons({ agency: 'court-540121' })).toEqual(['own_agency']);
    expect(reasons({ agency: 'court-540100' })).toEqual([]);
  });

  it('who was a judge waits two years, and stays away from the old court for good', () => {
    const left = (leftOn: string, agency = 'court-540200') => ({ formerOffices: [{ agency, kind: 'court' as const, leftOn }] });
    expect(reasons(left('2024-11-02'))).toEqual(['left_office_recently']);
    expect(reasons(left('2024-11-01'))).toEqual([]);
    expect(reasons(left('2010-01-01', 'court-540121'))).toEqual(['former_office']);
  });

  it('serves the divisions below and above the ones named, and no other', () => {
    expect(reasons({}, { division: '540200' })).toEqual(['division_not_served']);
    expect(reasons({ divisions: ['540121'] }, { division: '540100' })).toEqual([]);
    expect(reasons({ divisions: ['540000'] }, { division: '542523' })).toEqual([]);
    expect(reasons({ divisions: ['542500'] }, { division: '542523' })).toEqual([]);
    expect(reasons({ divisions: [] })).toEqual([]);
  });

  it('is told every reason at once, each with its article and both languages', () => {
    const verdict = mayTake(
      { ...lawyer, status: 'suspended', criminalDefenceYears: 1 },
      { ...request, lifeOrDeath: true, defendsCoAccused: true },
    );
    const found = verdict.ok ? [] : verdict.reasons;
    expect(found.map(({ basis }) => basis)).toEqual([
      '《律师法（2017修正）》第47条；《律师法（2017修正）》第51条',
      '《法律援助法》第26条；《办理法律援助案件程序规定（2023修订）》第26条',
      '《最高人民法院关于适用刑事诉讼法的解释（法释〔2021〕1号）》第43条',
    ]);
    expect(found.filter(({ zh, en }) => zh === '' || en === '')).toEqual([]);
  });
});
