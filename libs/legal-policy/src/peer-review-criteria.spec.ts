import { PEER_REVIEW_CRITERIA, peerReviewCriteriaOf, peerReviewCriteriaOn } from './peer-review-criteria.js';

it.each(PEER_REVIEW_CRITERIA)('sums to a hundred points and grades every score by $version', ({ criteria, grades, source }) => {
  expect(criteria.reduce((sum, { most }) => sum + most, 0)).toBe(100);
  expect(new Set(criteria.map(({ code }) => code)).size).toBe(criteria.length);
  expect(grades.map(({ from }) => from)).toEqual(grades.map(({ from }) => from).toSorted((a, b) => b - a));
  expect(grades.at(-1)!.from).toBe(0);
  expect(source).not.toBe('');
});

it('finds the version that holds on a day, and the one a review was opened with', () => {
  expect(peerReviewCriteriaOn('2026-12-01', 'criminal').version).toBe('criminal-2022.1');
  expect(peerReviewCriteriaOn('2022-01-01', 'civil').version).toBe('civil-2022.1');
  expect(() => peerReviewCriteriaOn('2021-12-31', 'criminal')).toThrow(RangeError);
  expect(() => peerReviewCriteriaOn('2021-12-31', 'civil')).toThrow(RangeError);
  expect(peerReviewCriteriaOf('criminal-2022.1').criteria).toHaveLength(5);
  expect(() => peerReviewCriteriaOf('none')).toThrow(RangeError);
});
