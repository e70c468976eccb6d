import type { Day } from './shanghai-time.js';

/** One thing that a reviewer scores, from nothing to `most`. */
export interface PeerReviewCriterion {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly most: number;
}

/** Which cases a table is for: defence and agency in criminal matters, or civil and administrative cases. */
export type PeerReviewField = 'criminal' | 'civil';

/**
 * What peers score a closed case by (同行评估评分表), as data with a version, a day it holds from and what it follows. Points of all criteria
 * sum to a hundred; of the grades the first whose `from` is reached counts.
 */
export interface PeerReviewCriteria {
  readonly version: string;
  readonly field: PeerReviewField;
  readonly validFrom: Day;
  readonly source: string;
  /** The points are not confirmed by a published table: a region replaces them by a version of its own. */
  readonly standing: 'confirmed' | 'unconfirmed';
  readonly criteria: readonly PeerReviewCriterion[];
  readonly grades: readonly { readonly grade: 'excellent' | 'good' | 'qualified' | 'unqualified'; readonly from: number }[];
}

const GRADES: PeerReviewCriteria['grades'] = [
  { grade: 'excellent', from: 90 },
  { grade: 'good', from: 75 },
  { grade: 'qualified', from: 60 },
  { grade: 'unqualified', from: 0 },
];

/** Every version there was, in the order of the days they hold from. */
export const PEER_REVIEW_CRITERIA: readonly PeerReviewCriteria[] = [
  {
    version: 'criminal-2022.1',
    field: 'criminal',
    validFrom: '2022-01-01',
    source: '法律援助法 第57条; 全国刑事法律援助服务规范 (SF/T 0032)',
    standing: 'unconfirmed',
    criteria: [
      { code: 'meeting', nameZh: '会见、沟通与告知', nameEn: 'Meetings, and what the person was told', most: 20 },
      { code: 'file_reading', nameZh: '阅卷与调查取证', nameEn: 'Reading of the file, and inquiries', most: 20 },
      { code: 'opinion', nameZh: '辩护意见', nameEn: 'The opinion for the defence', most: 25 },
      { code: 'hearing', nameZh: '出庭与程序权利行使', nameEn: 'The hearing, and the use of procedural rights', most: 20 },
      { code: 'closing_file', nameZh: '办案规范与归档', nameEn: 'Conduct by the rules, and the closing file', most: 15 },
    ],
    grades: GRADES,
  },
  {
    version: 'civil-2022.1',
    field: 'civil',
    validFrom: '2022-01-01',
    source: '法律援助法 第57条; 民事行政法律援助案件质量同行评估规则 (SF/T 0085-2020)',
    standing: 'unconfirmed',
    criteria: [
      { code: 'meeting', nameZh: '会见、沟通与告知', nameEn: 'Meetings, and what the person was told', most: 20 },
      { code: 'evidence', nameZh: '调查取证与证据运用', nameEn: 'Inquiries, and the use of evidence', most: 20 },
      { code: 'agency', nameZh: '诉讼文书与代理意见', nameEn: 'Pleadings, and the opinion for the client', most: 25 },
      { code: 'proceedings', nameZh: '出庭、调解与权利行使', nameEn: 'Hearings, mediation, and the use of rights', most: 20 },
      { code: 'closing_file', nameZh: '办案规范与归档', nameEn: 'Conduct by the rules, and the closing file', most: 15 },
    ],
    grades: GRADES,
  },
];

/** The criteria of a field in force on a day. @throws RangeError before the first */
export function peerReviewCriteriaOn(day: Day, field: PeerReviewField): PeerReviewCriteria {
  const found = PEER_REVIEW_CRITERIA.findLast((one) => one.field === field && one.validFrom <= day);
  if (found === undefined) throw new RangeError(`no criteria of peer review hold on ${day}`);
  return found;
}

/** The criteria of a version that a review was opened with. @throws RangeError for one that never was */
export function peerReviewCriteriaOf(version: string): PeerReviewCriteria {
  const found = PEER_REVIEW_CRITERIA.find((criteria) => criteria.version === version);
  if (found === undefined) throw new RangeError(`no criteria of peer review of version ${version}`);
  return found;
}
