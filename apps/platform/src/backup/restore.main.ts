import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { attachmentStore, loadMasterKey, readConfig, runOrExplain } from '@xiezhi/service';
import { folderArgument } from './arguments.js';
import { KEYS_FOLDER } from './backup.js';
import { withDatabase } from './database.js';
import { readManifest } from './manifest.js';
import { restore } from './restore.js';

/** Keys without their master key open nothing, and a platform that starts without one makes another. */
async function assertMasterKey(file: string): Promise<void> {
  try {
    await access(file);
  } catch (error) {
    throw new Error(`The keys of persons need their master key: put its copy at ${file} first.`, { cause: error });
  }
  await loadMasterKey(file);
}

/** Restores the backup in `--from` into the configured database, which must hold no platform's data. The platform must be stopped. */
async function run(): Promise<void> {
  const from = resolve(folderArgument('from', 'restore'));
  const config = readConfig();
  if (config.eventStore === 'kurrentdb') throw new Error('Events are restored into PostgreSQL: EVENT_STORE must be postgres.');
  if ((await readManifest(join(from, KEYS_FOLDER), 'keys')) !== null) await assertMasterKey(config.masterKeyFile);
  const { data, keys, rows } = await withDatabase(config, (url) => restore(url, from, attachmentStore(config)));
  const lines = [
    `已恢复  Restored   ${rows} rows, as of ${data.takenAt}`,
    `附件  Attachments ${data.attachments?.objects ?? 0} objects`,
    keys === null
      ? '  Without keys/: every personal field stays sealed. To have them, restore with keys/ into a new database.'
      : '  With the keys of persons. The master key is the one they were wrapped by, or nothing opens.',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

runOrExplain(run);
