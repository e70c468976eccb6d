import { instantOf } from '../../format/time.ts';
import type { DayAndTime } from '../../parts/date-time-field.tsx';
import type { Field } from './fields.ts';

export type Values = Readonly<Record<string, unknown>>;

/** What stands at a path of a form's values. */
const at = (values: Values, path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, name) => (inner as Values | undefined)?.[name], values);

/** A field's value as the platform takes it; `undefined` where nothing was filled in. */
function sent({ as }: Field, value: unknown): unknown {
  if (value === undefined || value === null || value === '') return undefined;
  if (as !== 'moment') return value;
  const { day = '', time = '' } = value as DayAndTime;
  return day === '' || time === '' ? undefined : instantOf(day, time);
}

/** The body of a command out of what was filled in; what is not asked for is left out. */
export function bodyOf(fields: readonly Field[], values: Values): object {
  const body: Record<string, unknown> = {};
  for (const field of fields) {
    const { when, name } = field;
    if (when !== undefined && !when[1].includes(String(at(values, when[0].split('.'))))) continue;
    const path = name.split('.');
    const value = sent(field, at(values, path)) ?? (field.as === 'several' ? [] : undefined);
    if (value === undefined) continue;
    const [outer = '', inner] = path;
    body[outer] = inner === undefined ? value : { ...(body[outer] as object | undefined), [inner]: value };
  }
  return body;
}
