import { createServer, type Socket } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The harmless text that every scanner finds (EICAR), in two parts so that this file is not found itself. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** A daemon that speaks ClamAV's protocol on a socket: PING and INSTREAM, with the answers of a real one. */
export interface ClamAvDouble {
  readonly socket: string;
  /** Bytes of content it was sent, over all scans. */
  received(): number;
  /** How it behaves: `limited` takes no more than 1,024 bytes of a stream, `silent` closes without an answer. */
  mode: 'scanning' | 'limited' | 'silent';
  stop(): Promise<void>;
}

const LIMIT = 1_024;

export async function clamAvDouble(): Promise<ClamAvDouble> {
  const folder = await mkdtemp(join(tmpdir(), 'xiezhi-clamav-'));
  const socket = join(folder, 'clamd.ctl');
  let received = 0;
  const connections = new Set<Socket>();
  const double: ClamAvDouble = {
    socket,
    mode: 'scanning',
    received: () => received,
    stop: async () => {
      for (const connection of connections) connection.destroy();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      await rm(folder, { recursive: true, force: true });
    },
  };
  const scan = async (connection: Socket): Promise<void> => {
    const bytes = reader(connection);
    const command = await bytes.until(0);
    if (double.mode === 'silent') return void connection.destroy();
    if (command === 'zPING') return void connection.end('PONG\0');
    if (command !== 'zINSTREAM') return void connection.end('UNKNOWN COMMAND\0');
    const pieces: Buffer[] = [];
    let total = 0;
    for (;;) {
      const length = (await bytes.take(4)).readUInt32BE();
      if (length === 0) break;
      pieces.push(await bytes.take(length));
      total += length;
      received += length;
      if (double.mode === 'limited' && total > LIMIT) return void connection.end('INSTREAM size limit exceeded. ERROR\0');
    }
    connection.end(Buffer.concat(pieces).includes(EICAR) ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0');
  };
  const server = createServer((connection) => {
    connections.add(connection);
    connection.on('error', () => undefined);
    scan(connection).catch(() => connection.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(socket, resolve);
  });
  return double;
}

/** Takes bytes off a connection as they come. */
function reader(connection: Socket): { take(count: number): Promise<Buffer>; until(mark: number): Promise<string> } {
  const source = connection[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let rest = Buffer.alloc(0);
  const more = async (): Promise<void> => {
    const next = await source.next();
    if (next.done === true) throw new Error('the connection ended');
    rest = Buffer.concat([rest, next.value]);
  };
  const take = async (count: number): Promise<Buffer> => {
    while (rest.length < count) await more();
    const taken = rest.subarray(0, count);
    rest = rest.subarray(count);
    return taken;
  };
  return {
    take,
    until: async (mark) => {
      while (!rest.includes(mark)) await more();
      return (await take(rest.indexOf(mark) + 1)).subarray(0, -1).toString();
    },
  };
}
