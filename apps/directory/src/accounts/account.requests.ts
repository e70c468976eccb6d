import { ROLES } from '@xiezhi/contracts';
import { IsInstant, PageSize, Text } from '@xiezhi/service';
import { IsIn, IsOptional, IsUUID, Matches, ValidateIf } from 'class-validator';
import { ACCOUNT_STATES, type AccountState } from './account.js';

const MAX_PAGE = 200;
const ROLE_CODES = ROLES.map(({ code }) => code);
export const AGENCY_CODE = /^[a-z0-9][a-z0-9-]{0,99}$/;

/** Why an account was stopped: codes, for a person's own affairs do not belong in the log. */
const DEACTIVATION_REASONS = ['left', 'moved', 'misuse', 'security', 'other'];
const REVIVAL_REASONS = ['returned', 'mistake', 'dormant', 'other'];
const INVITATION_REASONS = ['password_forgotten', 'code_lost', 'security'];

export class InviteRequest {
  /** The agency's code. */
  @Matches(AGENCY_CODE)
  agency!: string;

  @IsIn(ROLE_CODES)
  role!: string;

  /** Of a lawyer, and of nobody else: the row of the roster. */
  @IsOptional()
  @IsUUID()
  lawyerId?: string;

  @Text({ max: 100 })
  displayName!: string;

  /** What the person types to sign in; unique within the agency. */
  @Text({ max: 100 })
  signInName!: string;

  /** When the account ends; without an end when not given. */
  @IsOptional()
  @IsInstant()
  expiresAt?: string;
}

export class InviteAgainRequest {
  @IsIn(INVITATION_REASONS)
  reason!: string;
}

export class RenewRequest {
  /** `null`: without an end. */
  @ValidateIf((_request, value) => value !== null)
  @IsInstant()
  expiresAt!: string | null;
}

export class DeactivateRequest {
  @IsIn(DEACTIVATION_REASONS)
  reason!: string;
}

export class ReviveRequest {
  @IsIn(REVIVAL_REASONS)
  reason!: string;
}

export class RoleRequest {
  @IsIn(ROLE_CODES)
  role!: string;

  /** Of a lawyer, and of nobody else: the row of the roster. */
  @IsOptional()
  @IsUUID()
  lawyerId?: string;
}

/** A page of one agency's rows, or of all that the caller manages. */
export class AgencyPageQuery {
  @IsOptional()
  @Matches(AGENCY_CODE)
  agency?: string;

  /** `next` of the page before. */
  @IsOptional()
  @IsUUID()
  cursor?: string;

  @PageSize(MAX_PAGE)
  limit = 100;
}

/** Accounts to be shown: by agency, role and state, and by part of a name. */
export class AccountsQuery extends AgencyPageQuery {
  @IsOptional()
  @IsIn(ROLE_CODES)
  role?: string;

  @IsOptional()
  @IsIn(ACCOUNT_STATES)
  state?: AccountState;

  @IsOptional()
  @Text({ max: 100 })
  q?: string;
}

/** One agency. */
export class AgencyQuery {
  @Matches(AGENCY_CODE)
  agency!: string;
}
