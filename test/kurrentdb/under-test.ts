import { KurrentDriver } from '@xiezhi/eventsourcing/kurrentdb';
import { KurrentServer } from './server.js';

/** The server tests run against: the one at `KURRENTDB_URL`, or else a double of its protocol in this process. */
export interface ServerUnderTest {
  readonly url: string;
  /** A connection of its own, as another process would have one. */
  connect(): KurrentDriver;
  close(): Promise<void>;
}

export const realServer = (process.env['KURRENTDB_URL'] ?? '').trim();

export async function serverUnderTest(): Promise<ServerUnderTest> {
  if (realServer !== '') return { url: realServer, ...connections(realServer) };
  const double = await startedDouble();
  return { ...double, url: double.server.url };
}

/** A double, whichever server the variable names: for what a test cannot do to a real one. */
export async function startedDouble(): Promise<ServerUnderTest & { readonly server: KurrentServer }> {
  const server = new KurrentServer();
  await server.start();
  const { connect, close } = connections(server.url);
  return {
    server,
    url: server.url,
    connect,
    close: async () => {
      await close();
      server.stop();
    },
  };
}

function connections(url: string): Pick<ServerUnderTest, 'connect' | 'close'> {
  const drivers: KurrentDriver[] = [];
  return {
    connect: () => {
      const driver = new KurrentDriver(url);
      drivers.push(driver);
      return driver;
    },
    close: async () => {
      await Promise.all(drivers.map((driver) => driver.close()));
    },
  };
}

let count = 0;
/** A namespace nothing else uses, on a server that keeps what earlier runs stored. */
export const newNamespace = (): string => `test-${Date.now().toString(36)}-${process.pid}-${(count += 1)}`;
