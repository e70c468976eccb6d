import type { Contract } from './contract.js';
import { clock, objectOf, part, type PublicClock } from './contract.js';

/** What can have happened to a request, as its agencies are told. */
export const NEWS_STATES = [
  'received',
  'lawyer_assigned',
  'confirmed',
  'overdue',
  'clock_recounted',
  'closed',
  'person_erased',
  'returned',
  'corrected',
  'engaged',
  'met',
  'lawyer_refused',
  'refusal_decided',
  'reassignment_requested',
  'change_requested',
  'change_declined',
  'hearing_moved',
  'hearing_conflict',
  'custody_moved',
  'stage_concluded',
  'file_submitted',
  'file_returned',
  'terminated',
  'linked',
  'duty_warned',
  'duty_breached',
  'duty_reminded',
  'waiting',
  'waits_long',
  'waiting_ended',
  'reported_upward',
] as const;
export type NewsState = (typeof NEWS_STATES)[number];

/**
 * What stands on an agency's addressed topic: identifiers, state, clock and a link. Who the person or the lawyer is, is read behind the link,
 * where the reading is authorised and recorded.
 */
export interface DefenceRequestNewsV1 {
  readonly requestId: string;
  readonly state: NewsState;
  readonly at: string;
  /** Path below the platform's address. */
  readonly link: string;
  readonly clock?: PublicClock;
  readonly letterNumber?: string;
}

const schema = objectOf(
  {
    requestId: part.id,
    state: { type: 'string', enum: NEWS_STATES },
    at: part.instant,
    link: part.text,
    clock,
    letterNumber: part.text,
  },
  ['clock', 'letterNumber'],
);

export const defenceRequestNews: Contract<DefenceRequestNewsV1> = {
  type: 'agency.defence-request-news.v1',
  description: { zh: '通知辩护的进展', en: 'Something happened to a defence request that concerns this agency.' },
  schema,
  example: {
    requestId: '0192f3c4-5a6b-8c7d-9e0f-112233445566',
    state: 'lawyer_assigned',
    at: '2026-11-24T03:00:00.000Z',
    link: '/api/assignment/defence-requests/0192f3c4-5a6b-8c7d-9e0f-112233445566/lawyer',
    letterNumber: '拉援刑援函字〔2026〕第1号',
  },
};
