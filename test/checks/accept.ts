// Takes over what changed in an allowed way into the reviewed copies: published contracts, the tables of events, permissions and refusals, golden events.
// What may not change is refused, and said. Review what it writes together with the change.
import 'reflect-metadata';
import { acceptContracts } from '../contracts/published.js';
import { acceptErrors } from '../contracts/errors.js';
import { acceptEvents } from '../contracts/events-table.js';
import { acceptPermissions } from '../contracts/permissions.js';
import { acceptGolden } from '../golden/golden.js';

const contracts = await acceptContracts();
const events = await acceptEvents();
const golden = acceptGolden();
const permissions = await acceptPermissions();
const errors = await acceptErrors();
const written = [
  ...contracts.map((type) => `test/contracts/published/${type}.json`),
  ...golden.map((path) => `test/golden/manifest.json: ${path}`),
  ...(events ? ['docs/events.md'] : []),
  ...(errors ? ['docs/errors.md'] : []),
  ...(permissions ? ['docs/permissions.md'] : []),
];
console.log(written.length === 0 ? 'Nothing to accept.' : `Accepted; have it reviewed:\n${written.map((line) => `  ${line}`).join('\n')}`);
