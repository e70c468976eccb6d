import { accountabilityDecided, TOPICS, type AccountabilityDecidedV1 } from '@xiezhi/contracts';
import { idOf, publicMessage, type BusMessage, type RecordedEvent } from '@xiezhi/eventsourcing';
import { accountability, type AccountabilityEvent } from './accountability.js';

/** Tells what was decided against a lawyer, and when a review revoked it; what was said in words stays here. */
export function publish(event: RecordedEvent): readonly BusMessage[] {
  const accountabilityId = idOf(accountability, event.stream);
  const told = event as unknown as AccountabilityEvent;
  if (accountabilityId === null) return [];
  if (told.type !== 'AccountabilityDecided' && !(told.type === 'ReviewDecided' && told.data.outcome === 'revoked')) return [];
  const { parties, subject, ground, measure, decidedAt } = told.data;
  const { barredFrom, barredUntil } = told.type === 'AccountabilityDecided' ? told.data : { barredFrom: null, barredUntil: null };
  const { institution, division } = parties;
  const data: AccountabilityDecidedV1 = {
    accountabilityId,
    lawyerId: subject.lawyerId,
    requestId: subject.requestId,
    ...(subject.matter !== undefined && { matter: subject.matter }),
    institution,
    division,
    ground,
    measure,
    barredFrom,
    barredUntil,
    revoked: told.type === 'ReviewDecided',
    decidedAt,
  };
  const fact = {
    topic: TOPICS.assignment,
    source: '/xiezhi/assignment',
    type: accountabilityDecided.type,
    subject: accountabilityId,
    data,
  };
  return [publicMessage(event, { ...fact, time: decidedAt })];
}
