import { DUTY_PLACES, type DutyPlace } from '../duty-help.js';
import { objectOf, part, type Contract } from './contract.js';

/** A shift of the duty rota (值班表) as it is now: planned, or taken off. A shift begins and ends on one day of Asia/Shanghai. */
export interface DutyShiftRecordedV1 {
  readonly shiftId: string;
  /** Agency code of the institution whose rota it is. */
  readonly institution: string;
  readonly placeKind: DutyPlace;
  readonly place: string;
  readonly day: string;
  /** HH:MM in Asia/Shanghai. */
  readonly starts: string;
  readonly ends: string;
  readonly lawyerId: string;
  /** Why it was taken off the rota (coded); `null` while it stands. */
  readonly cancelledFor: string | null;
}

export const dutyShiftRecorded: Contract<DutyShiftRecordedV1> = {
  type: 'directory.duty-shift-recorded.v1',
  description: { zh: '值班安排已登记或者取消', en: 'A shift of the duty rota was planned or taken off.' },
  schema: objectOf({
    shiftId: part.id,
    institution: part.code,
    placeKind: { type: 'string', enum: DUTY_PLACES.map((place) => place) },
    place: part.text,
    day: part.day,
    starts: part.text,
    ends: part.text,
    lawyerId: part.id,
    cancelledFor: { type: ['string', 'null'] },
  }),
  example: {
    shiftId: '0192f3c4-5a6b-8c7d-9e0f-112233445599',
    institution: 'institution-540100',
    placeKind: 'detention_centre',
    place: '拉萨市看守所',
    day: '2026-11-24',
    starts: '09:30',
    ends: '17:30',
    lawyerId: '0192f3c4-5a6b-7c7d-9e0f-112233445566',
    cancelledFor: null,
  },
};
