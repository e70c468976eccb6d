import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What the process consumes: see bus-consumer.ts, which is run. */
export interface ConsumerConfig {
  readonly bus: { readonly kind: 'kafka'; readonly brokers: readonly string[] } | { readonly kind: 'postgres'; readonly url: string };
  readonly group: string;
  readonly topics: readonly string[];
  /** The handler is given a batch and never resolves. */
  readonly hang: boolean;
}

/** A consumer in a process of its own; resolves when it has its share of the topics. */
export async function startConsumerProcess(config: ConsumerConfig): Promise<{
  readonly given: readonly { readonly key: string; readonly id: string }[];
  kill9(): Promise<void>;
}> {
  const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
  const child = spawn(process.execPath, ['--import', path('./register-ts.js'), path('./bus-consumer.ts'), JSON.stringify(config)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'] },
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const given: { key: string; id: string }[] = [];
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the consumer process ended')));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line === 'ready') resolve();
      else given.push(JSON.parse(line) as { key: string; id: string });
    });
  });
  return {
    given,
    kill9: async () => {
      kill();
      await exited;
      process.removeListener('exit', kill);
    },
  };
}
