const PLAIN = /^[a-z_][a-z0-9_]{0,62}$/;

/** Checks that a name can stand in a statement as it is. @throws Error when it cannot */
export function plainIdentifier(name: string): string {
  if (!PLAIN.test(name)) throw new Error('not a plain SQL identifier');
  return name;
}

/** `schema.table`, both checked. */
export const qualified = (schema: string, table: string): string => `${plainIdentifier(schema)}.${plainIdentifier(table)}`;
