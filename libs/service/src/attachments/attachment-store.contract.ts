import { randomBytes, randomUUID } from 'node:crypto';
import type { AttachmentStore } from './attachment-store.js';

/** What every store of attachments does. `hold`: everything it keeps, to look into. */
export function attachmentStoreContract(
  name: string,
  make: () => Promise<{ readonly store: AttachmentStore; readonly stop: () => Promise<void> }>,
): void {
  describe(`the store of attachments on ${name}`, () => {
    let store: AttachmentStore;
    let stop: () => Promise<void>;
    beforeAll(async () => ({ store, stop } = await make()));
    afterAll(() => stop());

    it('keeps bytes as they are, of any size', async () => {
      for (const size of [0, 1, 1_048_604]) {
        const [id, bytes] = [randomUUID(), randomBytes(size)];
        await store.write(id, bytes);
        expect((await store.read(id))?.equals(bytes)).toBe(true);
      }
    });

    it('has nothing under an id that nothing was written to', async () => {
      expect(await store.read(randomUUID())).toBeNull();
    });

    it('given two writes under one id, keeps the later', async () => {
      const id = randomUUID();
      await store.write(id, Buffer.from('the longer of the two'));
      await store.write(id, Buffer.from('later'));
      expect((await store.read(id))?.toString()).toBe('later');
    });

    it('keeps many at once apart', async () => {
      const ids = Array.from({ length: 20 }, () => randomUUID());
      await Promise.all(ids.map((id) => store.write(id, Buffer.from(id))));
      expect(await Promise.all(ids.map(async (id) => (await store.read(id))?.toString()))).toEqual(ids);
    });

    it('removes for good, and what is not there without a word', async () => {
      const id = randomUUID();
      await store.write(id, Buffer.from('x'));
      await store.remove(id);
      expect(await store.read(id)).toBeNull();
      await store.remove(id);
    });

    it('takes no id that is a path or an address', async () => {
      for (const id of ['../../etc/passwd', '', 'a?acl', `${randomUUID()}/..`]) {
        await expect(Promise.resolve().then(() => store.write(id, Buffer.from('x')))).rejects.toThrow(RangeError);
        await expect(Promise.resolve().then(() => store.read(id))).rejects.toThrow(RangeError);
        await expect(Promise.resolve().then(() => store.remove(id))).rejects.toThrow(RangeError);
      }
    });

    it('says that it can be reached', async () => {
      expect(await store.healthy()).toBe(true);
    });
  });
}
