import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { derivedKey, loadMasterKey } from './master-key.js';

describe('the master key', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xiezhi-key-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is made at the first start, for its owner alone, and is the same afterwards', async () => {
    const file = join(folder, 'deep', 'key');
    const key = await loadMasterKey(file);
    expect(key).toHaveLength(32);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(Buffer.from(await loadMasterKey(file)).equals(Buffer.from(key))).toBe(true);
  });

  it('given many processes that start at once, is one', async () => {
    const file = join(folder, 'key');
    const keys = await Promise.all(Array.from({ length: 20 }, () => loadMasterKey(file)));
    expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
    expect(await readdir(folder)).toEqual(['key']);
  });

  it('given a file that others may read, or that is no key, refuses', async () => {
    const file = join(folder, 'key');
    await loadMasterKey(file);
    await chmod(file, 0o644);
    await expect(loadMasterKey(file)).rejects.toThrow('chmod 600');
    await chmod(file, 0o600);
    await writeFile(file, 'short');
    await expect(loadMasterKey(file)).rejects.toThrow('restore it from its backup');
  });

  it('gives each purpose a key of its own', async () => {
    const key = await loadMasterKey(join(folder, 'key'));
    expect(derivedKey(key, 'a')).toEqual(derivedKey(key, 'a'));
    expect(derivedKey(key, 'a')).not.toEqual(derivedKey(key, 'b'));
  });
});
