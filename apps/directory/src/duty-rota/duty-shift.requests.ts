import { DUTY_PLACES, type DutyPlace } from '@xiezhi/contracts';
import { IsLocalDate, Text } from '@xiezhi/service';
import { IsIn, IsUUID, Matches } from 'class-validator';
import { IsBehind } from '../behind.js';
import { CANCELLED_FOR, type CancelledFor, type DutyShift } from './duty-rota.js';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export class DutyShiftRequest {
  /** Agency code of the institution whose rota it is. */
  @Text({ max: 100 })
  institution!: string;

  @IsIn(DUTY_PLACES)
  placeKind!: DutyPlace;

  @Text({ max: 200 })
  place!: string;

  @IsLocalDate()
  day!: string;

  @Matches(TIME, { message: 'time.not_a_time: must be a time such as 09:30' })
  starts!: string;

  @Matches(TIME, { message: 'time.not_a_time: must be a time such as 17:30' })
  @IsBehind('starts', 'time.not_later: must be later than starts, on the same day')
  ends!: string;

  @IsUUID()
  lawyerId!: string;
}

export class CancelShiftRequest {
  @IsIn(CANCELLED_FOR)
  reason!: CancelledFor;
}

export class ReplaceOnShiftRequest {
  @IsUUID()
  lawyerId!: string;
}

/** Days of the rota, both included. */
export class DutyRotaQuery {
  @Text({ max: 100 })
  institution!: string;

  @IsLocalDate()
  from!: string;

  @IsLocalDate()
  to!: string;
}

export const givenShift = ({ institution, placeKind, place, day, starts, ends, lawyerId }: DutyShiftRequest): DutyShift => ({
  institution,
  placeKind,
  place,
  day,
  starts,
  ends,
  lawyerId,
});
