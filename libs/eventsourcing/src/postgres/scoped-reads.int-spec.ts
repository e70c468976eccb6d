import type { Pool } from 'pg';
import { testDatabase, testPool, type TestDatabase } from '../../../../test/support/postgres.js';
import { ScopedReads } from './scoped-reads.js';

/** What a service reads when the version of its read model is `version`. */
const reading = (version: number) => ({ text: `SELECT id, state FROM model_v${version} ORDER BY id`, prepare: true });

describe('a prepared read of a read model', () => {
  let database: TestDatabase;
  let pool: Pool;
  let reads: ScopedReads;

  beforeAll(async () => {
    database = await testDatabase();
    // One connection: what was prepared for one version is there when the next is read.
    pool = testPool(database.url, { max: 1 });
    reads = new ScopedReads(pool);
    await pool.query(`CREATE TABLE model_v1 (id int, state text); INSERT INTO model_v1 VALUES (1, 'one')`);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  const read = (version: number): Promise<readonly object[]> => reads.query({ agency: 'court-540100' }, reading(version));
  const statements = async (): Promise<number> =>
    (await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM pg_prepared_statements`)).rows[0]!.n;
  /** Often enough for a plan that no longer looks at its values. */
  const often = async (version: number): Promise<void> => {
    for (let time = 0; time < 8; time++) await read(version);
  };

  it('is of its own version, on a connection that has prepared another', async () => {
    await often(1);
    await pool.query(`CREATE TABLE model_v2 (state varchar, id bigint, more text); INSERT INTO model_v2 VALUES ('two', 2, 'x')`);
    expect(await read(2)).toEqual([{ id: '2', state: 'two' }]);
    expect(await read(1)).toEqual([{ id: 1, state: 'one' }]);
    expect(await statements()).toBe(2);
  });

  it('follows a table that was built anew', async () => {
    await often(2);
    await pool.query(`DROP TABLE model_v2; CREATE TABLE model_v2 (id bigint, state varchar); INSERT INTO model_v2 VALUES (3, 'anew')`);
    expect(await read(2)).toEqual([{ id: '3', state: 'anew' }]);
  });

  it('follows a table that another version took the place of, also when the old one is gone', async () => {
    await often(1);
    await pool.query('DROP TABLE model_v1');
    expect(await read(2)).toEqual([{ id: '3', state: 'anew' }]);
    await expect(read(1)).rejects.toThrow('model_v1');
  });
});
