import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const registerTs = fileURLToPath(new URL('./register-ts.js', import.meta.url));

/** Runs `workers/<name>.ts` in a process of its own and gives back the JSON it printed. */
export async function runWorker<T>(name: string, args: readonly string[]): Promise<T> {
  const file = fileURLToPath(new URL(`./workers/${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, ['--import', registerTs, file, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`worker ${name} ended with ${String(code)}: ${err.slice(-2_000)}`);
  return JSON.parse(out) as T;
}
