import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { open, seal, sealAll, unseal, Unreadable, type Sealed } from './personal.js';
import { PersonKeys, type PersonKey } from './person-keys.js';

class HeldKeys extends PersonKeys {
  constructor(private readonly held: ReadonlyMap<string, Uint8Array>) {
    super();
  }
  override create(): Promise<PersonKey> {
    throw new Error('not asked here');
  }
  override find(ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    return Promise.resolve(new Map([...this.held].filter(([id]) => ids.includes(id))));
  }
  override erase(): Promise<number> {
    throw new Error('not asked here');
  }
}

const key = randomBytes(32);
const stream = 'defence-request-1';

describe('sealing a personal field', () => {
  it('gives back every text byte for byte, and shows none of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 4 }), (name) => {
        const sealed = seal({ name: `${name}扎西བཀྲ་ཤིས།` }, 'p1', key, stream, 'person');
        expect(JSON.stringify(sealed)).not.toContain('扎西');
        expect(unseal(sealed, key, stream, 'person')).toEqual({ name: `${name}扎西བཀྲ་ཤིས།` });
      }),
    );
  });

  it('cannot be moved to another stream or field, opened with another key, or changed', () => {
    const sealed = seal('扎西', 'p1', key, stream, 'name');
    expect(() => unseal(sealed, key, 'defence-request-2', 'name')).toThrow(Unreadable);
    expect(() => unseal(sealed, key, stream, 'contact')).toThrow(Unreadable);
    expect(() => unseal(sealed, randomBytes(32), stream, 'name')).toThrow(Unreadable);
    const bytes = Buffer.from(sealed.$sealed.value, 'base64');
    bytes[bytes.length - 1]! ^= 1;
    expect(() => unseal({ $sealed: { ...sealed.$sealed, value: bytes.toString('base64') } }, key, stream, 'name')).toThrow(Unreadable);
  });

  it('is gone with the person’s key', async () => {
    const sealed = seal('扎西', 'p1', key, stream, 'name');
    await expect(open(sealed, new HeldKeys(new Map([['p1', key]])), stream, 'name')).resolves.toBe('扎西');
    await expect(open(sealed, new HeldKeys(new Map()), stream, 'name')).resolves.toBeNull();
  });
});

describe('sealing the events of an append', () => {
  const personal = { Sent: { person: 'personId', contact: 'contactId' } };
  const event = {
    type: 'Sent',
    data: { personId: 'p1', contactId: 'p2', person: { name: '甲' }, contact: { phone: '1' }, offence: '盗窃罪' },
  };

  it('seals each field under its own person and leaves the rest', async () => {
    const other = randomBytes(32);
    const [sealed] = await sealAll(
      [event],
      personal,
      new HeldKeys(
        new Map([
          ['p1', key],
          ['p2', other],
        ]),
      ),
      stream,
    );
    const data = sealed!.data as unknown as Record<string, Sealed>;
    expect(data['offence']).toBe('盗窃罪');
    expect(unseal(data['person']!, key, stream, 'person')).toEqual({ name: '甲' });
    expect(unseal(data['contact']!, other, stream, 'contact')).toEqual({ phone: '1' });
  });

  it('stores nothing in clear when a person has no key', async () => {
    await expect(sealAll([event], personal, new HeldKeys(new Map([['p1', key]])), stream)).rejects.toThrow(Unreadable);
  });

  it('leaves events without personal fields as they are', async () => {
    const plain = [{ type: 'Other', data: { a: 1 } }];
    expect(await sealAll(plain, personal, new HeldKeys(new Map()), stream)).toBe(plain);
  });
});
