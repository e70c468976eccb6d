import { IsDivisionCode, Text } from '@xiezhi/service';
import { IsIn, IsOptional } from 'class-validator';

export class DashboardQuery {
  /** Lines by division (the default) or by case agency. */
  @IsOptional()
  @IsIn(['division', 'organ'])
  by: 'division' | 'organ' = 'division';

  /** Requests to the institutions in this division alone, within the caller's own; a prefecture's code holds its counties. */
  @IsOptional()
  @IsDivisionCode()
  division?: string;

  /** Requests of this case agency alone. */
  @IsOptional()
  @Text({ max: 100 })
  organ?: string;
}
