import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { testDatabase, testPool, type TestDatabase } from '../../../../test/support/postgres.js';
import type { ColumnType } from '../projection.js';
import { RowArrays } from './row-arrays.js';

describe('rows as arrays of texts, one a column', () => {
  let database: TestDatabase;
  let pool: Pool;
  beforeAll(async () => {
    database = await testDatabase();
    pool = testPool(database.url, { max: 1 });
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  const columns: Readonly<Record<string, ColumnType>> = {
    name: 'text',
    id: 'uuid',
    days: 'integer',
    fen: 'bigint',
    open: 'boolean',
    at: 'timestamptz',
    day: 'date',
    facts: 'jsonb',
    tags: 'text[]',
  };
  const arrays = new RowArrays(columns);
  /** The rows as the server read them, each as JSON. */
  const read = async (rows: readonly Record<string, unknown>[]): Promise<readonly unknown[]> => {
    const text = `SELECT row_to_json(r) AS row FROM (SELECT ${arrays.selected} FROM ${arrays.from(1)}) AS r (${Object.keys(columns).join(', ')})`;
    return (await pool.query<{ row: unknown }>(text, [...arrays.values(rows)])).rows.map(({ row }) => row);
  };
  const nothing = Object.fromEntries(Object.keys(columns).map((name) => [name, null]));

  it('come to the server as they are, whatever their type', async () => {
    const row = {
      name: '桑珠孜区法律援助中心 བསམ་གྲུབ་རྩེ།',
      id: '01890a5d-ac96-774b-bcce-b302099a8057',
      days: -3,
      fen: Number.MAX_SAFE_INTEGER,
      open: false,
      day: '2026-02-28',
      facts: { quoted: '"\\\n', list: [1, null, 'བོད'], none: null },
      tags: ['a,b', '{"c"}', '\\', '', 'NULL', 'ཀ'],
    };
    expect(await read([{ ...row, at: '2026-03-01T08:09:10.100Z' }])).toEqual([{ ...row, at: '2026-03-01T08:09:10.1+00:00' }]);
  });

  it('keep what is missing apart from what is empty', async () => {
    const empty = { ...nothing, name: '', facts: {}, tags: [] };
    expect(await read([nothing, empty, { name: 'NULL' }])).toEqual([nothing, empty, { ...nothing, name: 'NULL' }]);
  });

  it('may be none', async () => {
    expect(await read([])).toEqual([]);
  });

  it('refuse a text that could not be stored as it is', () => {
    expect(() => arrays.values([{ ...nothing, name: 'half \ud83d' }])).toThrow('a lone surrogate');
  });
});
