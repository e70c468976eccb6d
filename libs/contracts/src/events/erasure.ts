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
}

/** A service has taken away what it kept of an erased person. */
export interface ErasureFollowedV1 {
  readonly service: string;
  readonly personId: string;
  /** Matters that the person was taken out of: each is told by a message of its own. */
  readonly matters: number;
  readonly followedAt: string;
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
    en: 'A person of this defence request was erased; its parties see no details of the person any more.',
  },
  schema: objectOf({
    requestId: part.id,
    organ: part.code,
    organKind: { type: 'string', enum: ['court', 'procuratorate', 'police'] },
    institution: part.code,
    division: part.division,
    personId: part.id,
    erasedAt: part.instant,
  }),
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
