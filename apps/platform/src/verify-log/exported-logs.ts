import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Checkpoint, LogUnderCheck, RecordedEvent, Seal, SignedHead } from '@xiezhi/eventsourcing';
import { assertIdentifier } from '@xiezhi/service';
import type { NamedLog } from './database-logs.js';

const FORMAT = 'xiezhi logs';
const VERSION = 1;
const MANIFEST = 'manifest.json';
const PARTS = { events: 'events.jsonl', seals: 'seals.jsonl', heads: 'heads.jsonl' } as const;

interface Manifest {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly logs: readonly { readonly log: string; readonly sealedUpTo: Checkpoint | null }[];
}

/**
 * Writes logs with their seals and heads into a new folder, one JSON value a line. Personal fields are ciphertext in it, as they are stored.
 * The manifest comes last: a folder without one is not whole.
 */
export async function exportLogs(logs: readonly NamedLog[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new Error(`${folder} is not empty: logs are written into a folder of their own`);
  const written: Manifest['logs'][number][] = [];
  for (const { log, open } of logs) {
    const { sealedUpTo, ...parts } = await open();
    await mkdir(join(folder, log), { mode: 0o700 });
    for (const part of ['heads', 'seals', 'events'] as const) await writeLines(join(folder, log, PARTS[part]), parts[part]);
    written.push({ log, sealedUpTo });
  }
  const manifest: Manifest = { format: FORMAT, version: VERSION, logs: written };
  await writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
}

/** The logs in a folder made by {@link exportLogs}. @throws Error when it is none */
export async function exportedLogs(folder: string): Promise<readonly NamedLog[]> {
  const { format, version, logs } = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as Partial<Manifest>;
  if (format !== FORMAT || version !== VERSION || logs === undefined) throw new Error(`${folder} holds no exported logs of this version`);
  return logs.map(({ log, sealedUpTo }) => {
    const file = (part: keyof typeof PARTS): string => join(folder, assertIdentifier(log), PARTS[part]);
    return {
      log,
      open: async (): Promise<LogUnderCheck> => ({
        log,
        sealedUpTo,
        events: readLines<RecordedEvent>(file('events')),
        seals: readLines<Seal>(file('seals')),
        heads: readLines<SignedHead>(file('heads')),
      }),
    };
  });
}

async function writeLines(file: string, values: AsyncIterable<unknown>): Promise<void> {
  async function* lines(): AsyncGenerator<string, void, undefined> {
    for await (const value of values) yield `${JSON.stringify(value)}\n`;
  }
  await pipeline(Readable.from(lines()), createWriteStream(file, { mode: 0o600, flags: 'wx', flush: true }));
}

async function* readLines<T>(file: string): AsyncGenerator<T, void, undefined> {
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity });
  let number = 0;
  for await (const line of lines) {
    number += 1;
    try {
      yield JSON.parse(line) as T;
    } catch (cause) {
      throw new Error(`${file}:${number} is no JSON: the folder was changed or is not whole`, { cause });
    }
  }
}
