import { IsInstant, Text } from '@xiezhi/service';
import { Matches } from 'class-validator';
import { AGENCY_CODE } from '../accounts/account.requests.js';

export class AgencyParams {
  @Matches(AGENCY_CODE)
  code!: string;
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
