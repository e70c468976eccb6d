import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig, type Config } from '../config.js';
import { issueToken, ownSigningKey, type OwnSigningKey } from '../own-signing-key.js';
import { loadMasterKey } from '../master-key.js';
import type { Principal } from '../principal.js';

/** A configuration in a folder of its own, and what a test needs with it. */
export interface Scratch {
  readonly config: Config;
  readonly signingKey: OwnSigningKey;
  /** Every line logged through `logger`. */
  readonly lines: string[];
  readonly logger: pino.Logger;
  token(principal?: Partial<Principal>, seconds?: number): Promise<string>;
  remove(): Promise<void>;
}

export const LIAISON: Principal = {
  account: '0190b2a0-0000-7000-8000-000000000001',
  agency: 'court-540102',
  agencyKind: 'court',
  role: 'liaison',
  division: '540102',
};

export async function scratch(env: Readonly<Record<string, string>> = {}): Promise<Scratch> {
  const folder = await mkdtemp(join(tmpdir(), 'xiezhi-service-'));
  const config = readConfig({ DATA_DIR: join(folder, 'data'), PORT: '0', LOG_LEVEL: 'debug', ...env });
  const signingKey = await ownSigningKey(await loadMasterKey(config.masterKeyFile));
  const lines: string[] = [];
  const logger = pino({ level: 'debug', base: null }, { write: (line: string) => lines.push(line) });
  return {
    config,
    signingKey,
    lines,
    logger,
    token: (principal = {}, seconds = 300) => issueToken(signingKey, config, { ...LIAISON, ...principal }, seconds),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
