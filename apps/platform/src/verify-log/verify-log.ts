import { verifyLog, type SignedHead, type Verdict } from '@xiezhi/eventsourcing';
import { headReader, type Config } from '@xiezhi/service';
import type { JSONWebKeySet } from 'jose';
import { withDatabase } from '../backup/database.js';
import type { VerifyArguments } from './arguments.js';
import { ownLogKeys, withDatabaseLogs, type NamedLog } from './database-logs.js';
import { exportedLogs, exportLogs } from './exported-logs.js';
import { verdictText } from './report.js';

export interface Command extends VerifyArguments {
  /** Read only where a database is used. */
  readonly config: () => Config;
  readonly say: (text: string) => void;
}

/** Carries out one call of the log check. @returns false when a log is not as it was sealed */
export async function runVerifyLog({ exportTo, offline, keys, witnessed, config: read, say }: Command): Promise<boolean> {
  if (offline !== null) return verify(await exportedLogs(offline), keys, witnessed, say);
  const config = read();
  return withDatabase(config, (url) =>
    withDatabaseLogs(config, url, async (logs) => {
      if (exportTo !== null) {
        await exportLogs(logs, exportTo);
        say(`已导出  Logs, seals and heads are in ${exportTo}. Personal fields are sealed in it.`);
        return true;
      }
      const known = { keys: [...(await ownLogKeys(config)).keys, ...keys.keys] };
      if (known.keys.length === 0)
        throw new Error(`${config.masterKeyFile} is not here: give the platform's public key (--public-key FILE).`);
      return verify(logs, known, witnessed, say);
    }),
  );
}

/** Verifies logs one after the other and says what it found. */
async function verify(
  logs: readonly NamedLog[],
  keys: JSONWebKeySet,
  witnessed: ReadonlyMap<string, readonly SignedHead[]>,
  say: Command['say'],
): Promise<boolean> {
  for (const log of witnessed.keys())
    if (!logs.some((one) => one.log === log)) throw new Error(`a head that was given is of no log here: ${JSON.stringify(log)}`);
  const read = headReader(keys);
  const verdicts: Verdict[] = [];
  for (const { log, open } of logs) {
    const verdict = await verifyLog({ ...(await open()), witnessed: witnessed.get(log) ?? [] }, read);
    verdicts.push(verdict);
    say(verdictText(verdict));
  }
  const intact = verdicts.every(({ findings }) => findings.length === 0);
  if (!intact)
    say('\n日志与封印不符  The logs are not as they were sealed. What to do: docs/operations.md, "When the log check finds something".');
  else {
    say('\n日志完好  The logs are as they were sealed.');
    if (witnessed.size === 0)
      say(
        '  未提供各单位留存的首部，无法得知尾部是否被截断  Only a head that an agency kept (--head FILE) shows that no tail was cut off.',
      );
  }
  return intact;
}
