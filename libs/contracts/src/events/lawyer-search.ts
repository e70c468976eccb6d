import { aidCaseRef, type AidCaseRef } from './aid-case.js';
import { requestRef, type DefenceRequestRef } from './assignment.js';
import { objectOf, part, type Contract } from './contract.js';

/** Why a lawyer declines an offer (谢绝理由). Coded: a sentence would be a person's. */
export const DECLINE_REASONS = [
  { code: 'conflict_of_interest', nameZh: '有利益冲突', nameEn: 'Conflict of interest' },
  { code: 'hearing_clash', nameZh: '庭期冲突', nameEn: 'Another hearing at that time' },
  { code: 'workload', nameZh: '在办案件过多', nameEn: 'Too many cases at hand' },
  { code: 'language', nameZh: '不会当事人的语言', nameEn: 'Does not speak the person’s language' },
  { code: 'distance', nameZh: '路途过远', nameEn: 'Too far away' },
  { code: 'health', nameZh: '身体原因', nameEn: 'Health' },
  { code: 'on_leave', nameZh: '外出或者休假', nameEn: 'Away or on leave' },
  { code: 'other', nameZh: '其他', nameEn: 'Other' },
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number]['code'];

/** How a search for a lawyer ends: one took the matter, all were asked, or it was called off. */
export const SEARCH_OUTCOMES = ['accepted', 'exhausted', 'called_off'] as const;
export type SearchOutcome = (typeof SEARCH_OUTCOMES)[number];

/** Why it was called off: by the institution, by an assignment by hand, or because the matter needs none any more. */
export const CALLED_OFF_FOR = ['institution', 'assigned_by_hand', 'request_closed'] as const;
export type CalledOffFor = (typeof CALLED_OFF_FOR)[number];

/** What is told of an offer, of a declined one, and of a search’s end, whatever matter it is for. */
export interface LawyerOffered {
  readonly offerId: string;
  readonly offeredAt: string;
  /** Until when an answer counts. */
  readonly until: string;
  /** How near the lawyer is: `same_division`, `same_prefecture`, `region`, `visiting`. */
  readonly circle: string;
}
export interface OfferDeclined {
  readonly offerId: string;
  readonly declinedAt: string;
  readonly reason: DeclineReason;
}
export interface SearchEnded {
  readonly endedAt: string;
  readonly outcome: SearchOutcome;
  readonly calledOffFor?: CalledOffFor;
  /** How many lawyers were asked. */
  readonly offers: number;
}
export interface LawyerOfferedV1 extends DefenceRequestRef, LawyerOffered {}
export interface OfferDeclinedV1 extends DefenceRequestRef, OfferDeclined {}
export interface SearchEndedV1 extends DefenceRequestRef, SearchEnded {}
/** The same of a granted case (受援案件). */
export interface AidCaseLawyerOfferedV1 extends AidCaseRef, LawyerOffered {}
export interface AidCaseOfferDeclinedV1 extends AidCaseRef, OfferDeclined {}
export interface AidCaseSearchEndedV1 extends AidCaseRef, SearchEnded {}

const offered = { offerId: part.id, offeredAt: part.instant, until: part.instant, circle: part.text } as const;
const declined = {
  offerId: part.id,
  declinedAt: part.instant,
  reason: { type: 'string', enum: DECLINE_REASONS.map(({ code }) => code) },
} as const;
const ended = {
  endedAt: part.instant,
  outcome: { type: 'string', enum: SEARCH_OUTCOMES },
  calledOffFor: { type: 'string', enum: CALLED_OFF_FOR },
  offers: { type: 'integer' },
} as const;

const exampleRef: DefenceRequestRef = {
  requestId: '0192f3c4-5a6b-8c7d-9e0f-112233445566',
  organ: 'court-540100',
  organKind: 'court',
  institution: 'institution-540100',
  division: '540100',
};
const exampleCase: AidCaseRef = { caseId: '0192f3c4-5a6b-8c7d-9e0f-0000000a1d10', institution: 'institution-540100', division: '540100' };
const OFFER = '0192f3c4-5a6b-8c7d-9e0f-112233445599';
const exampleOffered: LawyerOffered = {
  offerId: OFFER,
  offeredAt: '2026-11-24T02:00:00.000Z',
  until: '2026-11-24T08:00:00.000Z',
  circle: 'same_division',
};
const exampleDeclined: OfferDeclined = { offerId: OFFER, declinedAt: '2026-11-24T03:00:00.000Z', reason: 'hearing_clash' };
const exampleEnded: SearchEnded = { endedAt: '2026-11-24T04:00:00.000Z', outcome: 'accepted', offers: 2 };

export const lawyerOffered: Contract<LawyerOfferedV1> = {
  type: 'assignment.lawyer-offered.v1',
  description: { zh: '已向律师发出邀约', en: 'A lawyer was asked to take the defence; who is not told.' },
  schema: objectOf({ ...requestRef, ...offered }),
  example: { ...exampleRef, ...exampleOffered },
};

export const offerDeclined: Contract<OfferDeclinedV1> = {
  type: 'assignment.offer-declined.v1',
  description: { zh: '律师谢绝邀约', en: 'The lawyer who was asked declined, for a coded reason; the next is asked.' },
  schema: objectOf({ ...requestRef, ...declined }),
  example: { ...exampleRef, ...exampleDeclined },
};

export const searchEnded: Contract<SearchEndedV1> = {
  type: 'assignment.search-ended.v1',
  description: { zh: '寻找律师已结束', en: 'The search for a lawyer ended: one accepted, all were asked, or it was called off.' },
  schema: objectOf({ ...requestRef, ...ended }, ['calledOffFor']),
  example: { ...exampleRef, ...exampleEnded },
};

export const aidCaseLawyerOffered: Contract<AidCaseLawyerOfferedV1> = {
  type: 'assignment.aid-case-lawyer-offered.v1',
  description: { zh: '已就受援案件向律师发出邀约', en: 'A lawyer was asked to take a granted case; who is not told.' },
  schema: objectOf({ ...aidCaseRef, ...offered }),
  example: { ...exampleCase, ...exampleOffered },
};

export const aidCaseOfferDeclined: Contract<AidCaseOfferDeclinedV1> = {
  type: 'assignment.aid-case-offer-declined.v1',
  description: {
    zh: '律师谢绝受援案件的邀约',
    en: 'The lawyer who was asked to take a granted case declined, for a coded reason; the next is asked.',
  },
  schema: objectOf({ ...aidCaseRef, ...declined }),
  example: { ...exampleCase, ...exampleDeclined },
};

export const aidCaseSearchEnded: Contract<AidCaseSearchEndedV1> = {
  type: 'assignment.aid-case-search-ended.v1',
  description: {
    zh: '为受援案件寻找律师已结束',
    en: 'The search for a granted case’s lawyer ended: one accepted, all were asked, or it was called off.',
  },
  schema: objectOf({ ...aidCaseRef, ...ended }, ['calledOffFor']),
  example: { ...exampleCase, ...exampleEnded },
};
