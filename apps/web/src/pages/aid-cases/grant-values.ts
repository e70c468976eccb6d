import type { AidRecipient } from '@xiezhi/contracts';
import type { GrantBody, GrantFacts } from '../../api/aid-cases.ts';
import { instantOf } from '../../format/time.ts';
import type { DayAndTime } from '../../parts/date-time-field.tsx';

/** What the form holds: names are those of the request, so that its faults find them; the other side is a line each. */
export type GrantValues = Partial<Omit<GrantFacts, 'grantedAt'>> & {
  readonly grantedAt?: DayAndTime;
  readonly recipient?: Partial<AidRecipient>;
  readonly opponents?: string;
  readonly wishes?: string;
};

function given<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== '')) as T;
}

/** The grant as it is sent: an empty field is one that was not given. */
export function bodyOf({ grantedAt: { day = '', time = '' } = {}, recipient = {}, opponents = '', ...rest }: GrantValues): GrantBody {
  const names = opponents.split('\n').flatMap((name) => (name.trim() === '' ? [] : [{ name: name.trim() }]));
  return given({ ...rest, grantedAt: instantOf(day, time), recipient: given(recipient), opponents: names }) as GrantBody;
}
