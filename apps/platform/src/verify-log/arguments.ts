import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { MAX_WITNESSED, type SignedHead } from '@xiezhi/eventsourcing';
import { publicKeysIn, unverifiedHead } from '@xiezhi/service';
import type { JSONWebKeySet } from 'jose';

const USAGE = `Usage: npm run verify:log -- [--head FILE]… [--public-key FILE]…           the configured database
       npm run verify:log -- --export FOLDER                                logs and seals into a folder
       npm run verify:log -- --offline FOLDER --public-key FILE [--head FILE]…  such a folder, anywhere
  --head        heads that an agency kept, in any file that holds them: a page of its news, a message, one head a line
  --public-key  /.well-known/log-keys.json, or a key in PEM`;

export interface VerifyArguments {
  readonly exportTo: string | null;
  readonly offline: string | null;
  readonly keys: JSONWebKeySet;
  /** Heads kept by others, by the log they are of. */
  readonly witnessed: ReadonlyMap<string, readonly SignedHead[]>;
}

/** Reads the command line and the files it names. @throws Error that shows the usage, or says which file cannot be used */
export async function verifyArguments(args: readonly string[] = process.argv.slice(2)): Promise<VerifyArguments> {
  const { head = [], 'public-key': publicKey = [], ...folders } = parsed(args);
  if (folders.export !== undefined && (folders.offline !== undefined || head.length > 0)) throw new Error(USAGE);
  if (folders.offline !== undefined && publicKey.length === 0)
    throw new Error(`Without --public-key nothing says whose signatures count.\n${USAGE}`);
  const keys = await Promise.all(publicKey.map(keysIn));
  const heads = await Promise.all(head.map(headsIn));
  return {
    exportTo: folders.export === undefined ? null : resolve(folders.export),
    offline: folders.offline === undefined ? null : resolve(folders.offline),
    keys: { keys: keys.flatMap((set) => set.keys) },
    witnessed: byLog(heads.flat()),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        head: { type: 'string', multiple: true },
        'public-key': { type: 'string', multiple: true },
        export: { type: 'string' },
        offline: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`, { cause: error });
  }
}

async function keysIn(file: string): Promise<JSONWebKeySet> {
  const text = await readFile(file, 'utf8');
  try {
    return await publicKeysIn(text);
  } catch (cause) {
    throw new Error(`${file} holds no public key: save /.well-known/log-keys.json, or give a key in PEM`, { cause });
  }
}

/** A head is a text without spaces that begins like every JWS; whatever else the file holds is left alone. */
const HEAD = /eyJ[\w-]+\.[\w-]+\.[\w-]+/g;

async function headsIn(file: string): Promise<readonly SignedHead[]> {
  const found = [...new Set((await readFile(file, 'utf8')).match(HEAD) ?? [])];
  if (found.length === 0) throw new Error(`${file} holds no head of a log`);
  return found;
}

function byLog(heads: readonly SignedHead[]): ReadonlyMap<string, readonly SignedHead[]> {
  if (heads.length > MAX_WITNESSED) throw new Error(`these are more than ${MAX_WITNESSED} heads: give the newest of each log`);
  const logs = new Map<string, SignedHead[]>();
  for (const head of heads) {
    const log = logOf(head);
    logs.set(log, [...(logs.get(log) ?? []), head]);
  }
  return logs;
}

function logOf(head: SignedHead): string {
  try {
    return unverifiedHead(head).log;
  } catch (cause) {
    throw new Error('a head in these files is not whole: it cannot be read', { cause });
  }
}
