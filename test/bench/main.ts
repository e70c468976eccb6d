import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Row } from './support.js';

/** A part gives its rows; it is loaded only when it is asked for. */
const PARTS: Readonly<Record<string, () => Promise<{ readonly run: () => Promise<readonly Row[]> }>>> = {
  store: () => import('./store.bench.js'),
  handle: () => import('./handle.bench.js'),
  projection: () => import('./projection.bench.js'),
  bus: () => import('./bus.bench.js'),
  http: () => import('./http.bench.js'),
  latency: () => import('./latency.bench.js'),
  assignment: () => import('./assignment.bench.js'),
};

const RESULTS = fileURLToPath(new URL('../../bench-results.json', import.meta.url));

const asked = process.argv.slice(2);
const unknown = asked.filter((part) => PARTS[part] === undefined);
if (unknown.length > 0) throw new Error(`no part ${unknown.join(', ')}; there are: ${Object.keys(PARTS).join(', ')}`);

const rows: Row[] = [];
for (const part of asked.length > 0 ? asked : Object.keys(PARTS)) {
  console.log(`measuring ${part} …`);
  try {
    rows.push(...(await (await PARTS[part]!()).run()));
  } catch (error) {
    console.error(`${part} could not be measured:`, error);
  }
}
console.table(
  rows.map(({ row, value, target, better, met }) => ({ row, value, target: `${better === 'higher' ? '≥' : '≤'} ${target}`, met })),
);
for (const { row, detail } of rows) console.log(`${row}\n    ${detail}`);
await writeFile(RESULTS, `${JSON.stringify(rows, null, 2)}\n`);
