import { Text } from '@xiezhi/service';
import { IsOptional } from 'class-validator';
import { RegisterRequest } from '../lawyers/lawyer.requests.js';

/** A lawyer as a file's row has one: the firm by its name, or by its licence where it is registered. */
export class LawyerRowRequest extends RegisterRequest {
  @IsOptional()
  @Text({ max: 40 })
  firmLicence?: string;
}
