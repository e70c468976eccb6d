import { spawn } from 'node:child_process';
import { freePort } from '@xiezhi/service';
import { childPath, mainOf, type Runnable } from './built.js';

const START_MS = 60_000;
const STOP_MS = 20_000;
const POLL_MS = 25;
/** What is kept of a process's output, in characters. */
const MAX_OUTPUT = 20_000_000;

/** A process of the platform, or of one service, as an operator starts it. */
export interface RunningProcess {
  readonly address: string;
  readonly pid: number;
  /** Everything it wrote so far. */
  output(): string;
  /** `kill -9`; resolves when it is gone. */
  kill9(): Promise<void>;
  /** SIGTERM, as a supervisor stops it; resolves to its exit code. */
  stop(): Promise<number | null>;
}

/** True when the process at `address` says that it is ready. */
export const isReady = async (address: string): Promise<boolean> => {
  try {
    return (await fetch(new URL('/health/ready', address))).status === 200;
  } catch {
    return false;
  }
};

/**
 * Starts a built process with nothing in its environment but PATH and `env`, and waits until it is ready.
 * @throws Error with its output when it ends first or takes longer than a minute
 */
export async function startProcess(name: Runnable, env: Readonly<Record<string, string>>): Promise<RunningProcess> {
  const port = env['PORT'] ?? String(await freePort());
  const address = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ['--enable-source-maps', mainOf(name)], {
    env: { PATH: childPath(), ...env, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const hear = (chunk: Buffer): void => {
    if (output.length < MAX_OUTPUT) output += chunk.toString('utf8');
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const running = (): boolean => child.exitCode === null && child.signalCode === null;
  // The process must not outlive a test run that ends without stopping it.
  const orphan = (): void => void child.kill('SIGKILL');
  process.once('exit', orphan);
  void ended.then(() => process.removeListener('exit', orphan));

  const until = Date.now() + START_MS;
  while (!(await isReady(address))) {
    if (!running() || Date.now() > until) {
      child.kill('SIGKILL');
      await ended;
      throw new Error(`${name} did not become ready:\n${output.slice(-4_000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return {
    address,
    pid: child.pid!,
    output: () => output,
    kill9: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: async () => {
      if (running()) child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      const code = await ended;
      clearTimeout(late);
      return code;
    },
  };
}
