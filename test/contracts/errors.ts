import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { ApiDescription, RefusalDescription } from '@xiezhi/service';
import { formatted } from '../checks/formatted.js';
import { API_DESCRIPTION, built } from '../support/built.js';

const FILE = new URL('../../docs/errors.md', import.meta.url);
const HEAD = `# Refusals

Every refusal that the platform makes, by its stable \`code\`; made from the code, \`npm run check:accept\` writes it anew. \`/api/openapi.json\` says for
each operation which of them it may answer. \`…\` stands for what a request tells. \`errors[]\` of a refusal names fields with codes of their own: \`field.*\`
and \`text.*\` for their form, others for their content.

| Code | Status | What it says |
| ---- | ------ | ------------ |
`;

const row = ({ code, status, detail }: RefusalDescription): string => `| \`${code}\` | ${status} | ${detail.replaceAll('|', '\\|')} |`;

/** The table of all refusals, as the build found them. */
export async function presentErrors(): Promise<string> {
  await built();
  const { refusals } = JSON.parse(readFileSync(new URL(`../../dist/${API_DESCRIPTION}`, import.meta.url), 'utf8')) as ApiDescription;
  return formatted(`${HEAD}${refusals.map(row).join('\n')}\n`, FILE);
}

/** The reviewed copy; empty while there is none. */
export const reviewedErrors = (): string => (existsSync(FILE) ? readFileSync(FILE, 'utf8') : '');

/** Writes the table when it changed; true when it did. */
export async function acceptErrors(): Promise<boolean> {
  const present = await presentErrors();
  if (present === reviewedErrors()) return false;
  writeFileSync(FILE, present);
  return true;
}
