import { IsIn, IsOptional } from 'class-validator';

export class DashboardQuery {
  /** Lines by division (the default) or by case agency. */
  @IsOptional()
  @IsIn(['division', 'organ'])
  by: 'division' | 'organ' = 'division';
}
