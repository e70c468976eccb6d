/**
 * `value` as JSON in the one form that RFC 8785 (JSON Canonicalization Scheme) gives it: members sorted by UTF-16 code units, no spaces,
 * numbers and strings as ECMAScript writes them. Members that are `undefined` do not exist.
 * @throws TypeError for what JSON cannot hold: functions, big integers, numbers that are not finite, broken text
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a number that is not finite has no JSON form');
    return JSON.stringify(value);
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError('a lone surrogate has no JSON form');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item: unknown) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`a ${typeof value} has no JSON form`);
  const members = value as Readonly<Record<string, unknown>>;
  const parts: string[] = [];
  for (const key of Object.keys(members).sort()) {
    if (members[key] !== undefined) parts.push(`${canonicalJson(key)}:${canonicalJson(members[key])}`);
  }
  return `{${parts.join(',')}}`;
}
