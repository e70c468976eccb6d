import { readConfig, runOrExplain } from '@xiezhi/service';
import { verifyArguments } from './arguments.js';
import { runVerifyLog } from './verify-log.js';

/** Compares the platform's logs with their seals; the process ends with 1 when they differ. */
async function run(): Promise<void> {
  const intact = await runVerifyLog({
    ...(await verifyArguments()),
    config: readConfig,
    say: (text) => void process.stdout.write(`${text}\n`),
  });
  if (!intact) process.exitCode = 1;
}

runOrExplain(run);
