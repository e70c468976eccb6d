import { IsInstant, PageSize, Text } from '@xiezhi/service';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { AGENCY_CODE } from '../accounts/account.requests.js';

export class AgencyParams {
  @Matches(AGENCY_CODE)
  code!: string;
}

/** A page of agencies by their standing with the present version. */
export class TermsStandingsQuery {
  /** Those that accepted it, or those that did not; all when not given. */
  @IsOptional()
  @IsIn(['yes', 'no'])
  accepted?: 'yes' | 'no';

  /** `next` of the page before. */
  @IsOptional()
  @Matches(AGENCY_CODE)
  cursor?: string;

  @PageSize(200)
  limit = 50;
}

export class AcceptanceRequest {
  /** Version of the terms; sign-ins ask for the one in DATA_USE_TERMS. */
  @Text({ max: 40 })
  version!: string;

  /** Who signed for the agency. */
  @Text({ max: 100 })
  signatory!: string;

  /** When they were signed. */
  @IsInstant()
  acceptedAt!: string;
}
