import { ACCESS_PURPOSES, type AccessPurpose } from '@xiezhi/contracts';
import { IsIn } from 'class-validator';

/** Why a person of the directory is opened: without a purpose none is. */
export class PurposeQuery {
  @IsIn(ACCESS_PURPOSES.map(({ code }) => code))
  purpose!: AccessPurpose;
}
