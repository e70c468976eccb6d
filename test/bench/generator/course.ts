import { FILE_ITEMS, WORK_KINDS } from '@xiezhi/contracts';
import { derivedId, type Actor } from '@xiezhi/eventsourcing';
import type { DefenceRequestCommand, DefenceRequestEvent } from '../../../apps/assignment/src/defence-request/defence-request.js';
import type { Matter, Step, World } from './life.js';

const DAY_HOURS = 24;
const FIRM = 'law-firm-demonstration-2';

const lawyerOf = (matter: Matter): Actor => ({
  agency: FIRM,
  role: 'lawyer',
  person: derivedId('bench account', FIRM, String(matter.number % 9)),
});
const officerOf = (matter: Matter, { institution }: DefenceRequestEvent['data']['parties']): Actor => ({
  agency: institution,
  role: 'institution_officer',
  person: derivedId('bench account', institution, String(matter.number % 5)),
});

/** The course of the defence itself: what follows from the lawyer's name at the case agency, up to the accepted file. */
export function courseAfter({ chance, calendar }: World, matter: Matter, event: DefenceRequestEvent, at: number): readonly Step[] {
  const then = (leastHours: number, mostHours: number, by: Actor, make: (at: string) => DefenceRequestCommand): Step => ({
    at: at + chance.hours(leastHours, mostHours),
    matter,
    act: (now) => ({ command: make(now), by }),
  });
  const lawyer = lawyerOf(matter);
  switch (event.type) {
    case 'AssignmentNotifiedToAgency':
      // Some sign too late: C24 is broken then.
      return [then(2, 6 * DAY_HOURS, lawyer, (now) => ({ type: 'SignEngagement', data: { at: now, signedAt: now } }))];
    case 'EngagementSigned':
      return [
        then(1, 2 * DAY_HOURS, lawyer, (now) => ({ type: 'FileDefencePapers', data: { at: now, filedAt: now } })),
        then(5, 5 * DAY_HOURS, lawyer, (now) => ({
          type: 'RecordFirstMeeting',
          data: { at: now, calendar, heldAt: now, consent: 'agreed', minute: '会见笔录' },
        })),
      ];
    case 'FirstMeetingHeld':
      return [
        ...Array.from({ length: chance.whole(1, 4) }, () =>
          then(DAY_HOURS, 15 * DAY_HOURS, lawyer, (now) => ({
            type: 'RecordWork',
            data: { at: now, kind: chance.one(WORK_KINDS).code, doneAt: now, note: '阅卷并与当事人核对' },
          })),
        ),
        then(16 * DAY_HOURS, 120 * DAY_HOURS, lawyer, (now) => ({
          type: 'ConcludeStage',
          data: { at: now, calendar, concludedAt: now, outcome: 'decision' },
        })),
      ];
    case 'StageConcluded':
      return [
        then(5, 8 * DAY_HOURS, officerOf(matter, event.data.parties), (now) => ({
          type: 'RecordDocumentSent',
          data: { at: now, sentAt: now },
        })),
        then(2 * DAY_HOURS, 36 * DAY_HOURS, lawyer, (now) => ({
          type: 'SubmitFile',
          data: { at: now, calendar, items: FILE_ITEMS.map(({ code }) => code) },
        })),
      ];
    case 'CaseFileSubmitted':
      return [then(5, 12 * DAY_HOURS, officerOf(matter, event.data.parties), (now) => ({ type: 'AcceptFile', data: { at: now } }))];
    default:
      return [];
  }
}
