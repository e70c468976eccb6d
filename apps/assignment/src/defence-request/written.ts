import type { Relation } from './relations.js';
import type { DefenceRequestEvent } from './events.js';

/** A party that reads what another wrote; the platform itself reads nothing. */
export type ReadingParty = Exclude<Relation, 'platform'>;

/** Who reads, and as which party; `lawyerId`: of the lawyer who has the case now. */
export type TextReader =
  { readonly relation: Exclude<ReadingParty, 'lawyer'> } | { readonly relation: 'lawyer'; readonly lawyerId: string };

/** Texts that people write into the course of a request. */
export type WrittenField = 'missing' | 'reason' | 'minute' | 'place' | 'note' | 'absence';

interface Written {
  readonly field: WrittenField;
  readonly readers: readonly ReadingParty[];
}

/** What the organ and the institution write to each other. */
const BETWEEN_AGENCIES: readonly ReadingParty[] = ['organ', 'institution'];
/** What concerns whoever has a part in the case. */
const ALL: readonly ReadingParty[] = ['organ', 'institution', 'lawyer'];
/**
 * What the lawyer learns from the client and does for the client (会见记录、工作记录), and what lawyer and institution write to each other
 * about it: the lawyer keeps it secret from the agency that prosecutes or tries the client (刑事诉讼法 Art 48, 律师法 Art 38), and answers
 * for it to the institution, which supervises the work (法律援助法 Art 59) and gets the file.
 */
const OF_THE_DEFENCE: readonly ReadingParty[] = ['institution', 'lawyer'];

const TEXTS: Readonly<Partial<Record<DefenceRequestEvent['type'], Written>>> = {
  NotificationReturnedIncomplete: { field: 'missing', readers: BETWEEN_AGENCIES },
  NotificationWithdrawn: { field: 'reason', readers: BETWEEN_AGENCIES },
  JurisdictionTransferred: { field: 'reason', readers: BETWEEN_AGENCIES },
  FirstMeetingHeld: { field: 'minute', readers: OF_THE_DEFENCE },
  AssignedLawyerRefused: { field: 'reason', readers: ALL },
  RefusalReasonRejected: { field: 'reason', readers: ALL },
  LawyerChangeRequested: { field: 'reason', readers: OF_THE_DEFENCE },
  LawyerChangeDeclined: { field: 'reason', readers: OF_THE_DEFENCE },
  CustodyMoved: { field: 'place', readers: ALL },
  WorkRecorded: { field: 'note', readers: OF_THE_DEFENCE },
  CaseFileSubmitted: { field: 'absence', readers: OF_THE_DEFENCE },
  CaseFileReturned: { field: 'reason', readers: OF_THE_DEFENCE },
  AidTerminated: { field: 'reason', readers: BETWEEN_AGENCIES },
  PaperRemoved: { field: 'reason', readers: ALL },
};

/**
 * The text of an event that a party may read (谁能看), by its field; `null`: there is none for this party. A lawyer reads what belongs to
 * the lawyer's own part, never what was written with a former lawyer: what a successor must know, the institution passes on.
 */
export function textFor({ type, data }: DefenceRequestEvent, reader: TextReader): WrittenField | null {
  const written = TEXTS[type];
  if (written === undefined || !(written.field in data) || !written.readers.includes(reader.relation)) return null;
  if (reader.relation === 'lawyer' && 'lawyerId' in data && data.lawyerId !== reader.lawyerId) return null;
  return written.field;
}
