import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

/** `text` as the file at `file` must be written, so that a generated file passes the check of its form. */
export async function formatted(text: string, file: URL): Promise<string> {
  const filepath = fileURLToPath(file);
  return format(text, { ...(await resolveConfig(filepath)), filepath });
}
