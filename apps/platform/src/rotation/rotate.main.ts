import { access } from 'node:fs/promises';
import { loadMasterKey, readConfig, rotateWrappingKey, runOrExplain } from '@xiezhi/service';
import { withClient, withDatabase } from '../backup/database.js';

/** Replaces the key that wraps the persons' keys; the platform may run meanwhile. */
async function run(): Promise<void> {
  const config = readConfig();
  const file = config.masterKeyFile;
  await access(file).catch(() => {
    throw new Error(`there is no master key at ${file}: set MASTER_KEY_FILE to that of this installation`);
  });
  const masterKey = await loadMasterKey(file);
  const { rewrapped, keyId, retired } = await withDatabase(config, (url) =>
    withClient(url, 'key rotation', (client) => rotateWrappingKey(client, masterKey, file)),
  );
  const lines = [
    `已更换  Rotated   ${rewrapped} keys of persons, wrapped by ${keyId} now`,
    `新密钥  New key   ${file}.wrapping  (back it up at once, with ${file}, apart from the data)`,
    retired === null
      ? `旧密钥  Old key   ${file} wraps no person's key any more; the installation's other secrets still come from it: keep it`
      : `旧密钥  Old key   ${retired}: destroy it when the last backup of the keys from before today has lapsed`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

runOrExplain(run);
