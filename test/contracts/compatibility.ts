import type { JsonSchema } from '@xiezhi/contracts';

/**
 * Why those who know a published schema could not live with the new one; nothing when it changed by addition only. Additions are: an
 * optional property, a value more in a list of values, a description. What was stored or sent before must still be valid, and what
 * receivers rely on must still be sent.
 */
export function breaksOf(published: JsonSchema, present: JsonSchema, at = 'data'): readonly string[] {
  return [
    ...same(published, present, 'type', at),
    ...same(published, present, 'format', at),
    ...same(published, present, 'pattern', at),
    ...valuesLost(published, present, at),
    ...requirements(published, present, at),
    ...(published.additionalProperties !== false && present.additionalProperties === false ? [`${at} no longer takes additions`] : []),
    ...propertiesOf(published, present, at),
    ...itemsOf(published, present, at),
  ];
}

const told = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

function same(published: JsonSchema, present: JsonSchema, key: 'type' | 'format' | 'pattern', at: string): readonly string[] {
  return told(published[key]) === told(present[key])
    ? []
    : [`${key} of ${at} changed from ${told(published[key])} to ${told(present[key])}`];
}

function valuesLost({ enum: before }: JsonSchema, { enum: now }: JsonSchema, at: string): readonly string[] {
  if (now === undefined) return before === undefined ? [] : [`${at} is no longer a list of values`];
  if (before === undefined) return [`${at} became a list of values`];
  return before.filter((value) => !now.includes(value)).map((value) => `${at} no longer takes ${told(value)}`);
}

function requirements(published: JsonSchema, present: JsonSchema, at: string): readonly string[] {
  const before = published.required ?? [];
  const now = present.required ?? [];
  return [
    ...now.filter((name) => !before.includes(name)).map((name) => `${at}.${name} became required`),
    ...before.filter((name) => !now.includes(name)).map((name) => `${at}.${name} is no longer required: receivers rely on it`),
  ];
}

function propertiesOf(published: JsonSchema, present: JsonSchema, at: string): readonly string[] {
  return Object.entries(published.properties ?? {}).flatMap(([name, schema]) => {
    const now = present.properties?.[name];
    return now === undefined ? [`${at}.${name} was removed`] : breaksOf(schema, now, `${at}.${name}`);
  });
}

function itemsOf({ items: before }: JsonSchema, { items: now }: JsonSchema, at: string): readonly string[] {
  if (before === undefined) return now === undefined ? [] : [`items of ${at} became restricted`];
  return now === undefined ? [`items of ${at} are no longer described`] : breaksOf(before, now, `${at}[]`);
}
