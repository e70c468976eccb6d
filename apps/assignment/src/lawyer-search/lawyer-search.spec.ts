import { specOf } from '@xiezhi/eventsourcing/testing';
import { rankingWeightsOf, rankLawyers } from '@xiezhi/legal-policy';
import { parties } from '../defence-request/testing.js';
import { lawyerSearch, MAX_RANKED, MAX_SKIPPED, type LawyerSearchCommand } from './lawyer-search.js';
import { after, answer, AT, begin, candidate, DUE_AT, LATER, lawyerId, OVER, personId, runningOffer } from './testing.js';

const spec = specOf(lawyerSearch);
const like = (type: string, data: object = {}) => expect.objectContaining({ type, data: expect.objectContaining(data) });
const answering = { at: LATER, dueAt: DUE_AT, answer };

const two = after(begin([candidate(1), candidate(2)]));
const first = runningOffer(two);
const accept = (offer = first, at = LATER): LawyerSearchCommand => ({ type: 'AcceptOffer', data: { at, ...offer } });
const decline = (offer = first, more: { text?: string; at?: string } = {}): LawyerSearchCommand => ({
  type: 'DeclineOffer',
  data: { ...answering, ...offer, reason: 'workload', ...more },
});
const accepted = after(begin([candidate(1), candidate(2)]), accept());
const exhausted = after(begin([candidate(1, { status: 'suspended' })]));

describe('beginning a search (寻找律师)', () => {
  it('ranks the candidates, keeps why, and asks the best within the circle', () => {
    spec
      .given()
      .when(begin([candidate(2), candidate(3, { status: 'suspended' }), candidate(1)]))
      .thenLike(
        like('SearchBegun', {
          round: 1,
          weights: '2026-1',
          considered: 3,
          rankedMore: 0,
          ranked: [expect.objectContaining({ lawyerId: lawyerId(1) }), expect.objectContaining({ lawyerId: lawyerId(2) })],
          skipped: [{ lawyerId: lawyerId(3), circle: 'same_division', codes: ['lawyer.suspended'] }],
        }),
        like('SearchWidened', { circle: 'same_division' }),
        like('OfferMade', { lawyerId: lawyerId(1), madeAt: AT, until: '2026-11-23T06:00:00.000Z' }),
      );
  });

  it('asks whom the officer chose, of those who may', () => {
    spec
      .given()
      .when(begin([candidate(1), candidate(2)], { first: lawyerId(2) }))
      .thenLike(like('SearchBegun'), like('SearchWidened'), like('OfferMade', { lawyerId: lawyerId(2) }));
    spec
      .given()
      .when(begin([candidate(1), candidate(2, { busyAtHearing: true })], { first: lawyerId(2) }))
      .thenRejected('lawyer_search.not_a_candidate');
  });

  it('ends at once when nobody may be asked', () => {
    spec
      .given()
      .when(begin([candidate(1, { declined: true })]))
      .thenLike(like('SearchBegun', { ranked: [] }), like('SearchEnded', { outcome: 'exhausted', offers: 0 }));
  });

  it('keeps no more than it needs to compute the same ranking again', () => {
    const ids = (count: number, from: number) =>
      Array.from({ length: count }, (_, place) => `0192f3c4-5a6b-7c7d-9e0f-${String(from + place).padStart(12, '0')}`);
    const able = ids(60, 1_000).map((id) => candidate(1, { id }));
    const barred = ids(120, 2_000).map((id) => candidate(1, { id, status: 'inactive' }));
    const [begun] = after(begin([...able, ...barred]));
    if (begun?.type !== 'SearchBegun') throw new Error('the search did not begin');
    const { inputs, ranked, rankedMore, skipped, skippedMore, considered, weights, matter } = begun.data;
    expect([ranked.length, rankedMore, skipped.length, skippedMore, considered]).toEqual([MAX_RANKED, 10, MAX_SKIPPED, 20, 180]);
    expect(inputs).toHaveLength(MAX_RANKED + MAX_SKIPPED);
    const again = rankLawyers(inputs, matter, rankingWeightsOf(weights));
    expect(again.ranked).toEqual(ranked);
    expect(again.skipped.map(({ lawyerId: id }) => id)).toEqual(skipped.map(({ lawyerId: id }) => id));
  });

  it('is refused while one runs, and goes into another round after its end', () => {
    spec
      .given(...two)
      .when(begin([candidate(1)]))
      .thenRejected('lawyer_search.running');
    spec
      .given(...exhausted)
      .when(begin([candidate(2)]))
      .thenLike(like('SearchBegun', { round: 2 }), like('SearchWidened'), like('OfferMade', { lawyerId: lawyerId(2), round: 2 }));
  });

  it('is refused after too many rounds', () => {
    const rounds = Array.from({ length: 20 }, () => begin([]));
    spec
      .given(...after(...rounds))
      .when(begin([candidate(1)]))
      .thenRejected('lawyer_search.too_often');
  });
});

describe('accepting an offer (接受)', () => {
  it('is recorded; the assignment follows', () => {
    spec
      .given(...two)
      .when(accept())
      .then({ type: 'OfferAccepted', data: { parties, ...first, acceptedAt: LATER } });
  });

  it('says whom it replaces, and why, where the search is for a replacement', () => {
    spec
      .given(...after(begin([candidate(1)], { replacing: 'language' })))
      .when(accept())
      .then({ type: 'OfferAccepted', data: { parties, ...first, acceptedAt: LATER, replacing: 'language' } });
  });

  it('stays quiet when already accepted', () => {
    spec
      .given(...accepted)
      .when(accept())
      .then();
  });

  it('does not exist for another lawyer', () => {
    spec
      .given(...two)
      .when(accept({ ...first, lawyerId: lawyerId(2) }))
      .thenRejected('lawyer_search.offer.not_found');
    spec.given().when(accept()).thenRejected('lawyer_search.offer.not_found');
  });

  it('is too late once the time is over, to the instant', () => {
    spec
      .given(...two)
      .when(accept(first, '2026-11-23T05:59:59.999Z'))
      .thenLike(like('OfferAccepted'));
    spec
      .given(...two)
      .when(accept(first, '2026-11-23T06:00:00.000Z'))
      .thenRejected('lawyer_search.offer.over');
  });

  it('is refused when the offer was declined or taken back', () => {
    spec
      .given(...after(begin([candidate(1), candidate(2)]), decline()))
      .when(accept())
      .thenRejected('lawyer_search.offer.not_open');
    spec
      .given(...two, ...[])
      .when({ type: 'EndSearch', data: { at: LATER, lawyerId: null } })
      .thenLike(like('OfferWithdrawn'), like('SearchEnded'));
  });
});

describe('declining an offer (谢绝)', () => {
  it('asks the next, and keeps the reason for the case', () => {
    spec
      .given(...two)
      .when(decline(first, { text: '与被害人相识' }))
      .thenLike(
        like('OfferDeclined', { ...first, reason: 'workload', caseGroup: 'case-group', personId, text: '与被害人相识' }),
        like('OfferMade', { lawyerId: lawyerId(2), madeAt: LATER }),
      );
  });

  it('ends the search when nobody is left', () => {
    spec
      .given(...after(begin([candidate(1)])))
      .when(decline(runningOffer(after(begin([candidate(1)])))))
      .thenLike(like('OfferDeclined'), like('SearchEnded', { outcome: 'exhausted', offers: 1 }));
  });

  it('widens the search when the next is further away', () => {
    spec
      .given(...after(begin([candidate(1), candidate(2, { divisions: ['540000'] })])))
      .when(decline())
      .thenLike(like('OfferDeclined'), like('SearchWidened', { circle: 'region' }), like('OfferMade', { circle: 'region' }));
  });

  it('stays quiet when already declined, and is refused to others and after the time', () => {
    spec
      .given(...after(begin([candidate(1), candidate(2)]), decline()))
      .when(decline())
      .then();
    spec
      .given(...two)
      .when(decline({ ...first, lawyerId: lawyerId(2) }))
      .thenRejected('lawyer_search.offer.not_found');
    spec
      .given(...two)
      .when(decline(first, { at: OVER }))
      .thenRejected('lawyer_search.offer.over');
    spec
      .given(...accepted)
      .when(decline())
      .thenRejected('lawyer_search.offer.not_open');
  });
});

describe('an offer that runs out (到期)', () => {
  const expire = (at: string, offerId = first.offerId): LawyerSearchCommand => ({
    type: 'ExpireOffer',
    data: { at, dueAt: DUE_AT, answer, offerId },
  });

  it('goes to the next', () => {
    spec
      .given(...two)
      .when(expire(OVER))
      .thenLike(like('OfferExpired', { ...first, expiredAt: OVER }), like('OfferMade', { lawyerId: lawyerId(2) }));
  });

  it('is none before its time, of another offer, or once answered', () => {
    spec
      .given(...two)
      .when(expire(LATER))
      .then();
    spec
      .given(...two)
      .when(expire(OVER, 'another'))
      .then();
    spec
      .given(...accepted)
      .when(expire(OVER))
      .then();
    spec.given().when(expire(OVER)).then();
  });
});

describe('choosing another (改邀他人)', () => {
  const offerTo = (number: number): LawyerSearchCommand => ({ type: 'OfferTo', data: { ...answering, lawyerId: lawyerId(number) } });

  it('takes the running offer back; who was passed by may be asked again', () => {
    spec
      .given(...two)
      .when(offerTo(2))
      .thenLike(like('OfferWithdrawn', { ...first, reason: 'another_chosen' }), like('OfferMade', { lawyerId: lawyerId(2) }));
    const passedBy = after(begin([candidate(1), candidate(2)]), offerTo(2));
    spec
      .given(...passedBy)
      .when(decline(runningOffer(passedBy)))
      .thenLike(like('OfferDeclined'), like('OfferMade', { lawyerId: lawyerId(1) }));
  });

  it('stays quiet for the one who is asked, and is refused for who said no or is none of the ranked', () => {
    spec
      .given(...two)
      .when(offerTo(1))
      .then();
    spec
      .given(...after(begin([candidate(1), candidate(2)]), decline()))
      .when(offerTo(1))
      .thenRejected('lawyer_search.not_a_candidate');
    spec
      .given(...two)
      .when(offerTo(3))
      .thenRejected('lawyer_search.not_a_candidate');
    spec
      .given(...accepted)
      .when(offerTo(2))
      .thenRejected('lawyer_search.accepted');
    spec
      .given(...exhausted)
      .when(offerTo(2))
      .thenRejected('lawyer_search.not_running');
  });
});

describe('an acceptance that cannot be assigned (指派被拒)', () => {
  const passOver = (code: string, offerId = first.offerId): LawyerSearchCommand => ({
    type: 'PassOver',
    data: { ...answering, offerId, code },
  });

  it('goes to the next and says why', () => {
    spec
      .given(...accepted)
      .when(passOver('defence_request.lawyer_may_not'))
      .thenLike(
        like('OfferWithdrawn', { ...first, reason: 'assignment_refused', code: 'defence_request.lawyer_may_not' }),
        like('OfferMade', { lawyerId: lawyerId(2) }),
      );
  });

  it.each([
    ['defence_request.already_assigned', 'assigned_by_hand'],
    ['defence_request.not_open', 'request_closed'],
    ['aid_case.already_assigned', 'assigned_by_hand'],
    ['aid_case.wrong_state', 'request_closed'],
  ])('ends the search when the matter itself is done: %s', (code, calledOffFor) => {
    spec
      .given(...accepted)
      .when(passOver(code))
      .thenLike(like('OfferWithdrawn'), like('SearchEnded', { outcome: 'called_off', calledOffFor }));
  });

  it('says nothing of another offer, or when none was accepted', () => {
    spec
      .given(...accepted)
      .when(passOver('x', 'another'))
      .then();
    spec
      .given(...two)
      .when(passOver('x'))
      .then();
  });
});

describe('the end (结束)', () => {
  const end = (of: string | null): LawyerSearchCommand => ({ type: 'EndSearch', data: { at: LATER, lawyerId: of } });
  const callOff: LawyerSearchCommand = { type: 'CallOff', data: { at: LATER } };

  it('is the assignment of who accepted', () => {
    spec
      .given(...accepted)
      .when(end(first.lawyerId))
      .then({ type: 'SearchEnded', data: { parties, endedAt: LATER, outcome: 'accepted', offers: 1 } });
  });

  it.each([
    ['assigned_by_hand', lawyerId(2)],
    ['request_closed', null],
  ])('is also what happens to the request: %s', (calledOffFor, of) => {
    spec
      .given(...two)
      .when(end(of))
      .thenLike(like('OfferWithdrawn', { reason: calledOffFor }), like('SearchEnded', { outcome: 'called_off', calledOffFor }));
  });

  it('is the institution’s to call, but not of an acceptance', () => {
    spec
      .given(...two)
      .when(callOff)
      .thenLike(like('OfferWithdrawn', { reason: 'institution' }), like('SearchEnded', { calledOffFor: 'institution' }));
    spec
      .given(...accepted)
      .when(callOff)
      .thenRejected('lawyer_search.accepted');
    spec.given().when(callOff).thenRejected('lawyer_search.not_running');
  });

  it('comes once', () => {
    const over = after(begin([candidate(1)]), callOff);
    spec
      .given(...over)
      .when(callOff)
      .then();
    spec
      .given(...over)
      .when(end(null))
      .then();
    spec.given().when(end(null)).then();
  });
});
