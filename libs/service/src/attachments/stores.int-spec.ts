import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3_ACCOUNT, s3Double, type S3Double } from '../../../../test/support/s3-double.js';
import { attachmentStoreContract } from './attachment-store.contract.js';
import { StoreFull, StoreNotReachable } from './attachment-store.js';
import { FilesystemStore } from './filesystem-store.js';
import { S3Store } from './s3-store.js';

attachmentStoreContract('a folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'xiezhi-attachments-'));
  return {
    store: new FilesystemStore({ folder, keepFree: 0 }),
    stop: () => rm(folder, { recursive: true, force: true }),
  };
});

attachmentStoreContract('a bucket (a double of the S3 protocol)', async () => {
  const double = await s3Double();
  return { store: new S3Store({ endpoint: double.endpoint, ...S3_ACCOUNT }), stop: () => double.stop() };
});

describe('a folder of attachments', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'xiezhi-attachments-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is made when it is missing, and nobody else may look into it', async () => {
    const store = new FilesystemStore({ folder: join(folder, 'made'), keepFree: 0 });
    const id = randomUUID();
    await store.write(id, Buffer.from('x'));
    expect((await stat(join(folder, 'made'))).mode & 0o077).toBe(0);
    expect((await stat(join(folder, 'made', id.slice(-2), id))).mode & 0o077).toBe(0);
  });

  it('given less room than is to be left free, refuses and leaves nothing behind', async () => {
    const store = new FilesystemStore({ folder, keepFree: Number.MAX_SAFE_INTEGER });
    await expect(store.write(randomUUID(), Buffer.from('x'))).rejects.toThrow(StoreFull);
    const left = await readdir(folder, { recursive: true, withFileTypes: true });
    expect(left.filter((entry) => entry.isFile())).toEqual([]);
  });
});

describe('a bucket of attachments', () => {
  let double: S3Double;
  beforeEach(async () => (double = await s3Double()));
  afterEach(() => double.stop());
  const storeWith = (changes: Partial<typeof S3_ACCOUNT> = {}): S3Store =>
    new S3Store({ endpoint: `${double.endpoint}/`, ...S3_ACCOUNT, ...changes });

  it('given a wrong secret, is refused, and repeats no secret', async () => {
    const store = storeWith({ secretAccessKey: 'wrong-secret' });
    const refusal = await store.write(randomUUID(), Buffer.from('x')).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StoreNotReachable);
    expect(String(refusal)).toContain('403');
    expect(String(refusal)).not.toContain('wrong-secret');
    expect(await store.healthy()).toBe(false);
    expect(double.objects.size).toBe(0);
  });

  it('given a store that is overloaded for a moment, tries again', async () => {
    double.answers.push({ status: 503 }, { status: 500 });
    const id = randomUUID();
    await storeWith().write(id, Buffer.from('x'));
    expect(double.requests()).toBe(3);
    expect([...double.objects.keys()]).toEqual([`attachments/${id}`]);
  });

  it('given a store without room, says so', async () => {
    double.answers.push(...Array.from({ length: 4 }, () => ({ status: 507, body: '<Error><Code>XMinioStorageFull</Code></Error>' })));
    await expect(storeWith().write(randomUUID(), Buffer.from('x'))).rejects.toThrow(StoreFull);
  });

  it('given a store that is away, says so', async () => {
    const store = storeWith();
    await double.stop();
    await expect(store.read(randomUUID())).rejects.toThrow(StoreNotReachable);
    double = await s3Double();
  });
});
