import type { HelpBody } from '../../api/duty-helps.ts';
import { instantOf } from '../../format/time.ts';
import type { DayAndTime } from '../../parts/date-time-field.tsx';

/** What the form holds: every field a text, as it is typed. Names are those of the request, so that its faults find them. */
export type HelpValues = Partial<Omit<HelpBody, 'requestedAt' | 'person' | 'contact'>> & {
  readonly requestedAt?: DayAndTime;
  readonly person?: Partial<HelpBody['person']>;
  readonly contact?: Partial<HelpBody['contact']>;
};

function given<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== '')) as T;
}

/** The request as it is sent: an empty field is one that was not given. */
export function bodyOf({ requestedAt: { day = '', time = '' } = {}, person = {}, contact = {}, ...rest }: HelpValues): HelpBody {
  const requestedAt = day === '' || time === '' ? undefined : instantOf(day, time);
  return given({ ...rest, requestedAt, person: given(person), contact }) as HelpBody;
}
