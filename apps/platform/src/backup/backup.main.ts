import { join, resolve } from 'node:path';
import { attachmentStore, readConfig, runOrExplain } from '@xiezhi/service';
import { folderArgument } from './arguments.js';
import { backup, KEYS_FOLDER } from './backup.js';
import { withDatabase } from './database.js';
import type { Manifest } from './manifest.js';

const rowsIn = ({ schemas }: Manifest): number => schemas.flatMap(({ tables }) => tables).reduce((sum, { rows }) => sum + rows, 0);

/** Backs up the configured platform into `--out`. It may run meanwhile. */
async function run(): Promise<void> {
  const out = resolve(folderArgument('out', 'backup'));
  const config = readConfig();
  if (config.eventStore === 'kurrentdb') {
    throw new Error('The events are in KurrentDB: back it up by its own means. This backs up a platform whose events are in PostgreSQL.');
  }
  const { data, keys } = await withDatabase(config, (url) => backup(url, out, attachmentStore(config)));
  const lines = [
    `数据  Data         ${out}  (${rowsIn(data)} rows, as of ${data.takenAt})`,
    `附件  Attachments ${data.attachments?.objects ?? 0} objects, ${data.attachments?.bytes ?? 0} bytes, sealed under the persons' keys`,
    ...((data.attachments?.missing ?? 0) > 0
      ? [`  ${data.attachments?.missing} objects were gone when they were copied: removed meanwhile, or lost. Back up again to see which.`]
      : []),
    `个人密钥  Keys     ${join(out, KEYS_FOLDER)}  (${rowsIn(keys)}, wrapped by the master key)`,
    '  Keep the keys apart from the data, and no longer than an erasure may take: old keys open what was erased since.',
    `主密钥未备份  The master key is in neither: keep a copy of ${config.masterKeyFile} in a third place.`,
    ...(config.messageBus === 'kafka' ? ['  Messages in Kafka are not in it either: what services received of them is.'] : []),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

runOrExplain(run);
