import { agencyRecorded, calendarPublished, lawyerRecorded, personErased, referenceValueApproved, TOPICS } from '@xiezhi/contracts';
import { publicMessage, type BusMessage, type RecordedEvent } from '@xiezhi/eventsourcing';

/** Log event → public event; the data is the same, for the directory's rows hold nothing that others may not know (people are sealed). */
const CONTRACTS: Readonly<Record<string, { readonly type: string; readonly subject: string }>> = {
  AgencyRecorded: { type: agencyRecorded.type, subject: 'agency' },
  CalendarPublished: { type: calendarPublished.type, subject: 'calendar' },
  ReferenceValueApproved: { type: referenceValueApproved.type, subject: 'valueId' },
  PersonErased: { type: personErased.type, subject: 'personId' },
  LawyerRecorded: { type: lawyerRecorded.type, subject: 'lawyerId' },
};

/** What others learn of the directory's changes. */
export function publish(event: RecordedEvent): readonly BusMessage[] {
  const contract = CONTRACTS[event.type];
  if (contract === undefined) return [];
  return [
    publicMessage(event, {
      topic: TOPICS.directory,
      source: '/xiezhi/directory',
      type: contract.type,
      subject: String(event.data[contract.subject]),
      time: event.recordedAt,
      data: event.data,
    }),
  ];
}
