import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Api } from '../../apps/platform/src/demo/api.js';
import type { DemonstrationAccount } from '../../apps/platform/src/demonstration/accounts.js';
import { built } from './built.js';
import { freePort } from '@xiezhi/service';
import { startProcess, type RunningProcess } from './process.js';

/** The platform as `npm start` starts it, in a process of its own with its own PostgreSQL, on one port and folder over all restarts. */
export class EmbeddedPlatform {
  #process: RunningProcess | null = null;
  #output = '';

  private constructor(
    readonly folder: string,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  static async start(env: Readonly<Record<string, string>> = {}): Promise<EmbeddedPlatform> {
    await built();
    const folder = await mkdtemp(join(tmpdir(), 'xiezhi-embedded-'));
    const port = String(await freePort());
    const platform = new EmbeddedPlatform(folder, { LOG_LEVEL: 'warn', ...env, DATA_DIR: join(folder, 'data'), PORT: port });
    process.once('exit', platform.#killDatabase);
    await platform.restart();
    return platform;
  }

  get address(): string {
    return `http://127.0.0.1:${this.env['PORT']}`;
  }

  /** What all its processes wrote. */
  output(): string {
    return this.#output + (this.#process?.output() ?? '');
  }

  /** `kill -9` of the Node process alone; its PostgreSQL runs on. */
  async kill9(): Promise<void> {
    await this.#process?.kill9();
    this.#output = this.output();
    this.#process = null;
  }

  async restart(): Promise<void> {
    this.#process = await startProcess('platform', this.env);
  }

  /** Process id of its PostgreSQL, `null` while none runs. */
  postmaster(): number | null {
    const pid = Number(this.#pidFile()[0]);
    return pid > 0 ? pid : null;
  }

  /** The superuser's connection string. */
  databaseUrl(): string {
    const password = readFileSync(join(this.folder, 'data', 'superuser-password'), 'utf8').trim();
    return `postgres://postgres:${password}@127.0.0.1:${this.#pidFile()[3]}/postgres`;
  }

  /** A way in for each demonstration account; outlasts restarts. */
  async apis(): Promise<Readonly<Record<DemonstrationAccount, Api>>> {
    const response = await fetch(new URL('/demonstration/tokens', this.address));
    const tokens = (await response.json()) as Record<DemonstrationAccount, { token: string }>;
    const apis = Object.entries(tokens).map(([name, { token }]) => [name, new Api(this.address, token)] as const);
    return Object.fromEntries(apis) as Record<DemonstrationAccount, Api>;
  }

  /** Stops both and removes the folder. Gives back the exit code. */
  async stop(): Promise<number | null> {
    const code = (await this.#process?.stop()) ?? null;
    this.#killDatabase();
    process.removeListener('exit', this.#killDatabase);
    await rm(this.folder, { recursive: true, force: true });
    return code;
  }

  #pidFile(): readonly string[] {
    try {
      return readFileSync(join(this.folder, 'data', 'cluster', 'postmaster.pid'), 'utf8').split('\n');
    } catch {
      return [];
    }
  }

  /** Its PostgreSQL runs on after a `kill -9`: it must not outlive the test run. */
  readonly #killDatabase = (): void => {
    const pid = this.postmaster();
    if (pid === null) return;
    try {
      process.kill(pid, 'SIGQUIT');
    } catch {
      // It is gone already.
    }
  };
}
