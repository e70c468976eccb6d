import { GROUP_CLOSINGS, GROUP_REASONS, type GroupClosing, type GroupReason } from '../group-matter.js';
import { objectOf, part, type Contract } from './contract.js';

/** What every event about a group matter (群体性案件) says of it. Neither its matters nor a person are named. */
export interface GroupMatterRef {
  readonly groupId: string;
  /** The institution that leads it. */
  readonly institution: string;
  readonly division: string;
}

export interface GroupMatterOpenedV1 extends GroupMatterRef {
  readonly reason: GroupReason;
  readonly openedAt: string;
}

export interface GroupMatterClosedV1 extends GroupMatterRef {
  readonly reason: GroupClosing;
  /** Matters that were in it at the end. */
  readonly members: number;
  readonly closedAt: string;
}

const ref = { groupId: part.id, institution: part.code, division: part.division } as const;
const exampleRef: GroupMatterRef = {
  groupId: '0192f3c4-5a6b-8c7d-9e0f-11223344a001',
  institution: 'institution-540100',
  division: '540100',
};
const codes = (list: readonly { readonly code: string }[]): readonly string[] => list.map(({ code }) => code);

export const groupMatterOpened: Contract<GroupMatterOpenedV1> = {
  type: 'assignment.group-matter-opened.v1',
  description: {
    zh: '已设立群体性案件',
    en: 'An institution handles matters that have something in common as one group matter.',
  },
  schema: objectOf({ ...ref, reason: { type: 'string', enum: codes(GROUP_REASONS) }, openedAt: part.instant }),
  example: { ...exampleRef, reason: 'wages', openedAt: '2026-11-24T02:00:00.000Z' },
};

export const groupMatterClosed: Contract<GroupMatterClosedV1> = {
  type: 'assignment.group-matter-closed.v1',
  description: { zh: '群体性案件已结束', en: 'A group matter was closed; what was joined in it goes on by itself.' },
  schema: objectOf({
    ...ref,
    reason: { type: 'string', enum: codes(GROUP_CLOSINGS) },
    members: { type: 'integer' },
    closedAt: part.instant,
  }),
  example: { ...exampleRef, reason: 'settled', members: 23, closedAt: '2027-02-24T02:00:00.000Z' },
};
