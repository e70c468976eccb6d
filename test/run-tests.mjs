// Runs Jest and ends with what the machine could not run and one plain line: "N passed, N failed, N skipped".
// `--long` runs the suites named *.long-spec.ts instead of the others; everything else is handed to Jest.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { closingLine, summaryOf } from './support/summary.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
const given = process.argv.slice(2);
const selection = given.includes('--long') ? [String.raw`--testRegex=\.long-spec\.ts$`] : [];
const folder = mkdtempSync(join(tmpdir(), 'xiezhi-tests-'));
const outputFile = join(folder, 'results.json');

const child = spawn(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    jest,
    ...given.filter((argument) => argument !== '--long'),
    // Last: Jest takes everything behind a list option for part of the list.
    ...selection,
    '--json',
    `--outputFile=${outputFile}`,
  ],
  // Jest's report goes to stderr; its JSON on stdout is in the file already.
  { cwd: root, stdio: ['inherit', 'ignore', 'inherit'], env: { ...process.env, TEST_SHARED_KAFKA: '1' } },
);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));

const code = await new Promise((resolve) => {
  child.once('error', (reason) => {
    console.error(String(reason));
    resolve(1);
  });
  child.once('exit', (status, signal) => resolve(status ?? 128 + constants.signals[signal]));
});

const summary = existsSync(outputFile) ? summaryOf(JSON.parse(readFileSync(outputFile, 'utf8'))) : null;
rmSync(folder, { recursive: true, force: true });

if (summary !== null && summary.notRun.length > 0) {
  console.log(`\nNot run, for this machine lacks what they need (REQUIRE_ALL=1 makes that a failure):`);
  for (const name of summary.notRun) console.log(`  ${name}`);
}
console.log(`\n${summary?.line ?? closingLine(0, 1, 0)}`);
process.exitCode = code === 0 && (summary === null || summary.failed > 0) ? 1 : code;
