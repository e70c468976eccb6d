import { specOf } from '@xiezhi/eventsourcing/testing';
import { lawyerSearch, type LawyerSearchCommand, type LawyerSearchState } from './lawyer-search.js';
import { currentOffer, declinedBy, nextOf, type Running } from './state.js';
import { after, answer, AT, begin, candidate, DUE_AT, LATER, lawyerId, OVER, runningOffer } from './testing.js';

const spec = specOf(lawyerSearch);
const like = (type: string, data: object = {}) => expect.objectContaining({ type, data: expect.objectContaining(data) });
const answering = { at: LATER, dueAt: DUE_AT, answer };
const both = [candidate(1), candidate(2)];
const first = runningOffer(after(begin(both)));
const decline = (offer = first): LawyerSearchCommand => ({ type: 'DeclineOffer', data: { ...answering, ...offer, reason: 'workload' } });
const accept: LawyerSearchCommand = { type: 'AcceptOffer', data: { at: LATER, ...first } };
const offerTo = (number: number): LawyerSearchCommand => ({ type: 'OfferTo', data: { ...answering, lawyerId: lawyerId(number) } });
const expire: LawyerSearchCommand = { type: 'ExpireOffer', data: { ...answering, at: OVER, offerId: first.offerId } };
const passOver: LawyerSearchCommand = { type: 'PassOver', data: { ...answering, offerId: first.offerId, code: 'lawyer.suspended' } };
const end = (of: string | null): LawyerSearchCommand => ({ type: 'EndSearch', data: { at: LATER, lawyerId: of } });
const callOff: LawyerSearchCommand = { type: 'CallOff', data: { at: LATER } };
const offersAfter = (...commands: readonly LawyerSearchCommand[]) => (spec.given(...after(...commands)).state() as Running).offers;
const made = { round: 1, circle: 'same_division', madeAt: AT, until: '2026-11-23T06:00:00.000Z' };

describe('what is known of an offer (邀约)', () => {
  it('is its course, from being made to its answer', () => {
    expect(offersAfter(begin(both))).toEqual([{ ...first, ...made, status: 'open' }]);
    expect(offersAfter(begin(both), accept)).toEqual([{ ...first, ...made, status: 'accepted', answeredAt: LATER }]);
    const next = expect.objectContaining({ lawyerId: lawyerId(2), status: 'open' });
    expect(offersAfter(begin(both), decline())).toEqual([
      { ...first, ...made, status: 'declined', answeredAt: LATER, reason: 'workload' },
      next,
    ]);
    expect(offersAfter(begin(both), expire)).toEqual([{ ...first, ...made, status: 'expired', answeredAt: OVER }, next]);
    expect(offersAfter(begin(both), offerTo(2))).toEqual([
      { ...first, ...made, status: 'withdrawn', answeredAt: LATER, reason: 'another_chosen' },
      next,
    ]);
    expect(offersAfter(begin(both), accept, passOver)).toEqual([
      { ...first, ...made, status: 'withdrawn', answeredAt: LATER, reason: 'assignment_refused', code: 'lawyer.suspended' },
      next,
    ]);
  });

  it('has an id of its own for every offer of the request', () => {
    const ids = offersAfter(begin(both), decline(), end(null), begin(both)).map(({ offerId }) => offerId);
    expect(new Set(ids).size).toBe(3);
  });
});

describe('who waits for an answer', () => {
  const current = (...commands: readonly LawyerSearchCommand[]) =>
    currentOffer(spec.given(...after(...commands)).state() as Running)?.lawyerId;

  it('is the lawyer asked last, also once the offer is accepted, and nobody after the end', () => {
    expect(current(begin(both))).toBe(lawyerId(1));
    expect(current(begin(both), accept)).toBe(lawyerId(1));
    expect(current(begin(both), decline())).toBe(lawyerId(2));
    expect(current(begin(both), callOff)).toBeUndefined();
  });
});

describe('who said no', () => {
  const saidNo = (...commands: readonly LawyerSearchCommand[]) => [...declinedBy(spec.given(...after(...commands)).state())];

  it('is who declined or let the time pass, in whatever round', () => {
    expect(saidNo(begin(both))).toEqual([]);
    expect(saidNo(begin(both), decline())).toEqual([lawyerId(1)]);
    expect(saidNo(begin(both), expire)).toEqual([lawyerId(1)]);
    expect(saidNo(begin(both), decline(), end(null), begin([candidate(2)]))).toEqual([lawyerId(1)]);
    expect([...declinedBy({ status: 'none' })]).toEqual([]);
  });

  it('is not who was passed by, was refused, or accepted', () => {
    expect(saidNo(begin(both), offerTo(2))).toEqual([]);
    expect(saidNo(begin(both), accept, passOver)).toEqual([]);
    expect(saidNo(begin(both), accept)).toEqual([]);
  });
});

describe('who is next', () => {
  const next = (...commands: readonly LawyerSearchCommand[]) => nextOf(spec.given(...after(...commands)).state() as Running)?.lawyerId;

  it('is the best of this round who was not asked, or was only passed by', () => {
    expect(next(begin(both))).toBe(lawyerId(2));
    expect(next(begin(both), decline())).toBeUndefined();
    expect(next(begin(both), offerTo(2))).toBe(lawyerId(1));
    expect(next(begin(both), accept, passOver)).toBeUndefined();
    expect(next(begin(both), decline(), end(null), begin([candidate(3)], { first: lawyerId(3) }))).toBeUndefined();
  });

  it('may be somebody who said no in an earlier round, where the officer ranks them again', () => {
    spec
      .given(...after(begin(both), decline(), end(null), begin([candidate(2), candidate(1)], { first: lawyerId(2) })))
      .when(offerTo(1))
      .thenLike(like('OfferWithdrawn', { lawyerId: lawyerId(2) }), like('OfferMade', { lawyerId: lawyerId(1), round: 2 }));
  });
});

describe('choosing the first by hand (指定首邀)', () => {
  it('keeps the chosen among the ranked, in the place of the last, however many are better', () => {
    const many = Array.from({ length: 60 }, (_, place) => candidate(1, { id: `0192f3c4-5a6b-7c7d-9e0f-${String(1_000 + place)}00000000` }));
    const worst = candidate(9, { load: 50, recent: 50 });
    const [begun, , offer] = after(begin([...many, worst], { first: worst.id }));
    if (begun?.type !== 'SearchBegun') throw new Error('the search did not begin');
    expect(begun.data.ranked).toHaveLength(50);
    expect(begun.data.ranked.at(-1)).toMatchObject({ lawyerId: worst.id });
    expect(begun.data.rankedMore).toBe(11);
    expect(offer).toEqual(like('OfferMade', { lawyerId: worst.id }));
  });

  it('names the field when the chosen may not be asked', () => {
    spec
      .given()
      .when(begin(both, { first: lawyerId(3) }))
      .thenRejected('lawyer_search.not_a_candidate', 'lawyerId');
  });

  it('asks nobody twice within a circle, and widens only outwards', () => {
    const far = candidate(2, { divisions: ['540000'] });
    spec
      .given(...after(begin([candidate(1), far], { first: far.id })))
      .when({ type: 'OfferTo', data: { ...answering, lawyerId: lawyerId(1) } })
      .thenLike(like('OfferWithdrawn'), like('OfferMade', { lawyerId: lawyerId(1), circle: 'same_division' }));
  });
});

describe('the end of a search', () => {
  const accepted = after(begin(both), accept);

  it('takes an acceptance back when another got the case or the request is closed', () => {
    spec
      .given(...accepted)
      .when(end(lawyerId(2)))
      .then(
        like('OfferWithdrawn', { ...first, reason: 'assigned_by_hand' }) as never,
        like('SearchEnded', { outcome: 'called_off', calledOffFor: 'assigned_by_hand', offers: 1 }) as never,
      );
    spec
      .given(...accepted)
      .when(end(null))
      .thenLike(like('OfferWithdrawn', { reason: 'request_closed' }), like('SearchEnded', { calledOffFor: 'request_closed' }));
  });

  it('is not an acceptance where the asked lawyer was assigned by hand', () => {
    spec
      .given(...after(begin(both)))
      .when(end(lawyerId(1)))
      .thenLike(like('OfferWithdrawn', { reason: 'assigned_by_hand' }), like('SearchEnded', { outcome: 'called_off' }));
  });

  it('counts the offers of its round alone', () => {
    spec
      .given(...after(begin(both), decline(), end(null), begin([candidate(3)])))
      .when(end(null))
      .thenLike(like('OfferWithdrawn'), like('SearchEnded', { offers: 1 }));
  });

  it('is kept with when and why, and nothing follows it', () => {
    const over = after(begin(both), callOff);
    const state: LawyerSearchState = spec.given(...over).state();
    expect(state).toMatchObject({ status: 'ended', endedAt: LATER, outcome: 'called_off', calledOffFor: 'institution', round: 1 });
    for (const command of [expire, passOver])
      spec
        .given(...over)
        .when(command)
        .then();
    spec
      .given(...over)
      .when(offerTo(2))
      .thenRejected('lawyer_search.not_running');
    spec
      .given(...over)
      .when(accept)
      .thenRejected('lawyer_search.offer.not_open');
    const exhausted = spec.given(...after(begin([]))).state();
    expect(exhausted).toMatchObject({ status: 'ended', outcome: 'exhausted' });
    expect(exhausted).not.toHaveProperty('calledOffFor');
    for (const command of [expire, passOver]) spec.given().when(command).then();
  });

  it.each(['defence_request.wrong_state', 'defence_request.not_found', 'defence_request.not_open'])(
    'comes when the request itself can take nobody: %s',
    (code) => {
      spec
        .given(...accepted)
        .when({ type: 'PassOver', data: { ...answering, offerId: first.offerId, code } })
        .thenLike(like('OfferWithdrawn', { code }), like('SearchEnded', { calledOffFor: 'request_closed' }));
    },
  );
});
