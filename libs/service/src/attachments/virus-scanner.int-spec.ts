import { clamAvDouble, EICAR, type ClamAvDouble } from '../../../../test/support/clamav-double.js';
import { ClamAv, ScannerNotReachable } from './virus-scanner.js';

async function* pieces(count: number, piece: Buffer): AsyncGenerator<Buffer> {
  for (let n = 0; n < count; n++) yield piece;
}

describe('ClamAV over its socket (a double of its protocol)', () => {
  let double: ClamAvDouble;
  let scanner: ClamAv;
  beforeEach(async () => {
    double = await clamAvDouble();
    scanner = new ClamAv(double.socket);
  });
  afterEach(() => double.stop());

  it('is sent the whole content, and finds nothing in a clean one', async () => {
    expect(await scanner.scan(pieces(8, Buffer.alloc(1_048_576, 'a')))).toEqual({ found: false });
    expect(double.received()).toBe(8 * 1_048_576);
  });

  it('names what it finds', async () => {
    expect(await scanner.scan(pieces(1, Buffer.from(EICAR)))).toEqual({ found: true, signature: 'Eicar-Signature' });
  });

  it('given a content larger than it takes, has not scanned', async () => {
    double.mode = 'limited';
    await expect(scanner.scan(pieces(64, Buffer.alloc(65_536)))).rejects.toThrow(ScannerNotReachable);
  });

  it('given a daemon that closes without an answer, or is away, has not scanned', async () => {
    double.mode = 'silent';
    await expect(scanner.scan(pieces(1, Buffer.from('x')))).rejects.toThrow(ScannerNotReachable);
    await expect(new ClamAv('/nowhere/clamd.ctl').scan(pieces(1, Buffer.from('x')))).rejects.toThrow(ScannerNotReachable);
    await expect(new ClamAv('127.0.0.1:1').healthy()).rejects.toThrow(ScannerNotReachable);
  });

  it('given a content that cannot be read on, has not scanned', async () => {
    const broken = (async function* () {
      yield Buffer.from('x');
      throw new Error('torn');
    })();
    await expect(scanner.scan(broken)).rejects.toThrow(ScannerNotReachable);
  });

  it('says whether it answers', async () => {
    expect(await scanner.healthy()).toBe(true);
  });
});
