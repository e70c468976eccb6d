import { specOf } from '@xiezhi/eventsourcing/testing';
import { offerMessage, type OfferMessageCommand, type OfferMessageEvent, type OfOffer } from './offer-message.js';

const spec = specOf(offerMessage);
const of: OfOffer = {
  institution: 'institution-540100',
  division: '540100',
  requestId: '0192f3c4-5a6b-8c7d-9e0f-112233445566',
  offerId: '0192f3c4-5a6b-8c7d-9e0f-1122334455aa',
  lawyerId: '0192f3c4-5a6b-7c7d-8e0f-0000000000aa',
  channel: 'email',
};
const quiet = { from: 22, until: 7 };
/** By day in Lhasa; the offer is open until the evening. */
const AT = '2026-11-25T02:00:00.000Z';
const UNTIL = '2026-11-25T10:00:00.000Z';
/** 23:30 in Lhasa. */
const NIGHT = '2026-11-25T15:30:00.000Z';
const queue = (at = AT, until = UNTIL): OfferMessageCommand => ({ type: 'QueueMessage', data: { at, of, until, quiet } });
const queued: OfferMessageEvent = { type: 'MessageQueued', data: { of, queuedAt: AT, sendAt: AT, until: UNTIL } };
const failing = (at = AT, permanent = false): OfferMessageCommand => ({
  type: 'RecordFailure',
  data: { at, reason: 'smtp_450', permanent, quiet },
});
const failed = (attempt: number, nextTryAt: string): OfferMessageEvent => ({
  type: 'MessageFailed',
  data: { of, failedAt: AT, attempt, reason: 'smtp_450', nextTryAt },
});
const sent: OfferMessageEvent = { type: 'MessageSent', data: { of, sentAt: AT, attempt: 1 } };
const drop: OfferMessageCommand = { type: 'DropMessage', data: { at: AT, reason: 'answered' } };
const givenUp = (reason: 'answered' | 'refused' | 'unreachable' | 'not_agreed', detail?: string): OfferMessageEvent => ({
  type: 'MessageGivenUp',
  data: { of, givenUpAt: AT, reason, ...(detail !== undefined && { detail }) },
});

describe('trying again', () => {
  const again = (at = AT): OfferMessageCommand => ({ type: 'TryAgain', data: { at, quiet } });
  const requeued: OfferMessageEvent = { type: 'MessageRequeued', data: { of, requeuedAt: AT, sendAt: AT } };

  it('begins anew with what was given up for a failure, while the offer is open', () => {
    spec.given(queued, givenUp('refused', 'smtp_550')).when(again()).then(requeued);
    spec.given(queued, givenUp('unreachable')).when(again()).then(requeued);
    spec.given(queued, givenUp('unreachable')).when(again(UNTIL)).then();
  });

  it('does not wait for the next try of what failed, and counts its failures anew', () => {
    const next = '2026-11-25T02:01:00.000Z';
    spec.given(queued, failed(1, next)).when(again()).then(requeued);
    spec.given(queued, failed(1, next), requeued).when(failing()).then(failed(1, next));
  });

  it('leaves alone what was not tried yet, was sent, or was given up for no failure', () => {
    spec.given().when(again()).then();
    spec.given(queued).when(again()).then();
    spec.given(queued, sent).when(again()).then();
    spec.given(queued, givenUp('answered')).when(again()).then();
    spec.given(queued, givenUp('not_agreed')).when(again()).then();
  });
});

describe('queueing a message', () => {
  it('sends it at once by day', () => {
    spec.given().when(queue()).then(queued);
  });

  it('holds it back in the quiet hours, while the offer is open after them', () => {
    const until = '2026-11-26T02:00:00.000Z';
    spec
      .given()
      .when(queue(NIGHT, until))
      .then({ type: 'MessageQueued', data: { of, queuedAt: NIGHT, sendAt: '2026-11-25T23:00:00.000Z', until } });
  });

  it('sends it in the quiet hours when the offer ends in them', () => {
    const until = '2026-11-25T18:00:00.000Z';
    spec
      .given()
      .when(queue(NIGHT, until))
      .then({ type: 'MessageQueued', data: { of, queuedAt: NIGHT, sendAt: NIGHT, until } });
  });

  it('records that the lawyer did not agree to it', () => {
    const { data } = queue() as Extract<OfferMessageCommand, { type: 'QueueMessage' }>;
    spec
      .given()
      .when({ type: 'QueueMessage', data: { ...data, impossible: 'not_agreed' } })
      .then(queued, givenUp('not_agreed'));
  });

  it('stays quiet when it is queued already', () => {
    spec.given(queued).when(queue()).then();
  });
});

describe('a message that was sent', () => {
  it('is recorded, with how often it was tried', () => {
    spec
      .given(queued)
      .when({ type: 'RecordSent', data: { at: AT } })
      .then(sent);
    spec
      .given(queued, failed(1, AT), failed(2, AT))
      .when({ type: 'RecordSent', data: { at: AT } })
      .then({ type: 'MessageSent', data: { of, sentAt: AT, attempt: 3 } });
  });

  it('stays sent', () => {
    spec.given(queued, sent).when(drop).then();
    spec.given(queued, sent).when(failing()).then();
    spec
      .given(queued, sent)
      .when({ type: 'RecordSent', data: { at: AT } })
      .then();
  });
});

describe('a message that nobody took', () => {
  it.each([
    [1, '2026-11-25T02:01:00.000Z'],
    [2, '2026-11-25T02:05:00.000Z'],
    [3, '2026-11-25T02:15:00.000Z'],
    [4, '2026-11-25T03:00:00.000Z'],
  ])('is tried again after failure %d', (attempt, nextTryAt) => {
    const before = Array.from({ length: attempt - 1 }, (_, place) => failed(place + 1, AT));
    spec
      .given(queued, ...before)
      .when(failing())
      .then(failed(attempt, nextTryAt));
  });

  it('is given up after the last', () => {
    spec.given(queued, failed(1, AT), failed(2, AT), failed(3, AT), failed(4, AT)).when(failing()).then(givenUp('unreachable', 'smtp_450'));
  });

  it('is given up at once when it is refused for good, and when the offer ends before the next try', () => {
    spec.given(queued).when(failing(AT, true)).then(givenUp('refused', 'smtp_450'));
    const at = '2026-11-25T09:59:30.000Z';
    spec
      .given(queued)
      .when(failing(at))
      .then({ type: 'MessageGivenUp', data: { of, givenUpAt: at, reason: 'unreachable', detail: 'smtp_450' } });
  });
});

describe('a message whose offer is answered', () => {
  it('is dropped, once', () => {
    spec.given(queued).when(drop).then(givenUp('answered'));
    spec.given(queued, givenUp('answered')).when(drop).then();
  });

  it('is none where none was queued', () => {
    spec.given().when(drop).then();
    spec.given().when(failing()).then();
  });
});
