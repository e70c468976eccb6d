/** Most characters of a field, unless said otherwise. */
const MAX_FIELD = 1_000;

/**
 * Fields of a posted form (plain HTML, no script), as they were typed: browsers send a line's end as CR LF, whatever was typed. One that is
 * missing, repeated or too long is empty.
 */
export function formFields<Name extends string>(
  body: unknown,
  names: readonly Name[],
  max: number = MAX_FIELD,
): Readonly<Record<Name, string>> {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    names.map((name) => {
      const value = given[name];
      return [name, typeof value === 'string' && value.length <= max ? value.replaceAll('\r\n', '\n') : ''];
    }),
  ) as Record<Name, string>;
}
