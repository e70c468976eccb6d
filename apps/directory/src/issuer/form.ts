const MAX_FIELD = 1_000;

/** Fields of a posted form, as they were typed; one that is missing, repeated or too long is empty. */
export function formFields<Name extends string>(body: unknown, names: readonly Name[]): Readonly<Record<Name, string>> {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    names.map((name) => {
      const value = given[name];
      return [name, typeof value === 'string' && value.length <= MAX_FIELD ? value : ''];
    }),
  ) as Record<Name, string>;
}
