import fc from 'fast-check';
import { specialitiesFor } from './aid-causes.js';
import { rankLawyers, widerCircle, type RankedMatter, type RankingCandidate } from './lawyer-ranking.js';
import { CIRCLES, RANKING_PARTS, RANKING_WEIGHTS, rankingWeightsOf, rankingWeightsOn } from './ranking-weights.js';

const weights = rankingWeightsOn('2026-11-26');
const matter: RankedMatter = {
  requestId: '0192f3c4-5a6b-8c7d-9e0f-112233445566',
  division: '540102',
  onDay: '2026-11-26',
  lifeOrDeath: false,
  minor: false,
  language: 'bo',
};
const lawyer = (id: string, changes: Partial<RankingCandidate> = {}): RankingCandidate => ({
  id,
  status: 'active',
  criminalDefenceYears: 5,
  minorsTrained: true,
  divisions: ['540102'],
  languages: ['zh', 'bo'],
  specialities: ['criminal_defence'],
  load: 0,
  recent: 0,
  openOffers: 0,
  defendsCoAccused: false,
  conflictOfInterest: false,
  busyAtHearing: false,
  declined: false,
  ...changes,
});
const order = (candidates: readonly RankingCandidate[], of: RankedMatter = matter): readonly string[] =>
  rankLawyers(candidates, of, weights).ranked.map(({ lawyerId }) => lawyerId);
const skippedFor = (changes: Partial<RankingCandidate>, of: RankedMatter = matter): readonly string[] =>
  rankLawyers([lawyer('one', changes)], of, weights).skipped.flatMap(({ reasons }) => reasons.map(({ code }) => code));

describe('who comes first', () => {
  it('speaks the person’s language, be it from the next prefecture', () => {
    expect(order([lawyer('here', { languages: ['zh'] }), lawyer('far', { divisions: ['540000'] })])).toEqual(['far', 'here']);
  });

  it('is nearer: the division, its prefecture, the region, a visiting volunteer', () => {
    const near = lawyer('division');
    const prefecture = lawyer('prefecture', { divisions: ['540100'] });
    const region = lawyer('region', { divisions: ['540000'] });
    const visiting = lawyer('visiting', { divisions: ['540102'], visiting: true });
    expect(order([visiting, region, prefecture, near])).toEqual(['division', 'prefecture', 'region', 'visiting']);
    const { ranked } = rankLawyers([visiting, region, prefecture, near], matter, weights);
    expect(ranked.map(({ circle }) => circle)).toEqual(CIRCLES);
  });

  it('defended the person in the stage before, be it from one circle further off, and not from two', () => {
    const now = rankingWeightsOf('2026-2');
    const before = (divisions: readonly string[]) => lawyer('before', { divisions, ofPreviousStage: true });
    const firstOf = (divisions: readonly string[], by = now): string | undefined =>
      rankLawyers([lawyer('here'), before(divisions)], matter, by).ranked[0]?.lawyerId;
    expect(firstOf(['540100'])).toBe('before');
    expect(firstOf(['540000'])).toBe('here');
    // A search made with the weights before them stays as it was.
    expect(firstOf(['540100'], rankingWeightsOf('2026-1'))).toBe('here');
  });

  it('is of the gender that is asked for, before nearness', () => {
    const asked: RankedMatter = { ...matter, gender: { wanted: 'female', required: false } };
    const [woman, man] = [lawyer('woman', { gender: 'female', divisions: ['540100'] }), lawyer('man', { gender: 'male' })];
    expect(order([man, woman], asked)).toEqual(['woman', 'man']);
    expect(order([man, woman])).toEqual(['man', 'woman']);
  });

  it.each([
    ['has fewer cases', { load: 1 }],
    ['has fewer cases of late', { recent: 1 }],
    ['waited longer for a turn', { lastAssignedOn: '2026-11-20' }],
    ['has no offer to answer', { openOffers: 1 }],
    ['has more experience', { criminalDefenceYears: 4 }],
    ['practises criminal defence', { specialities: ['civil'] }],
  ] satisfies readonly (readonly [string, Partial<RankingCandidate>])[])('%s', (_why, less) => {
    expect(order([lawyer('a', less), lawyer('b')])).toEqual(['b', 'a']);
    expect(order([lawyer('a'), lawyer('b', less)])).toEqual(['a', 'b']);
  });

  it('counts minors’ cases only where the person is a minor', () => {
    const [one, other] = [lawyer('one', { specialities: ['criminal_defence', 'minors'] }), lawyer('other', { criminalDefenceYears: 6 })];
    expect(order([one, other])).toEqual(['other', 'one']);
    expect(order([one, other], { ...matter, minor: true })).toEqual(['one', 'other']);
  });

  it('counts criminal defence only in criminal matters', () => {
    const parts = (of: RankedMatter): readonly string[] =>
      rankLawyers([lawyer('one')], of, weights).ranked[0]!.reasons.map(({ part }) => part);
    expect(parts(matter)).toEqual(expect.arrayContaining(['criminal_defence', 'experience']));
    expect(parts({ ...matter, criminal: false })).not.toEqual(expect.arrayContaining(['criminal_defence']));
    expect(parts({ ...matter, criminal: false })).not.toEqual(expect.arrayContaining(['experience']));
  });

  it('practises what a granted case is about, by the weights that know of it', () => {
    const wages: RankedMatter = { ...matter, criminal: false, specialities: specialitiesFor('civil', 'labour') };
    const [labour, none] = [lawyer('labour', { specialities: ['labour'], load: 5 }), lawyer('none')];
    const firstBy = (version: string): string | undefined =>
      rankLawyers([labour, none], wages, rankingWeightsOf(version)).ranked[0]?.lawyerId;
    expect(firstBy('2026-3')).toBe('labour');
    expect(firstBy('2026-2')).toBe('none');
    expect(rankLawyers([labour, none], { ...matter, criminal: false }, rankingWeightsOf('2026-3')).ranked[0]?.lawyerId).toBe('none');
  });

  it('gives way when very busy, though nearer', () => {
    const busy = lawyer('busy', { load: 20, recent: 5, openOffers: 3, lastAssignedOn: matter.onDay });
    expect(order([busy, lawyer('free', { divisions: ['540100'] })])).toEqual(['free', 'busy']);
  });
});

describe('who is passed over', () => {
  it.each([
    ['lawyer.suspended', { status: 'suspended' }],
    ['lawyer.division_not_served', { divisions: ['540200'] }],
    ['lawyer.defends_co_accused', { defendsCoAccused: true }],
    ['lawyer.conflict_of_interest', { conflictOfInterest: true }],
    ['lawyer.hearing_at_that_time', { busyAtHearing: true }],
    ['lawyer.declined_before', { declined: true }],
  ] satisfies readonly (readonly [string, Partial<RankingCandidate>])[])('is told why: %s', (code, changes) => {
    expect(skippedFor(changes)).toEqual([code]);
  });

  it('is another gender only where it is required', () => {
    const asked = (required: boolean): RankedMatter => ({ ...matter, gender: { wanted: 'female', required } });
    expect(skippedFor({ gender: 'male' }, asked(true))).toEqual(['lawyer.gender_asked_for']);
    expect(skippedFor({}, asked(true))).toEqual(['lawyer.gender_asked_for']);
    expect(skippedFor({ gender: 'female' }, asked(true))).toEqual([]);
    expect(skippedFor({ gender: 'male' }, asked(false))).toEqual([]);
  });

  it('is told every reason at once, the law’s first', () => {
    expect(skippedFor({ status: 'inactive', busyAtHearing: true })).toEqual(['lawyer.inactive', 'lawyer.hearing_at_that_time']);
  });
});

describe('the ranking', () => {
  const candidates = fc.uniqueArray(
    fc.record({
      id: fc.uuid(),
      load: fc.nat(40),
      recent: fc.nat(8),
      openOffers: fc.nat(4),
      criminalDefenceYears: fc.nat(30),
      languages: fc.constantFrom(['zh'], ['bo'], ['zh', 'bo']),
      divisions: fc.constantFrom(['540102'], ['540100'], ['540000'], ['540200']),
    }),
    { selector: ({ id }) => id, maxLength: 40 },
  );

  it('is the same in whatever order the candidates come, loses nobody, and its points add up', () => {
    fc.assert(
      fc.property(candidates, fc.nat(), (given, turn) => {
        const all = given.map(({ id, ...changes }) => lawyer(id, changes));
        const ranking = rankLawyers(all, matter, weights);
        const start = all.length === 0 ? 0 : turn % all.length;
        expect(rankLawyers([...all.slice(start), ...all.slice(0, start)].toReversed(), matter, weights)).toEqual(ranking);
        expect(ranking.ranked.length + ranking.skipped.length).toBe(all.length);
        for (const { score, reasons } of ranking.ranked) {
          expect(Number.isSafeInteger(score)).toBe(true);
          expect(score).toBe(reasons.reduce((sum, { points }) => sum + points, 0));
        }
        const scores = ranking.ranked.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      }),
    );
  });

  it('draws lots among equals by the matter: not always the same lawyer', () => {
    const equals = ['a', 'b', 'c', 'd'].map((id) => lawyer(id));
    const firsts = Array.from({ length: 40 }, (_, place) => order(equals, { ...matter, requestId: `request-${place}` })[0]);
    expect(new Set(firsts)).toEqual(new Set(['a', 'b', 'c', 'd']));
  });

  it('names only parts that are declared', () => {
    const asked: RankedMatter = { ...matter, minor: true, gender: { wanted: 'female', required: false }, specialities: ['minors'] };
    const all = lawyer('all', {
      ofPreviousStage: true,
      gender: 'female',
      load: 1,
      recent: 1,
      openOffers: 1,
      specialities: ['criminal_defence', 'minors'],
    });
    expect(rankLawyers([all], asked, rankingWeightsOf('2026-3')).ranked[0]!.reasons.map(({ part }) => part)).toEqual(RANKING_PARTS);
  });
});

describe('the specialities of a granted case', () => {
  it.each([
    ['labour', 'civil', ['labour']],
    ['maintenance', 'civil', ['marriage_family']],
    ['land_rights', 'administrative', ['land_house', 'agriculture']],
    ['other', 'civil', ['civil']],
    ['other', 'administrative', ['administrative']],
    ['defence', 'criminal_defence', []],
  ] as const)('%s in a matter of kind %s', (cause, kind, specialities) => {
    expect(specialitiesFor(kind, cause)).toEqual(specialities);
  });
});

describe('weights', () => {
  it('hold from their day, and keep their version', () => {
    const later = { ...RANKING_WEIGHTS[0]!, version: 'later', validFrom: '2027-01-01' };
    const all = [...RANKING_WEIGHTS, later];
    expect(rankingWeightsOn('2026-11-25', all).version).toBe('2026-1');
    expect(rankingWeightsOn('2026-11-26', all).version).toBe('2026-2');
    expect(rankingWeightsOn('2026-12-31', all).version).toBe('2026-3');
    expect(rankingWeightsOn('2027-01-01', all).version).toBe('later');
    expect(rankingWeightsOf('2026-1', all)).toBe(RANKING_WEIGHTS[0]);
    expect(() => rankingWeightsOf('never', all)).toThrow(RangeError);
    expect(() => rankingWeightsOn('2021-12-31')).toThrow(RangeError);
  });

  it('are whole points', () => {
    const numbers = JSON.stringify(RANKING_WEIGHTS).match(/-?\d+(\.\d+)?(?=[,}])/g) ?? [];
    expect(numbers.every((number) => Number.isInteger(Number(number)))).toBe(true);
  });
});

it('widens only outwards', () => {
  expect(widerCircle(null, 'same_division')).toBe('same_division');
  expect(widerCircle('same_division', 'region')).toBe('region');
  expect(widerCircle('region', 'same_prefecture')).toBeNull();
  expect(widerCircle('region', 'region')).toBeNull();
});
