import { IsLocalDate } from '@xiezhi/service';
import { IsOptional } from 'class-validator';
import { IsBehind } from './behind.js';

/** From which day on, and until which, a row of the directory holds. */
export class ActivePeriod {
  @IsLocalDate()
  activeFrom!: string;

  /** The first day it no longer holds; left out while it does. */
  @IsOptional()
  @IsLocalDate()
  @IsBehind('activeFrom', 'date.not_behind: must be a day behind activeFrom')
  activeTo?: string;
}
