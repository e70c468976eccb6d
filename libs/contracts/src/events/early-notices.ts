import { EXAMPLE_REQUEST } from './assignment.js';
import { objectOf, part, type Contract } from './contract.js';

/** What every event about a notice that came early (先到通知) says of it: no institution yet, and no person. */
export interface EarlyNoticeRef {
  /** The id that the request will have. */
  readonly requestId: string;
  readonly organ: string;
  readonly organKind: 'court' | 'procuratorate' | 'police';
  /** Division whose institution was asked, and is not known yet. */
  readonly division: string;
}

export interface NoticeKeptWaitingV1 extends EarlyNoticeRef {
  readonly stage: string;
  readonly ground: string;
  /** When it came: the time limits run from here. */
  readonly keptAt: string;
  /** Until when it waits at most. */
  readonly lapsesAt: string;
}

export interface NoticeWaitsLongV1 extends EarlyNoticeRef {
  readonly keptAt: string;
  readonly lapsesAt: string;
  readonly warnedAt: string;
}

/** How the waiting ended. `matched`: the institution has it. */
export const WAITING_OUTCOMES = ['matched', 'withdrawn', 'lapsed', 'refused'] as const;
export type WaitingOutcome = (typeof WAITING_OUTCOMES)[number];

export interface NoticeWaitingEndedV1 extends EarlyNoticeRef {
  readonly outcome: WaitingOutcome;
  readonly endedAt: string;
  /** Of a matched one. */
  readonly institution?: string;
  /** Of a refused one: the code of the refusal. */
  readonly code?: string;
}

const ref = {
  requestId: part.id,
  organ: part.code,
  organKind: { type: 'string', enum: ['court', 'procuratorate', 'police'] },
  division: part.division,
} as const;
const { institution: _unknownYet, ...EXAMPLE } = EXAMPLE_REQUEST;
const KEPT_AT = '2026-11-23T02:00:00.000Z';
const LAPSES_AT = '2026-12-23T02:00:00.000Z';

export const noticeKeptWaiting: Contract<NoticeKeptWaitingV1> = {
  type: 'assignment.notice-kept-waiting.v1',
  description: {
    zh: '通知已收到并保存，等待该行政区划的法律援助机构登记',
    en: 'A notice came before its division’s institution was known; it is kept and waits.',
  },
  schema: objectOf({ ...ref, stage: part.text, ground: part.text, keptAt: part.instant, lapsesAt: part.instant }),
  example: { ...EXAMPLE, stage: 'first_instance', ground: 'minor', keptAt: KEPT_AT, lapsesAt: LAPSES_AT },
};

export const noticeWaitsLong: Contract<NoticeWaitsLongV1> = {
  type: 'assignment.notice-waits-long.v1',
  description: {
    zh: '保存的通知等待已久：请登记该行政区划的机构，或者撤回后另行通知',
    en: 'A kept notice waits for longer than it should: register the institution, or withdraw it and notify another.',
  },
  schema: objectOf({ ...ref, keptAt: part.instant, lapsesAt: part.instant, warnedAt: part.instant }),
  example: { ...EXAMPLE, keptAt: KEPT_AT, lapsesAt: LAPSES_AT, warnedAt: '2026-11-24T02:00:00.000Z' },
};

export const noticeWaitingEnded: Contract<NoticeWaitingEndedV1> = {
  type: 'assignment.notice-waiting-ended.v1',
  description: {
    zh: '保存的通知不再等待：已送达机构、已撤回、逾期未能送达或者被退回',
    en: 'A kept notice waits no more: it reached the institution, was withdrawn, lapsed or was refused.',
  },
  schema: objectOf(
    {
      ...ref,
      outcome: { type: 'string', enum: [...WAITING_OUTCOMES] },
      endedAt: part.instant,
      institution: part.code,
      code: part.text,
    },
    ['institution', 'code'],
  ),
  example: { ...EXAMPLE, outcome: 'matched', endedAt: '2026-11-23T06:00:00.000Z', institution: 'institution-540100' },
};
