import { access, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type Pool } from 'pg';
import { loadMasterKey } from '../master-key.js';
import { keyDatabase, type KeyDatabase } from '../testing/key-database.js';
import { FileKeyWrapping, KeyNotReadable, PostgresPersonKeys, rotateWrappingKey, type Rotated } from './index.js';

const hex = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex');

describe('rotating the key that wraps persons’ keys', () => {
  let database: KeyDatabase;
  let admin: Client;
  let pool: Pool;
  let folder: string;
  let file: string;
  let masterKey: Uint8Array;

  beforeAll(async () => {
    database = await keyDatabase();
    ({ admin, pool } = database);
  });
  beforeEach(async () => {
    await admin.query('TRUNCATE person_keys.keys, person_keys.wrapping');
    folder = await mkdtemp(join(tmpdir(), 'xiezhi-rotation-'));
    file = join(folder, 'master.key');
    masterKey = await loadMasterKey(file);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  afterAll(() => database.stop());

  const process = (from: string | null = file): PostgresPersonKeys =>
    new PostgresPersonKeys({ pool, wrapping: new FileKeyWrapping(masterKey, from) });
  const withClient = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  const rotate = (): Promise<Rotated> => withClient((client) => rotateWrappingKey(client, masterKey, file));
  const wrappedBy = async (): Promise<unknown[]> =>
    (await admin.query<{ by: string }>('SELECT DISTINCT wrapped_by AS by FROM person_keys.keys ORDER BY 1')).rows.map(({ by }) => by);
  const expectReadable = async (given: ReadonlyMap<string, string>, keys: PostgresPersonKeys): Promise<void> => {
    const found = await keys.find([...given.keys()]);
    expect(new Map([...found].map(([id, key]) => [id, hex(key)]))).toEqual(given);
  };

  it('while processes make and read keys, leaves every key readable, and none to the old one', async () => {
    const running = process();
    const given = new Map<string, string>();
    const make = async (count: number): Promise<void> => {
      for (let n = 0; n < count; n++) {
        const { personId, key } = await running.create();
        given.set(personId, hex(key));
      }
    };
    await make(1_300);
    const ended = new AbortController();
    const busy = (async () => {
      while (!ended.signal.aborted) await make(100);
    })();
    const { rewrapped, keyId, retired } = await rotate();
    ended.abort();
    await busy;
    await make(600);
    expect(rewrapped).toBeGreaterThanOrEqual(1_300);
    expect(retired).toBeNull();
    expect(await wrappedBy()).toEqual([keyId]);
    await expectReadable(given, running);
    await expectReadable(given, process());
    await expect(process(null).find([...given.keys()])).rejects.toBeInstanceOf(KeyNotReadable);
    await running.close();
  });

  it('broken off half way, goes on with the same key when it is called again', async () => {
    const running = process();
    const given = new Map<string, string>();
    for (let n = 0; n < 1_200; n++) {
      const { personId, key } = await running.create();
      given.set(personId, hex(key));
    }
    await withClient(async (client) => {
      const query = client.query.bind(client) as (...parts: unknown[]) => Promise<unknown>;
      let pages = 0;
      client.query = ((text: string, values?: unknown[]) => {
        if (text.startsWith('UPDATE person_keys.keys') && (pages += 1) === 2) return Promise.reject(new Error('killed'));
        return query(text, values);
      }) as typeof client.query;
      await expect(rotateWrappingKey(client, masterKey, file)).rejects.toThrow('killed');
    });
    expect(await wrappedBy()).toHaveLength(2);
    await expectReadable(given, process());
    const { rewrapped, keyId } = await rotate();
    expect(rewrapped).toBeLessThan(given.size + 256);
    expect(await wrappedBy()).toEqual([keyId]);
    await expectReadable(given, process());
    await running.close();
  });

  it('a second time puts the key of the first aside, in a file for the owner alone', async () => {
    const running = process();
    const { personId, key } = await running.create();
    const first = await rotate();
    const second = await rotate();
    expect(second.keyId).not.toBe(first.keyId);
    expect(second.retired).toBe(`${file}.wrapping-retired-${first.keyId}`);
    expect((await stat(second.retired!)).mode & 0o777).toBe(0o600);
    await expect(access(`${file}.wrapping-next`)).rejects.toMatchObject({ code: 'ENOENT' });
    await expectReadable(new Map([[personId, hex(key)]]), process());
    await running.close();
  });

  it('lets no process store keys under the old one, not even one that cannot see the new file', async () => {
    const blind = process(null);
    await blind.create();
    await rotate();
    const fresh = process(null);
    await expect(fresh.create()).rejects.toBeInstanceOf(KeyNotReadable);
  });

  it('runs once at a time, and leaves an erased person erased', async () => {
    const running = process();
    const { personId } = await running.create();
    await running.erase([personId]);
    await withClient(async (client) => {
      await client.query(`SELECT pg_advisory_lock(hashtextextended('xiezhi key rotation', 0))`);
      await expect(rotate()).rejects.toThrow('another rotation');
    });
    await rotate();
    expect((await process().find([personId])).size).toBe(0);
    await running.close();
  });
});
