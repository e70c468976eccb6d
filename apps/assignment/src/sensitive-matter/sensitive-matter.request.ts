import { MAX_CIRCLE, PETITION_STATES, SENSITIVE_REASONS, type PetitionState, type SensitiveReason } from '@xiezhi/contracts';
import { IsInstant, IsLocalDate, PageSize, Text } from '@xiezhi/service';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import type { SensitiveKind } from './commands.js';
import { BehindQuery } from '../worklist/worklist.request.js';

/** The codes of a list. */
export const codes = <Code extends string>(list: readonly { readonly code: Code }[]): Code[] => list.map(({ code }) => code);
/** What can be flagged, and joined in groups. */
export const KINDS: SensitiveKind[] = ['defence-request', 'duty-help', 'aid-case'];
export const MAX_PAGE = 100;
/** An account, as tokens name it. */
export const ACCOUNT = /^[\x21-\x2e\x30-\x7e]{1,100}$/;
/** `<instant>|<id>` */
export const CURSOR = /^[\dT:.Z-]{20,30}\|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What was written about the step (说明). */
export class SensitiveTextRequest {
  @Text({ max: 2_000, lines: true })
  text!: string;
}

export class FlagMatterRequest extends SensitiveTextRequest {
  @IsOptional()
  @IsIn(KINDS)
  matterKind: SensitiveKind = 'defence-request';

  @IsIn(codes(SENSITIVE_REASONS))
  reason!: SensitiveReason;
}

export class SetCircleRequest {
  /** Accounts of officers of the institution. */
  @IsArray()
  @ArrayMaxSize(MAX_CIRCLE)
  @Matches(ACCOUNT, { each: true })
  officers!: string[];
}

export class ReportUpwardRequest extends SensitiveTextRequest {
  @IsInstant()
  reportedAt!: string;
}

export class LinkPetitionRequest extends SensitiveTextRequest {
  @IsOptional()
  @IsIn(KINDS)
  matterKind: SensitiveKind = 'defence-request';

  /** 信访件编号 */
  @Text({ max: 60 })
  number!: string;

  /** 受理机关 */
  @Text({ max: 100 })
  agency!: string;

  @IsLocalDate()
  receivedOn!: string;

  @IsIn(codes(PETITION_STATES))
  state!: PetitionState;
}

export class UpdatePetitionRequest {
  @IsIn(codes(PETITION_STATES))
  state!: PetitionState;
}

/** A page of a list that is ordered by an instant, the newest first. */
export class NewestFirstQuery extends BehindQuery {
  @PageSize(MAX_PAGE)
  limit = 40;

  @IsOptional()
  @Matches(CURSOR)
  cursor?: string;
}

export class SensitiveListQuery extends NewestFirstQuery {
  /** `linked`: not flagged any more, or never, but with petitions. */
  @IsOptional()
  @IsIn(['flagged', 'linked'])
  state: 'flagged' | 'linked' = 'flagged';

  /** Of one matter alone, however it stands. */
  @IsOptional()
  @IsUUID()
  matter?: string;
}
