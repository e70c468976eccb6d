import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { formatted } from '../checks/formatted.js';
import { contracts } from './published.js';

const FILE = new URL('../../docs/events.md', import.meta.url);
const HEAD = `# Public events

Every contract by its CloudEvents \`type\`; made from the contracts, \`npm run check:accept\` writes it anew. Schema (JSON Schema, draft 2020-12) and example
of each stand in \`/api/asyncapi.json\` and in \`test/contracts/published\`. \`agency.*\` is for agencies; the others go between services and are listed for
those who run consumers inside the region's network.

| Contract | When | Fields |
| -------- | ---- | ------ |
`;

const fieldsOf = (properties: object = {}): string =>
  Object.keys(properties)
    .map((name) => `\`${name}\``)
    .join(', ');

/** The table of all contracts, as they are now. */
export async function presentEvents(): Promise<string> {
  const rows = contracts
    .toSorted((one, other) => one.type.localeCompare(other.type))
    .map(
      ({ type, description: { zh, en }, schema }) =>
        `| \`${type}\` | ${`${zh}。${en}`.replaceAll('|', '\\|')} | ${fieldsOf(schema.properties)} |`,
    );
  return formatted(`${HEAD}${rows.join('\n')}\n`, FILE);
}

/** The reviewed copy; empty while there is none. */
export const reviewedEvents = (): string => (existsSync(FILE) ? readFileSync(FILE, 'utf8') : '');

/** Writes the table when it changed; true when it did. */
export async function acceptEvents(): Promise<boolean> {
  const present = await presentEvents();
  if (present === reviewedEvents()) return false;
  writeFileSync(FILE, present);
  return true;
}
