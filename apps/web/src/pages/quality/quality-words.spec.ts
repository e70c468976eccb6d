import { en } from '../../i18n/en/index.ts';
import { zh } from '../../i18n/zh/index.ts';
import { KINDS_OF_WORK } from './kinds.ts';

const at = (catalogue: object, key: string): unknown =>
  key.split('.').reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], catalogue);

/** Every key that the pages make out of the kinds of work. */
const keys = KINDS_OF_WORK.flatMap(({ kind, open, closed, columns, facts, begin, deeds }) => {
  const fields = [...(begin?.fields ?? []), ...deeds.flatMap((deed) => deed.fields)];
  return [
    ...[...open, ...closed].map((status) => `status.${kind}.${status}`),
    ...['title', 'one', 'intro'].map((key) => `kind.${kind}.${key}`),
    ...(begin === undefined ? [] : ['new', 'newIntro', 'begin', 'begun'].map((key) => `kind.${kind}.${key}`)),
    ...[...columns, ...facts, ...fields.map(({ name }) => name)].map((field) => `field.${field.replaceAll('.', '_')}`),
    ...fields.flatMap(({ hint }) => (hint === undefined ? [] : [`hint.${hint}`])),
    ...deeds.flatMap(({ command }) => ['action', 'text', 'done'].map((key) => `do.${kind}.${command}.${key}`)),
  ];
});

it.each(Object.entries({ zh, en }))('has every word of quality work in %s', (_language, { quality }) => {
  expect(keys.length).toBeGreaterThan(50);
  expect(keys.filter((key) => typeof at(quality, key) !== 'string')).toEqual([]);
});
