import type { Personal } from '@xiezhi/eventsourcing';
import type { DefenceRequestEvent } from './events.js';
import { LAWYER_ID as lawyerId, parties, SENT_AT as at } from './testing.js';
import { textFor, type TextReader } from './written.js';

const OTHER = '0192f3c4-5a6b-7c7d-8e0f-0000000000bb';
const READERS = {
  organ: { relation: 'organ' },
  institution: { relation: 'institution' },
  lawyer: { relation: 'lawyer', lawyerId },
  successor: { relation: 'lawyer', lawyerId: OTHER },
} as const satisfies Readonly<Record<string, TextReader>>;
type Reading = keyof typeof READERS;

const personId = '0192f3c4-5a6b-7c7d-8e0f-000000000001';
const text = 'གཏམ། 一段文字' as Personal<string>;
const by = { parties, personId, lawyerId };

const EVENTS: readonly (readonly [DefenceRequestEvent, string, readonly Reading[]])[] = [
  [
    { type: 'NotificationReturnedIncomplete', data: { parties, personId, returnedAt: at, missing: text } },
    'missing',
    ['organ', 'institution'],
  ],
  [{ type: 'NotificationWithdrawn', data: { parties, personId, withdrawnAt: at, reason: text } }, 'reason', ['organ', 'institution']],
  [
    { type: 'JurisdictionTransferred', data: { parties, personId, transferredAt: at, to: parties, reason: text } },
    'reason',
    ['organ', 'institution'],
  ],
  [
    { type: 'AidTerminated', data: { parties, personId, terminatedAt: at, ground: 'recipient_asked', reason: text } },
    'reason',
    ['organ', 'institution'],
  ],
  [{ type: 'FirstMeetingHeld', data: { ...by, heldAt: at, consent: 'agreed', minute: text } }, 'minute', ['institution', 'lawyer']],
  [{ type: 'WorkRecorded', data: { ...by, kind: 'meeting', doneAt: at, recordedAt: at, note: text } }, 'note', ['institution', 'lawyer']],
  [
    { type: 'LawyerChangeRequested', data: { ...by, requestedAt: at, reasonCode: 'conflict_of_interest', reason: text } },
    'reason',
    ['institution', 'lawyer'],
  ],
  [{ type: 'LawyerChangeDeclined', data: { ...by, declinedAt: at, reason: text } }, 'reason', ['institution', 'lawyer']],
  [{ type: 'CaseFileSubmitted', data: { ...by, submittedAt: at, items: [], absence: text } }, 'absence', ['institution', 'lawyer']],
  [{ type: 'CaseFileReturned', data: { ...by, returnedAt: at, items: [], reason: text } }, 'reason', ['institution', 'lawyer']],
  [{ type: 'AssignedLawyerRefused', data: { ...by, refusedAt: at, reason: text } }, 'reason', ['organ', 'institution', 'lawyer']],
  [{ type: 'RefusalReasonRejected', data: { ...by, rejectedAt: at, reason: text } }, 'reason', ['organ', 'institution', 'lawyer']],
  [
    { type: 'CustodyMoved', data: { parties, personId, custody: 'detained', movedAt: at, place: text } },
    'place',
    ['organ', 'institution', 'lawyer', 'successor'],
  ],
  [
    { type: 'PaperRemoved', data: { parties, personId, paperId: personId, removedAt: at, reason: text } },
    'reason',
    ['organ', 'institution', 'lawyer', 'successor'],
  ],
];

it.each(EVENTS.map(([event, field, may]) => [event.type, event, field, may] as const))(
  'of %s the text is read by those it is for, and by nobody else',
  (_type, event, field, may) => {
    const read = (Object.keys(READERS) as Reading[]).filter((reader) => textFor(event, READERS[reader]) !== null);
    expect(read).toEqual(may);
    expect(textFor(event, READERS.institution)).toBe(field);
  },
);

it('finds no text where none was written, and none in a step that has none', () => {
  const unwritten: DefenceRequestEvent = { type: 'WorkRecorded', data: { ...by, kind: 'meeting', doneAt: at, recordedAt: at } };
  expect(textFor(unwritten, READERS.lawyer)).toBeNull();
  expect(textFor({ type: 'EngagementSigned', data: { ...by, signedAt: at } }, READERS.lawyer)).toBeNull();
});
