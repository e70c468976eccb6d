import {
  GROUP_CLOSINGS,
  GROUP_JOIN_BASES,
  GROUP_REASONS,
  GROUP_REMOVALS,
  type GroupClosing,
  type GroupJoinBasis,
  type GroupReason,
  type GroupRemoval,
} from '@xiezhi/contracts';
import { Text } from '@xiezhi/service';
import { IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { ACCOUNT, codes, KINDS, NewestFirstQuery } from '../sensitive-matter/sensitive-matter.request.js';
import { BehindQuery, IDS } from '../worklist/worklist.request.js';
import type { MemberKind } from './group-matter.js';

export class OpenGroupRequest {
  /** What is common to its matters; it names nobody. */
  @Text({ max: 100 })
  title!: string;

  @IsIn(codes(GROUP_REASONS))
  reason!: GroupReason;
}

export class JoinMatterRequest {
  @IsUUID()
  matterId!: string;

  @IsIn(KINDS)
  matterKind!: MemberKind;

  @IsIn(codes(GROUP_JOIN_BASES))
  basis!: GroupJoinBasis;
}

export class RemoveMatterRequest {
  @IsIn(codes(GROUP_REMOVALS))
  reason!: GroupRemoval;
}

export class NameOfficerRequest {
  /** Account of an officer of the institution. */
  @Matches(ACCOUNT)
  officer!: string;
}

export class CloseGroupRequest {
  @IsIn(codes(GROUP_CLOSINGS))
  reason!: GroupClosing;
}

export class GroupSuggestionQuery extends BehindQuery {
  /** The matter that may be one of a group. */
  @IsUUID()
  matter!: string;

  @IsIn(KINDS)
  matterKind!: MemberKind;
}

/** Rows of a list that may each be one of a group. */
export class GroupSuggestionRowsQuery extends BehindQuery {
  /** Their ids, separated by commas. */
  @Matches(IDS)
  matters!: string;

  @IsIn(KINDS)
  matterKind!: MemberKind;
}

export class GroupListQuery extends NewestFirstQuery {
  @IsOptional()
  @IsIn(['open', 'closed'])
  state: 'open' | 'closed' = 'open';

  /** Those that one matter is in, open or closed. */
  @IsOptional()
  @IsUUID()
  matter?: string;
}
