import { aidCaseLetterIssued, letterIssued, TOPICS, type Contract } from '@xiezhi/contracts';
import { idOf, publicMessage, type BusMessage, type RecordedEvent } from '@xiezhi/eventsourcing';
import { letter, type LetterEvent } from './letter.js';

/** Tells that a letter was issued, under which number and to whom; drafts are their writer's own. */
export function publish(event: RecordedEvent): readonly BusMessage[] {
  const letterId = idOf(letter, event.stream);
  const told = event as unknown as LetterEvent;
  if (letterId === null || told.type !== 'LetterIssued') return [];
  const { matter, form, number, issuedAt, addressee } = told.data;
  const { requestId, organ, institution, division, issuer } = matter;
  const common = { letterId, form, number, issuer, institution, division, issuedAt };
  const tell = <Data extends object>({ type }: Contract<Data>, data: Data): readonly BusMessage[] => [
    publicMessage(event, { topic: TOPICS.assignment, source: '/xiezhi/assignment', type, subject: letterId, time: issuedAt, data }),
  ];
  return organ === undefined
    ? tell(aidCaseLetterIssued, { caseId: requestId, ...common })
    : tell(letterIssued, { requestId, addressee, organ, ...common });
}
