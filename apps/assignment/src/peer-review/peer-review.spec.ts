import { specOf } from '@xiezhi/eventsourcing/testing';
import { peerReview, type PeerReviewCommand, type PeerReviewEvent } from './peer-review.js';

const spec = specOf(peerReview);
const parties = { institution: 'institution-540100', division: '540100' };
const REQUEST = '0192f3c4-5a6b-8c7d-9e0f-112233445566';
const AT = '2027-02-20T02:00:00.000Z';
const of = { parties, requestId: REQUEST };
const [A, B, C] = ['a', 'b', 'c'].map((end) => `0192f3c4-5a6b-7c7d-8e0f-00000000000${end}`) as [string, string, string];
const HAD = '0192f3c4-5a6b-7c7d-8e0f-0000000000ff';
const side = { lawyers: [HAD], firms: ['firm-1'] };
const reviewer = (lawyerId: string, changes: object = {}) => ({ lawyerId, active: true, firm: 'firm-2', conflicted: false, ...changes });
const opening = { ...of, number: '拉萨援评字〔2027〕第1号', criteria: 'criminal-2022.1', bound: 15 } as const;
const open = (reviewers = [reviewer(A), reviewer(B)]): PeerReviewCommand => ({
  type: 'OpenReview',
  data: { at: AT, ...opening, reviewers, side },
});
const opened: PeerReviewEvent = { type: 'ReviewOpened', data: { ...opening, reviewers: [A, B], openedAt: AT } };
const points = (opinion: number) => ({ meeting: 18, file_reading: 18, opinion, hearing: 18, closing_file: 10 });
const score = (reviewerId: string, opinion = 20, changes: object = {}): PeerReviewCommand => ({
  type: 'ScoreCase',
  data: { at: AT, reviewerId, scores: { ...points(opinion), ...changes } },
});
const scored = (reviewerId: string, opinion = 20): PeerReviewEvent => ({
  type: 'CaseScored',
  data: { ...of, reviewerId, scores: points(opinion), score: 64 + opinion, scoredAt: AT },
});
const reviewed = (result: number, grade: 'good' | 'qualified', count = 2): PeerReviewEvent => ({
  type: 'CaseReviewed',
  data: { ...of, criteria: 'criminal-2022.1', reviewed: count, score: result, grade, concludedAt: AT },
});
const needed: PeerReviewEvent = { type: 'ThirdReviewNeeded', data: { ...of, difference: 20, bound: 15, neededAt: AT } };
const add = (lawyerId: string, changes: object = {}): PeerReviewCommand => ({
  type: 'AddReviewer',
  data: { at: AT, reviewer: reviewer(lawyerId, changes), side },
});
const added = (reviewerId: string): PeerReviewEvent => ({ type: 'ReviewerAdded', data: { ...of, reviewerId, addedAt: AT } });
const recuse = (reviewerId: string): PeerReviewCommand => ({ type: 'RecuseReviewer', data: { at: AT, reviewerId } });
const recused = (reviewerId: string): PeerReviewEvent => ({ type: 'ReviewerRecused', data: { ...of, reviewerId, recusedAt: AT } });

describe('a peer review (同行评估)', () => {
  it('is opened once, with two reviewers who have nothing to do with the case', () => {
    spec.given().when(open()).then(opened);
    spec.given(opened).when(open()).thenRejected('peer_review.exists');
    spec
      .given()
      .when(open([reviewer(A), reviewer(A)]))
      .thenRejected('peer_review.reviewers.invalid');
    spec
      .given()
      .when(open([reviewer(A)]))
      .thenRejected('peer_review.reviewers.invalid');
    spec
      .given()
      .when(open([reviewer(A), reviewer(HAD)]))
      .thenRejected('peer_review.reviewer_had_the_case');
    spec
      .given()
      .when(open([reviewer(A, { firm: 'firm-1' }), reviewer(B)]))
      .thenRejected('peer_review.reviewer_of_same_firm');
    spec
      .given()
      .when(open([reviewer(A), reviewer(B, { conflicted: true })]))
      .thenRejected('peer_review.reviewer_conflicted');
    spec
      .given()
      .when(open([reviewer(A), reviewer(B, { active: false })]))
      .thenRejected('peer_review.reviewer_not_active');
  });

  it('of a granted case says so when it opens, and with its result', () => {
    const granted = { ...of, matter: 'aid-case' } as const;
    const civilOpening = { ...opening, matter: 'aid-case', criteria: 'civil-2022.1' } as const;
    const begun: PeerReviewEvent = { type: 'ReviewOpened', data: { ...civilOpening, reviewers: [A, B], openedAt: AT } };
    const civil = { meeting: 18, evidence: 18, agency: 20, proceedings: 18, closing_file: 10 };
    const scoring = (reviewerId: string): PeerReviewCommand => ({ type: 'ScoreCase', data: { at: AT, reviewerId, scores: civil } });
    const given = (reviewerId: string): PeerReviewEvent => ({
      type: 'CaseScored',
      data: { ...of, reviewerId, scores: civil, score: 84, scoredAt: AT },
    });
    const data = { at: AT, ...civilOpening, reviewers: [reviewer(A), reviewer(B)], side };
    spec.given().when({ type: 'OpenReview', data }).then(begun);
    spec
      .given(begun, given(A))
      .when(scoring(B))
      .then(given(B), {
        type: 'CaseReviewed',
        data: { ...granted, criteria: 'civil-2022.1', reviewed: 2, score: 84, grade: 'good', concludedAt: AT },
      });
    // The table of criminal cases is none of theirs.
    spec.given(begun).when(score(A)).thenRejected('peer_review.scores.invalid');
  });

  it('ends with the mean of two who agree', () => {
    spec.given(opened).when(score(A)).then(scored(A));
    spec.given(opened, scored(A)).when(score(B, 13)).then(scored(B, 13), reviewed(80.5, 'good'));
    spec.given(opened, scored(A)).when(score(B, 5)).then(scored(B, 5), reviewed(76.5, 'good'));
  });

  it('asks a third where they differ by more than the bound, and takes the one in the middle', () => {
    spec.given(opened, scored(A, 25)).when(score(B, 5)).then(scored(B, 5), needed);
    const apart = [opened, scored(A, 25), scored(B, 5), needed];
    spec
      .given(...apart)
      .when(add(C))
      .then(added(C));
    spec
      .given(...apart, added(C))
      .when(score(C, 6))
      .then(scored(C, 6), reviewed(70, 'qualified', 3));
    spec
      .given(...apart)
      .when(score(C, 6))
      .thenRejected('peer_review.not_a_reviewer.forbidden');
  });

  it('takes every criterion within its points, once of each reviewer', () => {
    spec.given(opened).when(score(A, 26)).thenRejected('peer_review.scores.invalid');
    spec.given(opened).when(score(A, 2.5)).thenRejected('peer_review.scores.invalid');
    spec
      .given(opened)
      .when(score(A, 20, { charm: 5 }))
      .thenRejected('peer_review.scores.invalid', 'scores.charm');
    spec.given(opened, scored(A)).when(score(A, 10)).thenRejected('peer_review.scored');
    spec.given(opened).when(score(C)).thenRejected('peer_review.not_a_reviewer.forbidden');
    spec.given().when(score(A)).thenRejected('peer_review.not_found');
    spec.given(opened, scored(A), scored(B), reviewed(84, 'good')).when(score(A)).thenRejected('peer_review.concluded');
  });

  it('finds another in the place of who steps aside, who does not come back', () => {
    spec.given(opened).when(recuse(A)).then(recused(A));
    spec.given(opened, recused(A)).when(recuse(A)).then();
    spec.given(opened, recused(A)).when(add(C)).then(added(C));
    spec.given(opened, recused(A), added(C)).when(add(C)).then();
    spec.given(opened, recused(A)).when(add(A)).thenRejected('peer_review.reviewer_recused');
    spec.given(opened).when(add(C)).thenRejected('peer_review.no_place');
    spec.given(opened, recused(A)).when(add(HAD)).thenRejected('peer_review.reviewer_had_the_case');
    spec.given(opened, scored(A)).when(recuse(A)).thenRejected('peer_review.scored');
    spec.given(opened).when(recuse(C)).thenRejected('peer_review.not_a_reviewer.forbidden');
    spec.given().when(recuse(A)).thenRejected('peer_review.not_found');
    spec.given().when(add(C)).thenRejected('peer_review.not_found');
  });
});
