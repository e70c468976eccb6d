import { agencyRecorded, TOPICS, type AgencyRecordedV1 } from '@xiezhi/contracts';
import type { InboxItem, RecordedEvent } from '@xiezhi/eventsourcing';
import { arrived, recorded, specOfWorkflow, timerFired } from '@xiezhi/eventsourcing/testing';
import type { EarlyNoticeEvent } from '../early-notice/early-notice.js';
import { INSTITUTION, kept, lapsed, LAPSES_AT, matched, NOTICE, parties, refused, WARN_AT, withdrawn } from '../early-notice/testing.js';
import { earlyNoticeMatching } from './early-notice-matching.js';

const OTHER = '0192f3c4-5a6b-8c7d-9e0f-112233445577';
const spec = specOfWorkflow<InboxItem | RecordedEvent>(earlyNoticeMatching);
const facts = (id: string, ...events: readonly EarlyNoticeEvent[]): readonly RecordedEvent[] => recorded(`early-notice-${id}`, events);
const one = (id: string, event: EarlyNoticeEvent): RecordedEvent => facts(id, event)[0]!;

let arrivals = 0;
const institution = (changes: Partial<AgencyRecordedV1> = {}): InboxItem => {
  const data: AgencyRecordedV1 = { ...agencyRecorded.example, agency: INSTITUTION, kind: 'institution', division: '540100', active: true };
  return arrived(
    {
      topic: TOPICS.directory,
      key: INSTITUTION,
      id: `agency-${++arrivals}`,
      source: '/xiezhi/directory',
      type: agencyRecorded.type,
      time: '2026-11-24T03:00:00.000Z',
      data: { ...data, ...changes } as never,
    },
    arrivals,
  );
};
/** `heard`: the message that told of the institution. */
const match = (id: string, heard: InboxItem) => ({
  to: 'early-notice',
  id,
  type: 'MatchNotice',
  data: { institution: INSTITUTION, heardAt: heard.position },
  division: '540100',
});
const timers = (id: string) => ({ [`warn:${id}`]: WARN_AT, [`end:${id}`]: LAPSES_AT });

it('given notices that wait, when their institution is told of, matches each of them', () => {
  const told = institution();
  spec.given(one(NOTICE, kept), one(OTHER, kept)).when(told).thenSends(match(NOTICE, told), match(OTHER, told));
});

it('given an institution that was told of before the notice came, matches it at once', () => {
  const told = institution();
  spec.given(told).when(one(NOTICE, kept)).thenSends(match(NOTICE, told)).thenTimers(timers(NOTICE));
});

it('given another kind of agency, or an institution that is stopped, goes on waiting', () => {
  spec
    .given(one(NOTICE, kept))
    .when(institution({ kind: 'court' }))
    .thenSends();
  spec
    .given(one(NOTICE, kept))
    .when(institution({ active: false }))
    .thenSends();
  spec
    .given(institution(), institution({ active: false }))
    .when(one(NOTICE, kept))
    .thenSends();
});

it('given that another institution of the division is stopped, keeps to the one it has', () => {
  const told = institution();
  spec
    .given(told, institution({ agency: 'institution-old', active: false }))
    .when(one(NOTICE, kept))
    .thenSends(match(NOTICE, told));
});

it('asks again when the institution is told of again, for the first try may have found nothing', () => {
  const again = institution();
  spec.given(one(NOTICE, kept), institution()).when(again).thenSends(match(NOTICE, again));
});

it.each([matched, withdrawn, lapsed, refused()])('given $type, waits for nothing any more', (end) => {
  const [first, last] = facts(NOTICE, kept, end);
  spec.given(first!).when(last!).thenSends().thenTimers({});
  spec.given(first!, last!).when(institution()).thenSends();
});

it('warns while there is time, and ends the waiting when there is none', () => {
  const command = { to: 'early-notice', id: NOTICE, division: parties.division };
  spec
    .given(one(NOTICE, kept))
    .when(timerFired(`warn:${NOTICE}`, WARN_AT))
    .thenSends({ ...command, type: 'WarnOfWait', data: { at: WARN_AT } })
    .thenTimers({ [`end:${NOTICE}`]: LAPSES_AT });
  spec
    .given(one(NOTICE, kept))
    .when(timerFired(`end:${NOTICE}`, LAPSES_AT))
    .thenSends({ ...command, type: 'LapseNotice', data: { at: LAPSES_AT } });
});
