import { randomBytes } from 'node:crypto';
import type { Client, Pool } from 'pg';
import { keyDatabase, type KeyDatabase } from '../testing/key-database.js';
import { FileKeyWrapping, KeyNotReadable, PostgresPersonKeys, type PersonKeysOptions } from './index.js';

const hex = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex');

describe('keys of persons', () => {
  const masterKey = new Uint8Array(randomBytes(32));
  let database: KeyDatabase;
  let admin: Client;
  let pool: Pool;

  beforeAll(async () => {
    database = await keyDatabase();
    ({ admin, pool } = database);
  });
  afterEach(() => admin.query('TRUNCATE person_keys.keys'));
  afterAll(() => database.stop());

  const keysWith = (options: Partial<PersonKeysOptions> = {}): PostgresPersonKeys =>
    new PostgresPersonKeys({ pool, wrapping: new FileKeyWrapping(masterKey, null), ...options });
  const stored = async (): Promise<number> =>
    (await admin.query<{ n: number }>('SELECT count(*)::int AS n FROM person_keys.keys')).rows[0]!.n;

  it('gives each new person a key of its own that is stored before it is given', async () => {
    const keys = keysWith();
    const given = await Promise.all(Array.from({ length: 600 }, () => keys.create()));
    expect(new Set(given.map(({ personId }) => personId)).size).toBe(600);
    expect(new Set(given.map(({ key }) => hex(key))).size).toBe(600);
    expect(given.every(({ key }) => key.length === 32)).toBe(true);

    const another = keysWith();
    const found = await another.find(given.map(({ personId }) => personId));
    for (const { personId, key } of given) expect(hex(found.get(personId))).toBe(hex(key));
    await keys.close();
  });

  it('stores keys in blocks, not one by one', async () => {
    const keys = keysWith();
    for (let n = 0; n < 100; n++) await keys.create();
    await keys.close();
    expect(await stored()).toBe(256);
  });

  it('fills up in the background before it runs out', async () => {
    const keys = keysWith();
    for (let n = 0; n < 200; n++) await keys.create();
    await keys.close();
    expect(await stored()).toBe(512);
  });

  it('stores no key in clear', async () => {
    const keys = keysWith();
    const { personId, key } = await keys.create();
    const { rows } = await admin.query<{ wrapped: Buffer }>('SELECT wrapped FROM person_keys.keys WHERE person_id = $1', [personId]);
    expect(rows[0]!.wrapped.toString('hex')).not.toContain(hex(key));
    await keys.close();
  });

  it('leaves out persons who are unknown, erased, or no ids at all', async () => {
    const keys = keysWith();
    const kept = await keys.create();
    const gone = await keys.create();
    expect(await keys.erase([gone.personId, 'nobody'])).toBe(1);
    expect(await keys.erase([gone.personId])).toBe(0);
    const found = await keys.find([kept.personId, gone.personId, '00000000-0000-7000-8000-000000000000', "x'); DROP TABLE keys"]);
    expect([...found.keys()]).toEqual([kept.personId]);
    await keys.close();
  });

  it('given an erasure by another process, forgets the key within the bound', async () => {
    let now = Date.now();
    const reader = keysWith({ now: () => now });
    const owner = keysWith();
    const { personId } = await owner.create();
    expect((await reader.find([personId])).has(personId)).toBe(true);
    await owner.erase([personId]);
    now += 59_999;
    expect((await reader.find([personId])).has(personId)).toBe(true);
    now += 1;
    expect((await reader.find([personId])).has(personId)).toBe(false);
    now -= 60_000;
    expect((await reader.find([personId])).has(personId)).toBe(false);
    await owner.close();
  });

  it('keeps what it read, and no more than it may', async () => {
    const owner = keysWith();
    const [first, second] = [await owner.create(), await owner.create()];
    const reader = keysWith({ keptKeys: 1 });
    await reader.find([first.personId]);
    await owner.erase([first.personId]);
    expect((await reader.find([first.personId])).size).toBe(1);
    await reader.find([second.personId]);
    expect((await reader.find([first.personId])).size).toBe(0);
    await owner.close();
  });

  it('given another master key, says so, and neither reads nor makes keys', async () => {
    const owner = keysWith();
    const { personId } = await owner.create();
    await owner.close();
    const other = keysWith({ wrapping: new FileKeyWrapping(new Uint8Array(32), null) });
    await expect(other.find([personId])).rejects.toBeInstanceOf(KeyNotReadable);
    await expect(other.create()).rejects.toBeInstanceOf(KeyNotReadable);
    expect(await stored()).toBe(256);
  });

  it("given a key moved to another person's row, does not take it for that person's", async () => {
    const owner = keysWith();
    const [first, second] = [await owner.create(), await owner.create()];
    await admin.query(
      'UPDATE person_keys.keys SET wrapped = (SELECT wrapped FROM person_keys.keys WHERE person_id = $1) WHERE person_id = $2',
      [first.personId, second.personId],
    );
    await expect(keysWith().find([second.personId])).rejects.toBeInstanceOf(KeyNotReadable);
    await owner.close();
  });

  it('given a database that fails, tells the caller, and recovers', async () => {
    const keys = keysWith();
    await admin.query('ALTER TABLE person_keys.keys RENAME TO away');
    await expect(keys.create()).rejects.toMatchObject({ code: '42P01' });
    await admin.query('ALTER TABLE person_keys.away RENAME TO keys');
    expect((await keys.create()).key).toHaveLength(32);
    await keys.close();
  });
});
