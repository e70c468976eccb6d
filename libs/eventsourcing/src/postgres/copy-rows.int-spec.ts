import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ColumnType } from '../projection.js';
import { copyRows } from './copy-rows.js';
import { openWorld, type World } from './runners.support.contract.js';

const COLUMNS = {
  id: 'integer',
  text: 'text',
  number: 'bigint',
  flag: 'boolean',
  day: 'date',
  body: 'jsonb',
  tags: 'text[]',
} as const satisfies Readonly<Record<string, ColumnType>>;
const CREATE = 'CREATE TEMP TABLE copied (id int PRIMARY KEY, text text, number bigint, flag boolean, day date, body jsonb, tags text[])';

/** Text as people write it, and what a line of the format is made of. */
const text = fc
  .oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[\\\n\r\t"'{},NULn. 藏ཀ]{0,12}$/))
  .filter((value) => !value.includes('\0'));
const orNull = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values, { nil: null });
const rows = fc
  .array(
    fc.record({
      text: orNull(text),
      number: orNull(fc.maxSafeInteger()),
      flag: orNull(fc.boolean()),
      day: orNull(fc.constantFrom('2026-02-28', '2024-02-29')),
      body: orNull(fc.oneof(fc.record({ text, fen: fc.integer() }), fc.array(text), text)),
      tags: orNull(fc.array(text)),
    }),
    { maxLength: 20 },
  )
  .map((values) => values.map((value, id) => ({ id, ...value })));

describe('rows that are copied into a table', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world?.close());

  it('are there as they were given, whatever text is in them', async () => {
    const client = await world.pool.connect();
    try {
      await client.query(CREATE);
      await fc.assert(
        fc.asyncProperty(rows, async (given) => {
          await client.query('TRUNCATE copied');
          await copyRows(client, 'copied', COLUMNS, given);
          const { rows: there } = await client.query('SELECT *, number::float8 AS number, day::text AS day FROM copied ORDER BY id');
          expect(there).toEqual(given);
        }),
        { numRuns: 200 },
      );
    } finally {
      client.release(true);
    }
  });

  it('are all there when they are many, in as many pieces as it takes', async () => {
    const client = await world.pool.connect();
    try {
      await client.query(CREATE);
      const many = Array.from({ length: 1_234 }, (_, id) => ({ id, text: `第${id}行\n` }));
      await copyRows(client, 'copied', { id: 'integer', text: 'text' }, many);
      expect((await client.query('SELECT id, text FROM copied ORDER BY id')).rows).toEqual(many);
    } finally {
      client.release(true);
    }
  });

  it('are refused, all of them, where one of their keys is there already', async () => {
    const client = await world.pool.connect();
    try {
      await client.query(CREATE);
      await copyRows(client, 'copied', { id: 'integer' }, [{ id: 1 }]);
      await expect(copyRows(client, 'copied', { id: 'integer' }, [{ id: 0 }, { id: 1 }])).rejects.toMatchObject({ code: '23505' });
      expect((await client.query('SELECT id FROM copied')).rows).toEqual([{ id: 1 }]);
    } finally {
      client.release(true);
    }
  });
});
