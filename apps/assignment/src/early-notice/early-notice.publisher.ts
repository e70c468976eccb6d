import {
  noticeKeptWaiting,
  noticeWaitingEnded,
  noticeWaitsLong,
  TOPICS,
  type Contract,
  type EarlyNoticeRef,
  type NoticeWaitingEndedV1,
} from '@xiezhi/contracts';
import { idOf, publicMessage, type BusMessage, type RecordedEvent } from '@xiezhi/eventsourcing';
import { earlyNotice, type EarlyNoticeEvent } from './early-notice.js';

/** What the sender of a notice that came early learns of it. Nobody is named. */
export function publish(event: RecordedEvent): readonly BusMessage[] {
  const requestId = idOf(earlyNotice, event.stream);
  if (requestId === null) return [];
  const { type, data } = event as unknown as EarlyNoticeEvent;
  const ref: EarlyNoticeRef = { requestId, ...data.parties };
  const tell = <Data extends object>(contract: Contract<Data>, time: string, told: Data): readonly BusMessage[] => [
    publicMessage(event, {
      topic: TOPICS.assignment,
      source: '/xiezhi/assignment',
      type: contract.type,
      subject: requestId,
      time,
      data: told,
    }),
  ];
  const ended = (endedAt: string, how: Pick<NoticeWaitingEndedV1, 'outcome' | 'institution' | 'code'>): readonly BusMessage[] =>
    tell(noticeWaitingEnded, endedAt, { ...ref, ...how, endedAt });
  switch (type) {
    case 'NoticeKept': {
      const { facts, keptAt, lapsesAt } = data;
      return tell(noticeKeptWaiting, keptAt, { ...ref, stage: facts.stage, ground: facts.ground, keptAt, lapsesAt });
    }
    case 'NoticeWaitedLong': {
      const { keptAt, lapsesAt, warnedAt } = data;
      return tell(noticeWaitsLong, warnedAt, { ...ref, keptAt, lapsesAt, warnedAt });
    }
    case 'NoticeMatched': {
      const { matchedAt, institution, correctionRefused: code } = data;
      return ended(matchedAt, { outcome: 'matched', institution, ...(code !== undefined && { code }) });
    }
    case 'KeptNoticeWithdrawn':
      return ended(data.withdrawnAt, { outcome: 'withdrawn' });
    case 'KeptNoticeLapsed':
      return ended(data.lapsedAt, { outcome: 'lapsed' });
    case 'KeptNoticeRefused':
      return ended(data.refusedAt, { outcome: 'refused', code: data.code });
    default:
      return [];
  }
}
