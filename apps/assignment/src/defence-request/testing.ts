import { createCalendar, type LawyerFacts } from '@xiezhi/legal-policy';
import type { DefenceRequestCommand, DefenceRequestEvent, NoticeInput, Parties } from './defence-request.js';
import type { NoticeFacts, Person } from './notice.js';

/** Named examples for specs: one notice, its parties and lawyers. All people are made up. */
export const calendar = createCalendar({ version: 'examples' });

export const parties: Parties = { organ: 'court-540100', organKind: 'court', institution: 'institution-540100', division: '540100' };

/** Tuesday 2026-11-24, 10:00 in Lhasa; C02 ends with Friday 2026-11-27. */
export const SENT_AT = '2026-11-24T02:00:00.000Z';
export const DUE_AT = '2026-11-27T16:00:00.000Z';
export const IN_TIME = '2026-11-25T02:00:00.000Z';
export const TOO_LATE = '2026-11-28T02:00:00.000Z';

const facts: NoticeFacts = {
  caseNumber: '（2026）藏01刑初12号',
  offence: '故意伤害罪',
  ground: 'minor',
  stage: 'first_instance',
  procedure: 'ordinary',
  custody: 'detained',
  hearingAt: '2026-12-30T01:30:00.000Z',
  hearingPlace: '第一法庭',
  language: 'bo',
  interpreterNeeded: true,
  lifeOrDeath: false,
  minor: true,
  discoveredAt: '2026-11-23T02:00:00.000Z',
  coAccusedGroup: '6f1f9d4c-7a61-8f10-9d0a-3a3a3a3a3a3a',
};

export function noticeWith(changes: Partial<NoticeFacts> = {}, person: Partial<Person> = {}): NoticeInput {
  return {
    facts: { ...facts, ...changes },
    personId: '0192f3c4-5a6b-7c7d-8e0f-000000000001',
    contactId: '0192f3c4-5a6b-7c7d-8e0f-000000000002',
    person: { name: '扎西某某 བཀྲ་ཤིས།', birthDate: '2010-05-01', custodyPlace: '某某看守所', ...person },
    contact: { name: '承办人某某', phone: '0891-0000000' },
    papers: { reason: '被告人系未成年人', list: [{ kind: 'indictment', title: '起诉书副本' }] },
  };
}

export const clock = { id: 'C02', startedAt: SENT_AT, dueAt: DUE_AT, provisional: false, basis: '法律援助法第36条；程序规定2023第24条' };

export const discovered: DefenceRequestEvent = { type: 'DefenceNeedDiscovered', data: { parties, discoveredAt: facts.discoveredAt } };
export const sent = (notice: NoticeInput = noticeWith()): DefenceRequestEvent => ({
  type: 'DefenceNotificationSent',
  data: { parties, ...notice, sentAt: SENT_AT, sentLate: false, hearingTooNear: false },
});
export const received: DefenceRequestEvent = {
  type: 'DefenceNotificationReceived',
  data: { parties, receivedAt: SENT_AT, clock, stage: facts.stage, ground: facts.ground },
};
/** A notice that stands in the institution's worklist. */
export const open = (notice: NoticeInput = noticeWith()): readonly DefenceRequestEvent[] => [discovered, sent(notice), received];

export const LAWYER_ID = '0192f3c4-5a6b-7c7d-8e0f-0000000000aa';
export const lawyer: LawyerFacts & { readonly id: string } = {
  id: LAWYER_ID,
  status: 'active',
  criminalDefenceYears: 5,
  minorsTrained: true,
  divisions: ['540000'],
};

export const assign = (changes: Partial<LawyerFacts & { readonly id: string }> = {}, defendsCoAccused = false): DefenceRequestCommand => ({
  type: 'AssignLawyer',
  data: { at: IN_TIME, lawyer: { ...lawyer, ...changes }, defendsCoAccused, letterNumber: '拉萨援刑函字〔2026〕第1号' },
});
export const assigned: DefenceRequestEvent = {
  type: 'LawyerAssigned',
  data: { parties, assignedAt: IN_TIME, lawyerId: LAWYER_ID, letterNumber: '拉萨援刑函字〔2026〕第1号', clock },
};
export const confirmed = (notifiedAt = IN_TIME): DefenceRequestEvent => ({
  type: 'AssignmentNotifiedToAgency',
  data: { parties, notifiedAt, onTime: notifiedAt < DUE_AT, clock, dutyId: 'C02' },
});
export const breachedAt = (noticedAt = TOO_LATE, late = true): DefenceRequestEvent => ({
  type: 'ClockBreached',
  data: { parties, dutyId: 'C02', clock, breachedAt: DUE_AT, noticedAt, late },
});
/** Noticed the morning after: the platform did not run at the end. */
export const breached = breachedAt();
/** C02 is owed no more. */
export const lapsed: DefenceRequestEvent = {
  type: 'ClockStopped',
  data: { parties, dutyId: 'C02', clock, stoppedAt: IN_TIME, outcome: 'lapsed', onTime: true },
};
const OF_C02 = { basis: '《法律援助法》第36条；《办理法律援助案件程序规定（2023修订）》第24条' };
/** C02 as the table of clocks cites it. */
export const cited = { ...clock, ...OF_C02 };
