import { parseArgs } from 'node:util';

/** The folder that `--NAME FOLDER` names. @throws Error that shows the usage when it is missing or anything else was given */
export function folderArgument(name: string, command: string): string {
  const usage = `Usage: npm run ${command} -- --${name} FOLDER`;
  try {
    const { values } = parseArgs({ options: { [name]: { type: 'string' } } });
    const folder = values[name];
    if (typeof folder === 'string' && folder !== '') return folder;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${usage}`, { cause: error });
  }
  throw new Error(usage);
}
