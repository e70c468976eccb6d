import type { EarlyNoticeCommand, EarlyNoticeEvent } from './early-notice.js';

/** Facts of a notice that came before its institution, for specs. All people are made up. */
export const NOTICE = '0192f3c4-5a6b-8c7d-9e0f-112233445599';
export const PERSON = '0192f3c4-5a6b-7c7d-8e0f-000000000001';
export const CONTACT = '0192f3c4-5a6b-7c7d-8e0f-000000000002';
export const INSTITUTION = 'institution-540100';
export const AT = '2026-11-24T02:00:00.000Z';
export const WARN_AT = '2026-11-25T02:00:00.000Z';
export const LAPSES_AT = '2026-12-24T02:00:00.000Z';
export const LATER = '2026-11-24T06:00:00.000Z';
export const parties = { organ: 'court-540100', organKind: 'court', division: '540100' } as const;

const notice = {
  facts: { caseNumber: '（2026）藏01刑初12号', stage: 'first_instance', ground: 'minor' },
  personId: PERSON,
  contactId: CONTACT,
  person: { name: '扎西某某 བཀྲ་ཤིས།' },
  contact: { name: '承办人某某', phone: '0891-0000000' },
  papers: { list: [] },
};
const waits = { warnAt: WARN_AT, lapsesAt: LAPSES_AT, sentBy: '0192f3c4-5a6b-8c7d-9e0f-0000000000cc' };

export const keep: EarlyNoticeCommand = { type: 'KeepNotice', data: { at: AT, parties, notice, ...waits } };
export const kept: EarlyNoticeEvent = { type: 'NoticeKept', data: { parties, ...notice, keptAt: AT, ...waits } };
export const correctedNotice = { ...notice, facts: { ...notice.facts, caseNumber: '（2026）藏01刑初13号', stage: 'second_instance' } };
export const corrected: EarlyNoticeEvent = { type: 'KeptNoticeCorrected', data: { parties, ...correctedNotice, correctedAt: LATER } };
export const waitedLong: EarlyNoticeEvent = {
  type: 'NoticeWaitedLong',
  data: { parties, keptAt: AT, lapsesAt: LAPSES_AT, warnedAt: WARN_AT },
};
export const matched: EarlyNoticeEvent = { type: 'NoticeMatched', data: { parties, institution: INSTITUTION, matchedAt: LATER } };
export const withdrawn: EarlyNoticeEvent = {
  type: 'KeptNoticeWithdrawn',
  data: { parties, personId: PERSON, withdrawnAt: LATER, reason: '案件已移送' },
};
export const lapsed: EarlyNoticeEvent = { type: 'KeptNoticeLapsed', data: { parties, lapsedAt: LAPSES_AT } };
export const refused = (code = 'defence_request.invalid'): EarlyNoticeEvent => ({
  type: 'KeptNoticeRefused',
  data: { parties, refusedAt: LATER, code },
});
export const erased: EarlyNoticeEvent = { type: 'PersonErased', data: { parties, personId: PERSON, erasedAt: LATER } };
