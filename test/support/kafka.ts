import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missing, runningPid, start, stop } from '../../infra/kafka/broker.mjs';

/** A real broker for a suite. */
export interface TestKafka {
  readonly brokers: string[];
  /** Where it keeps its data and its own logs; `null` of a broker that the run shares. */
  readonly dir: string | null;
  /** Kills the broker at once (`kill -9`); resolves when it is gone. Not on a broker that the run shares. */
  kill9(): Promise<void>;
  /** Starts it again on the same data; resolves when it answers. */
  restart(): Promise<void>;
  /** Stops it and removes its data; leaves a shared broker alone. */
  stop(): Promise<void>;
}

/** The broker that the whole run shares (`TEST_KAFKA_BROKERS`, comma-separated), if there is one. */
const shared = (): string[] | null => process.env['TEST_KAFKA_BROKERS']?.split(',') ?? null;

/** Why no Kafka broker can be had here, or `null`: a suite that needs one reports it and is not run. */
export function kafkaAvailable(): string | null {
  return shared() === null ? missing() : null;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port'))));
    });
  });

const refuse = (): Promise<never> => Promise.reject(new Error('the broker is shared by the run: ask for one of its own ({ own: true })'));

/**
 * A broker: the one named by `TEST_KAFKA_BROKERS` when that is set (one for the whole run), else one of its own on free loopback ports
 * with its data in a temporary folder. `own`: one of its own in any case, for suites that kill it.
 */
export async function testKafka({ own = false }: { readonly own?: boolean } = {}): Promise<TestKafka> {
  const brokers = shared();
  if (brokers !== null && !own) return { brokers, dir: null, kill9: refuse, restart: refuse, stop: () => Promise.resolve() };

  const dir = mkdtempSync(join(tmpdir(), 'xiezhi-kafka-'));
  const [port, controllerPort] = [await freePort(), await freePort()];
  const up = async (): Promise<void> => {
    await start({ dir, port, controllerPort, heap: '384m', shortLived: true });
  };
  // The broker is a process of its own: it must not outlive a test run that ends without stopping it.
  const orphan = (): void => {
    const pid = runningPid(dir);
    if (pid !== null) process.kill(pid, 'SIGKILL');
    rmSync(dir, { recursive: true, force: true });
  };
  process.once('exit', orphan);
  await up();
  return {
    brokers: [`127.0.0.1:${port}`],
    dir,
    kill9: async () => void (await stop(dir, { force: true })),
    restart: up,
    stop: async () => {
      process.removeListener('exit', orphan);
      await stop(dir);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
