import type { ChangeReason } from '@xiezhi/contracts';
import { streamOf, type RecordedEvent } from '@xiezhi/eventsourcing';
import { commandRefused, recorded, specOfWorkflow, timerFired } from '@xiezhi/eventsourcing/testing';
import { aidCase, type AidCaseEvent } from '../aid-case/aid-case.js';
import { atWork, conclude, course, LAWYER_ID as CASE_LAWYER, terminate } from '../aid-case/testing.js';
import { defenceRequest, type Clock, type DefenceRequestEvent } from '../defence-request/defence-request.js';
import { assigned, parties } from '../defence-request/testing.js';
import { lawyerSearch, type LawyerSearchEvent } from '../lawyer-search/lawyer-search.js';
import { after, begin, candidate, LATER, REQUEST_ID, runningOffer } from '../lawyer-search/testing.js';
import { offerAnswers } from './offer-answers.js';

const spec = specOfWorkflow(offerAnswers);
const searched = (...events: readonly LawyerSearchEvent[]): RecordedEvent[] => recorded(streamOf(lawyerSearch, REQUEST_ID), events);
const onRequest = (event: DefenceRequestEvent): RecordedEvent => recorded(streamOf(defenceRequest, REQUEST_ID), [event], 3)[0]!;

const begun = after(begin([candidate(1), candidate(2)]));
const offer = runningOffer(begun);
const UNTIL = '2026-11-23T06:00:00.000Z';
const accepted: LawyerSearchEvent = { type: 'OfferAccepted', data: { parties, ...offer, acceptedAt: LATER } };
const withdrawn: DefenceRequestEvent = {
  type: 'NotificationWithdrawn',
  data: { parties, personId: 'p', withdrawnAt: LATER, reason: '重复' },
};
const assign = { to: 'defence-request', id: REQUEST_ID, type: 'AssignLawyer', data: { lawyerId: offer.lawyerId }, division: '540100' };

describe('an offer', () => {
  it('runs out at its time', () => {
    const [search, widened, made] = searched(...begun);
    spec.given(search!, widened!).when(made!).thenTimers({ offer: UNTIL }).thenSends();
    spec
      .given(...searched(...begun))
      .when(timerFired('offer', UNTIL))
      .thenSends({ to: 'lawyer-search', id: REQUEST_ID, type: 'ExpireOffer', data: { offerId: offer.offerId } });
  });

  it('that is accepted leads to the assignment', () => {
    const events = searched(...begun, accepted);
    spec
      .given(...events.slice(0, -1))
      .when(events.at(-1)!)
      .thenSends(assign)
      .thenTimers({});
  });

  it('that is accepted for a replacement leads to the change of lawyer, whose end is the search’s', () => {
    const [search, ...more] = searched(...after(begin([candidate(1), candidate(2)], { replacing: 'language' })), {
      ...accepted,
      data: { ...accepted.data, replacing: 'language' },
    } as LawyerSearchEvent);
    const replace = { ...assign, type: 'ReplaceLawyer', data: { lawyerId: offer.lawyerId, reasonCode: 'language' } };
    spec
      .given(search!, ...more.slice(0, -1))
      .when(more.at(-1)!)
      .thenSends(replace);
    spec
      .given(search!, ...more)
      .when(commandRefused(replace, 'defence_request.wrong_state'))
      .thenSends({ type: 'PassOver', data: { offerId: offer.offerId, code: 'defence_request.wrong_state' } });
    const { clock, letterNumber } = assigned.data as { clock: Clock; letterNumber: string };
    const replaced: DefenceRequestEvent = {
      type: 'LawyerReplaced',
      data: {
        ...{ parties, replacedAt: LATER, lawyerId: offer.lawyerId, previousLawyerId: 'before', letterNumber, clock },
        reasonCode: 'language',
      },
    };
    spec
      .given(search!, ...more)
      .when(onRequest(replaced))
      .thenSends({ type: 'EndSearch', data: { lawyerId: offer.lawyerId } });
  });

  it('whose acceptance is refused by the request goes on with why', () => {
    spec
      .given(...searched(...begun, accepted))
      .when(commandRefused(assign, 'defence_request.lawyer_may_not'))
      .thenSends({ type: 'PassOver', data: { offerId: offer.offerId, code: 'defence_request.lawyer_may_not' } });
  });

  it('is over when it is declined, and the next sets its own time', () => {
    const declined: LawyerSearchEvent = {
      type: 'OfferDeclined',
      data: { parties, ...offer, caseGroup: 'g', declinedAt: LATER, reason: 'workload', personId: 'p' },
    };
    const next: LawyerSearchEvent = {
      ...begun.at(-1)!,
      data: { ...begun.at(-1)!.data, offerId: 'next', until: '2026-11-23T07:00:00.000Z' },
    } as never;
    const events = searched(...begun, declined, next);
    spec
      .given(...events.slice(0, -2))
      .when(events.at(-2)!)
      .thenTimers({});
    spec
      .given(...events.slice(0, -1))
      .when(events.at(-1)!)
      .thenTimers({ offer: '2026-11-23T07:00:00.000Z' });
  });
});

it('hears nothing of what other services tell', () => {
  expect(offerAnswers.keyOf({ source: '/xiezhi/directory', type: 'directory.lawyer-recorded.v1' } as never)).toBeNull();
});

describe('a search for a granted case', () => {
  const ofCase = { parties: { institution: parties.institution, division: parties.division } };
  const searching = after(begin([candidate(1), candidate(2)], ofCase));
  const accepts = (replacing?: ChangeReason): LawyerSearchEvent => ({
    type: 'OfferAccepted',
    data: { ...ofCase, ...offer, acceptedAt: LATER, ...(replacing !== undefined && { replacing }) },
  });
  const appoint = { to: 'aid-case', id: REQUEST_ID, type: 'AssignPersonnel', data: { lawyerId: offer.lawyerId }, division: '540100' };
  const onCase = (type: AidCaseEvent['type']): RecordedEvent =>
    recorded(
      streamOf(aidCase, REQUEST_ID),
      [[conclude, terminate].flatMap((end) => course(...atWork(), end)).find((event) => event.type === type)!],
      3,
    )[0]!;

  it('that somebody accepts assigns by the rules of the case, also in another’s place', () => {
    const events = searched(...searching);
    const [acceptance] = recorded(streamOf(lawyerSearch, REQUEST_ID), [accepts()], 3);
    const [replacement] = recorded(streamOf(lawyerSearch, REQUEST_ID), [accepts('language')], 3);
    spec
      .given(...events)
      .when(acceptance!)
      .thenSends(appoint);
    spec
      .given(...events)
      .when(replacement!)
      .thenSends({ ...appoint, type: 'ReplaceLawyer', data: { lawyerId: offer.lawyerId, reasonCode: 'language' } });
    spec
      .given(...events, acceptance!)
      .when(commandRefused(appoint, 'aid_case.lawyer_may_not'))
      .thenSends({ type: 'PassOver', data: { offerId: offer.offerId, code: 'aid_case.lawyer_may_not' } });
  });

  it('ends when the case has a lawyer, or needs none any more', () => {
    spec
      .given(...searched(...searching))
      .when(onCase('PersonnelAssigned'))
      .thenSends({ type: 'EndSearch', data: { lawyerId: CASE_LAWYER } });
    for (const type of ['MatterConcluded', 'AidTerminated'] as const) {
      spec
        .given(...searched(...searching))
        .when(onCase(type))
        .thenSends({ type: 'EndSearch', data: { lawyerId: null } });
    }
  });
});

describe('the request', () => {
  it('ends the search when a lawyer is assigned, or none is needed any more', () => {
    spec
      .given(...searched(...begun))
      .when(onRequest(assigned))
      .thenSends({ to: 'lawyer-search', type: 'EndSearch', data: { lawyerId: assigned.data.lawyerId } });
    spec
      .given(...searched(...begun))
      .when(onRequest(withdrawn))
      .thenSends({ to: 'lawyer-search', type: 'EndSearch', data: { lawyerId: null } });
  });

  it('asks nothing of a search that never began, or is over', () => {
    spec.given().when(onRequest(assigned)).thenSends();
    const ended: LawyerSearchEvent = { type: 'SearchEnded', data: { parties, endedAt: LATER, outcome: 'exhausted', offers: 1 } };
    const events = searched(...begun, ended);
    spec
      .given(...events.slice(0, -1))
      .when(events.at(-1)!)
      .thenState(null)
      .thenTimers({});
    spec
      .given(...events)
      .when(onRequest(assigned))
      .thenSends();
  });
});
