import { streamOf, type RecordedEvent } from '@xiezhi/eventsourcing';
import { recorded, specOfWorkflow, timerFired } from '@xiezhi/eventsourcing/testing';
import { parties } from '../defence-request/testing.js';
import type { LawyerSearchEvent } from '../lawyer-search/lawyer-search.js';
import { lawyerSearch } from '../lawyer-search/lawyer-search.js';
import { after, begin, candidate, LATER, REQUEST_ID, runningOffer } from '../lawyer-search/testing.js';
import { offerMessage, type OfferMessageEvent, type OfOffer } from '../offer-message/offer-message.js';
import { complaint, type ComplaintEvent } from '../complaint/complaint.js';
import { messageId, offerTelling } from './offer-telling.js';

const spec = specOfWorkflow(offerTelling);
const begun = after(begin([candidate(1)]));
const { offerId, lawyerId } = runningOffer(begun);
const UNTIL = '2026-11-23T06:00:00.000Z';
const [email, sms] = [messageId(offerId, 'email'), messageId(offerId, 'sms')];
const of: OfOffer = {
  institution: parties.institution,
  division: parties.division,
  requestId: REQUEST_ID,
  offerId,
  lawyerId,
  channel: 'email',
};
const searched = (...events: readonly LawyerSearchEvent[]): RecordedEvent[] => recorded(streamOf(lawyerSearch, REQUEST_ID), events);
const [search, widened, made] = searched(...begun) as [RecordedEvent, RecordedEvent, RecordedEvent];
const message = (event: OfferMessageEvent, revision: number): RecordedEvent =>
  recorded(streamOf(offerMessage, email), [event], revision)[0]!;
const queued = message({ type: 'MessageQueued', data: { of, queuedAt: LATER, sendAt: LATER, until: UNTIL } }, 0);

describe('telling of an offer', () => {
  it('queues a message by each channel', () => {
    spec
      .given(search, widened)
      .when(made)
      .thenSends(
        { to: 'offer-message', id: email, type: 'QueueMessage', data: { of, until: UNTIL }, division: '540100' },
        { to: 'offer-message', id: sms, type: 'QueueMessage', data: { of: { ...of, channel: 'sms' }, until: UNTIL } },
      );
  });

  it('sends each when it may be sent', () => {
    spec
      .given(search, widened, made)
      .when(queued)
      .thenTimers({ [email]: LATER });
    spec.given(search, widened, made, queued).when(timerFired(email, LATER)).thenSends({ id: email, type: 'SendMessage', data: {} });
  });

  it('tries again while it fails, and is done when it is sent', () => {
    const nextTryAt = '2026-11-23T03:05:00.000Z';
    const failed = message({ type: 'MessageFailed', data: { of, failedAt: LATER, attempt: 1, reason: 'smtp_450', nextTryAt } }, 1);
    spec
      .given(search, widened, made, queued)
      .when(failed)
      .thenTimers({ [email]: nextTryAt });
    const sent = message({ type: 'MessageSent', data: { of, sentAt: nextTryAt, attempt: 2 } }, 2);
    spec.given(search, widened, made, queued, failed).when(sent).thenTimers({}).thenSends();
  });

  it('sends what an operator tries again, also when the search has ended meanwhile', () => {
    const sendAt = '2026-11-23T04:00:00.000Z';
    const given = message({ type: 'MessageGivenUp', data: { of, givenUpAt: LATER, reason: 'refused', detail: 'smtp_550' } }, 1);
    const requeued = message({ type: 'MessageRequeued', data: { of, requeuedAt: sendAt, sendAt } }, 2);
    spec
      .given(search, widened, made, queued, given)
      .when(requeued)
      .thenTimers({ [email]: sendAt })
      .thenSends();
    spec.given(requeued).when(timerFired(email, sendAt)).thenSends({ id: email, type: 'SendMessage', division: of.division });
  });

  it('ends with the answer', () => {
    const accepted = recorded(
      streamOf(lawyerSearch, REQUEST_ID),
      [{ type: 'OfferAccepted', data: { parties, offerId, lawyerId, acceptedAt: LATER } }],
      3,
    )[0]!;
    spec
      .given(search, widened, made, queued)
      .when(accepted)
      .thenTimers({})
      .thenSends({ id: email, type: 'DropMessage' }, { id: sms, type: 'DropMessage' });
  });
});

describe('telling of a complaint', () => {
  const ID = '0192f3c4-5a6b-8c7d-9e0f-11223344c001';
  const institutionOf = { institution: parties.institution, division: parties.division };
  const about = { about: 'lawyer', requestId: REQUEST_ID, lawyerId } as const;
  const complained = (...events: readonly object[]): RecordedEvent[] =>
    recorded(streamOf(complaint, ID), events as unknown as readonly ComplaintEvent[]);
  const of: OfOffer = { ...{ about: 'complaint', requestId: ID, offerId: ID }, ...institutionOf, lawyerId, channel: 'email' };
  const [first, second] = [messageId(ID, 'email'), messageId(ID, 'sms')];
  const accepted = (subject: object) => ({ type: 'ComplaintAccepted', data: { parties: institutionOf, acceptedAt: LATER, subject } });
  const step = (name: string) => ({ type: 'ComplaintStepTaken', data: { parties: institutionOf, step: name, doneAt: LATER } });
  const drops = [
    { id: first, type: 'DropMessage' },
    { id: second, type: 'DropMessage' },
  ] as const;

  it('queues a message by each channel once it is accepted, to the lawyer it is about', () => {
    const [filed, taken] = complained({ type: 'ComplaintFiled', data: { parties: institutionOf, subject: about } }, accepted(about));
    spec.given().when(filed!).thenSends();
    spec
      .given(filed!)
      .when(taken!)
      .thenSends(
        { to: 'offer-message', id: first, type: 'QueueMessage', data: { of }, division: '540100' },
        { to: 'offer-message', id: second, type: 'QueueMessage', data: { of: { ...of, channel: 'sms' } } },
      );
    spec
      .given()
      .when(complained(accepted({ about: 'institution', requestId: null, lawyerId: null }))[0]!)
      .thenSends();
  });

  it('ends when the lawyer was heard, and with the complaint', () => {
    const [taken, asked, heard] = complained(accepted(about), step('heard_complainant'), step('subject_statement'));
    spec.given(taken!).when(asked!).thenSends();
    spec
      .given(taken!, asked!)
      .when(heard!)
      .thenSends(...drops);
    for (const type of ['ComplaintDecided', 'ComplaintWithdrawn']) {
      const [begun, over] = complained(accepted(about), { type, data: { parties: institutionOf, subject: about } });
      spec
        .given(begun!)
        .when(over!)
        .thenSends(...drops)
        .thenState(null);
    }
  });

  it('drops nothing of a complaint that nobody was told of', () => {
    for (const event of [step('subject_statement'), { type: 'ComplaintDecided', data: { parties: institutionOf, subject: about } }])
      spec.given().when(complained(event)[0]!).thenSends().thenState(null);
  });
});
