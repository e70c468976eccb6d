import { connect, type Socket } from 'node:net';
import { once } from 'node:events';

/** What a scan came to. `signature` is the scanner's name for what it found. */
export type ScanResult = { readonly found: false } | { readonly found: true; readonly signature: string };

/** The scanner does not answer, or could not scan. The content is neither clean nor infected. */
export class ScannerNotReachable extends Error {
  override readonly name = 'ScannerNotReachable';
}

/** **Port.** Looks for malware in content, while it streams by. */
export abstract class VirusScanner {
  /** @throws ScannerNotReachable */
  abstract scan(content: AsyncIterable<Uint8Array>): Promise<ScanResult>;
  abstract healthy(): Promise<boolean>;
}

/** Longest silence of the scanner; a large archive takes it a while. */
const SILENCE_MS = 60_000;
const MAX_REPLY_BYTES = 4_096;
/** ClamAV's names: `Win.Test.EICAR_HDB-1`. Anything else is not repeated to anybody. */
const SIGNATURE = /^[\w.:/()-]{1,200}$/;

/** ClamAV's daemon over its socket (`/run/clamav/clamd.ctl` or `host:port`), by its INSTREAM command. */
export class ClamAv extends VirusScanner {
  constructor(private readonly address: string) {
    super();
  }

  override async scan(content: AsyncIterable<Uint8Array>): Promise<ScanResult> {
    const reply = await this.#ask(async (socket) => {
      await write(socket, Buffer.from('zINSTREAM\0'));
      for await (const piece of content) {
        if (piece.length === 0) continue;
        const length = Buffer.alloc(4);
        length.writeUInt32BE(piece.length);
        await write(socket, length);
        await write(socket, piece);
      }
      await write(socket, Buffer.alloc(4));
    });
    if (reply === 'stream: OK') return { found: false };
    const [, signature] = /^stream: (.+) FOUND$/.exec(reply) ?? [];
    if (signature === undefined) throw new ScannerNotReachable('ClamAV could not scan: see its log, and StreamMaxLength in clamd.conf');
    return { found: true, signature: SIGNATURE.test(signature) ? signature : 'unnamed' };
  }

  override async healthy(): Promise<boolean> {
    return (await this.#ask((socket) => write(socket, Buffer.from('zPING\0')))) === 'PONG';
  }

  /** Sends, and gives back the answer up to its end mark. It may come, and the connection end, before all is sent. */
  async #ask(send: (socket: Socket) => Promise<void>): Promise<string> {
    const socket = this.#connect();
    socket.setTimeout(SILENCE_MS, () => socket.destroy(new Error('ClamAV is silent')));
    try {
      const reply = replyOf(socket);
      // A failure to send is told by the answer, or by its absence.
      const sending = send(socket).catch((error: unknown) => {
        if (!socket.destroyed) socket.destroy(error instanceof Error ? error : new Error('sending failed'));
      });
      const answer = await reply;
      socket.destroy();
      await sending;
      return answer;
    } catch (error) {
      throw new ScannerNotReachable('ClamAV does not answer', { cause: error });
    } finally {
      socket.destroy();
    }
  }

  #connect(): Socket {
    if (this.address.startsWith('/')) return connect(this.address);
    const colon = this.address.lastIndexOf(':');
    return connect(Number(this.address.slice(colon + 1)), this.address.slice(0, colon));
  }
}

/** Waits for the other side to take it: a slow scanner must not fill our memory. */
async function write(socket: Socket, bytes: Uint8Array): Promise<void> {
  if (socket.destroyed) throw new Error('the connection has ended');
  if (socket.write(bytes)) return;
  const ended = new AbortController();
  const end = (): void => ended.abort();
  socket.once('close', end);
  try {
    await once(socket, 'drain', { signal: ended.signal });
  } finally {
    socket.off('close', end);
  }
}

async function replyOf(socket: Socket): Promise<string> {
  let reply = '';
  for await (const piece of socket as AsyncIterable<Buffer>) {
    reply += piece.toString('latin1');
    const end = reply.indexOf('\0');
    if (end >= 0) return reply.slice(0, end);
    if (reply.length > MAX_REPLY_BYTES) break;
  }
  throw new Error('no answer');
}
