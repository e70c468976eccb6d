import type { DefenceRequestRef } from './assignment.js';
import { objectOf, part, type Contract } from './contract.js';

/**
 * A person was erased (个人信息删除): the key is destroyed, nothing that was sealed under it can be read again. Whoever keeps something of
 * this person takes it away and says so with `erasure.followed.v1`; counts stay.
 */
export interface PersonErasedV1 {
  readonly personId: string;
  /** The lawyer in the directory that the person was registered as. */
  readonly lawyerId?: string;
  readonly erasedAt: string;
}

/** A matter that the person was part of no longer shows the person: its parties are told. */
export interface MatterPersonErasedV1 extends DefenceRequestRef {
  readonly personId: string;
  readonly erasedAt: string;
  /** What kind of matter `requestId` names; left out: a defence request. */
  readonly matter?: 'duty-help';
}

/** A service has taken away what it kept of an erased person. */
export interface ErasureFollowedV1 {
  readonly service: string;
  readonly personId: string;
  /** Matters that the person was taken out of: each is told by a message of its own. */
  readonly matters: number;
  readonly followedAt: string;
}

/** The time for which a matter is kept is over (保存期限届满): the directory destroys the keys of its persons. */
export interface MatterExpiredV1 {
  readonly service: string;
  readonly matterId: string;
  /** Persons of the matter whose keys are there still. */
  readonly persons: readonly string[];
  readonly division: string;
  /** The reference value that was the rule, and the document that set it. */
  readonly ruleId: string;
  readonly source: string;
  readonly expiredAt: string;
}

const PERSON = '0192f3c4-5a6b-7c7d-9e0f-665544332211';

export const personErased: Contract<PersonErasedV1> = {
  type: 'directory.person-erased.v1',
  description: { zh: '个人信息已删除', en: 'A person was erased: the key is destroyed; take away what you keep of the person.' },
  schema: objectOf({ personId: part.id, lawyerId: part.id, erasedAt: part.instant }, ['lawyerId']),
  example: { personId: PERSON, erasedAt: '2026-11-26T03:00:00.000Z' },
};

export const matterPersonErased: Contract<MatterPersonErasedV1> = {
  type: 'assignment.person-erased.v1',
  description: {
    zh: '案件中的个人信息已删除',
    en: 'A person of this matter was erased; its parties see no details of the person any more.',
  },
  schema: objectOf(
    {
      requestId: part.id,
      organ: part.code,
      organKind: { type: 'string', enum: ['court', 'procuratorate', 'police'] },
      institution: part.code,
      division: part.division,
      personId: part.id,
      erasedAt: part.instant,
      matter: part.text,
    },
    ['matter'],
  ),
  example: {
    requestId: '0192f3c4-5a6b-8c7d-9e0f-112233445566',
    organ: 'court-540100',
    organKind: 'court',
    institution: 'institution-540100',
    division: '540100',
    personId: PERSON,
    erasedAt: '2026-11-26T03:00:00.000Z',
  },
};

export const erasureFollowed: Contract<ErasureFollowedV1> = {
  type: 'erasure.followed.v1',
  description: { zh: '服务已清除该人的信息', en: 'A service has taken away what it kept of an erased person.' },
  schema: objectOf({ service: part.code, personId: part.id, matters: { type: 'integer' }, followedAt: part.instant }),
  example: { service: 'assignment', personId: PERSON, matters: 1, followedAt: '2026-11-26T03:00:01.000Z' },
};

export const matterExpired: Contract<MatterExpiredV1> = {
  type: 'erasure.matter-expired.v1',
  description: { zh: '案件保存期限已届满', en: 'A matter was kept for as long as its rule says: its persons are to be erased.' },
  schema: objectOf({
    service: part.code,
    matterId: part.id,
    persons: { type: 'array', items: part.id },
    division: part.division,
    ruleId: part.id,
    source: part.text,
    expiredAt: part.instant,
  }),
  example: {
    service: 'assignment',
    matterId: '0192f3c4-5a6b-8c7d-9e0f-112233445566',
    persons: [PERSON],
    division: '540100',
    ruleId: '0192f3c4-5a6b-7c7d-9e0f-112233445577',
    source: '西藏自治区法律援助案件信息保存期限规定(示例)',
    expiredAt: '2037-01-04T16:00:00.000Z',
  },
};
