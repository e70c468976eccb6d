import { IsDivisionCode, IsLocalDate, PageSize, Text } from '@xiezhi/service';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { JOINT_STATES, MAX_PAGE, type JointState } from './joint-requests.queries.js';

export class JointRequestsQuery {
  /** Which figure's list. */
  @IsOptional()
  @IsIn(JOINT_STATES)
  state: JointState = 'open';

  /** Requests to the institutions in this division alone, within the caller's own. */
  @IsOptional()
  @IsDivisionCode()
  division?: string;

  /** `true`: this very division, without those below it. */
  @IsOptional()
  @IsIn(['true', 'false'])
  exact: 'true' | 'false' = 'false';

  /** Requests of this organ alone. */
  @IsOptional()
  @Text({ max: 100 })
  organ?: string;

  /** Received, or ended, from this day on. */
  @IsOptional()
  @IsLocalDate()
  from?: string;

  /** Received, or ended, up to this day. */
  @IsOptional()
  @IsLocalDate()
  to?: string;

  @PageSize(MAX_PAGE)
  limit = 40;

  @IsOptional()
  @Matches(/^[\dT:.Z-]{20,30}\|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  cursor?: string;
}
