import { letterIssued, TOPICS, type LetterIssuedV1 } from '@xiezhi/contracts';
import { idOf, publicMessage, type BusMessage, type RecordedEvent } from '@xiezhi/eventsourcing';
import { letter, type LetterEvent } from './letter.js';

/** Tells that a letter was issued, under which number and to whom; drafts are their writer's own. */
export function publish(event: RecordedEvent): readonly BusMessage[] {
  const letterId = idOf(letter, event.stream);
  const told = event as unknown as LetterEvent;
  if (letterId === null || told.type !== 'LetterIssued') return [];
  const { matter, form, number, issuedAt, addressee } = told.data;
  const { requestId, organ, institution, division, issuer } = matter;
  const data: LetterIssuedV1 = { letterId, requestId, form, number, issuer, addressee, organ, institution, division, issuedAt };
  return [
    publicMessage(event, {
      topic: TOPICS.assignment,
      source: '/xiezhi/assignment',
      type: letterIssued.type,
      subject: letterId,
      time: issuedAt,
      data,
    }),
  ];
}
