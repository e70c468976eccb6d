import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Requirement } from './needs.js';

const SOFFICE = '/usr/bin/soffice';
const PDFTOTEXT = '/usr/bin/pdftotext';
const run = promisify(execFile);
/** All files of a suite are converted in one go: starting the office takes longer than converting. */
const CONVERT_MS = 240_000;

/** LibreOffice without a display, and poppler, as Debian installs them. */
export const office: Requirement = {
  name: 'LibreOffice and poppler',
  missing: existsSync(SOFFICE) && existsSync(PDFTOTEXT) ? null : `${SOFFICE} and ${PDFTOTEXT} are not both there`,
};

/** What an office makes of a document. */
export interface Converted {
  /** The words on its pages, as a reader of the PDF finds them. */
  readonly printed: string;
  /** The text, byte for byte. */
  readonly text: string;
  readonly pages: number;
}

/** Opens documents in LibreOffice and reads what it shows, by their names. `keep`: a folder for the PDFs, to be looked at. */
export async function convertedByOffice(documents: ReadonlyMap<string, Buffer>, keep?: string): Promise<ReadonlyMap<string, Converted>> {
  const folder = keep ?? (await mkdtemp(join(tmpdir(), 'xiezhi-office-')));
  const profile = await mkdtemp(join(tmpdir(), 'xiezhi-office-profile-'));
  try {
    const paths = await Promise.all(
      [...documents].map(async ([name, content]) => {
        const path = join(folder, `${name}.docx`);
        await writeFile(path, content);
        return path;
      }),
    );
    for (const format of ['pdf', 'txt:Text (encoded):UTF8']) {
      await run(SOFFICE, [`-env:UserInstallation=file://${profile}`, '--headless', '--convert-to', format, '--outdir', folder, ...paths], {
        timeout: CONVERT_MS,
      });
    }
    const made = new Set(await readdir(folder));
    const found = new Map<string, Converted>();
    for (const name of documents.keys()) {
      if (!made.has(`${name}.pdf`) || !made.has(`${name}.txt`)) continue;
      const { stdout } = await run(PDFTOTEXT, ['-raw', join(folder, `${name}.pdf`), '-']);
      found.set(name, { printed: stdout, text: await readFile(join(folder, `${name}.txt`), 'utf8'), pages: stdout.split('\f').length - 1 });
    }
    return found;
  } finally {
    await rm(profile, { recursive: true, force: true });
    if (keep === undefined) await rm(folder, { recursive: true, force: true });
  }
}
