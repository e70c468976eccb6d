import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { RecordedEvent } from '@xiezhi/eventsourcing';

/** One stored event as it was written when its schema version was new. */
export interface Golden {
  /** `<stream type>/<EventType>.v<n>.json` */
  readonly path: string;
  readonly text: string;
  readonly event: RecordedEvent;
}

/** path → SHA-256 of the file. It may only grow: what was stored once will be read for ever. */
export type Manifest = Readonly<Record<string, string>>;

const FOLDER = new URL('./stored/', import.meta.url);
const MANIFEST = new URL('./manifest.json', import.meta.url);

export const goldenPath = (streamType: string, eventType: string, version: number): string => `${streamType}/${eventType}.v${version}.json`;

/** All golden events, by stream type and place in their stream. */
export function goldenEvents(): readonly Golden[] {
  return readdirSync(FOLDER)
    .flatMap((streamType) => readdirSync(new URL(`${streamType}/`, FOLDER)).map((name) => `${streamType}/${name}`))
    .map((path) => {
      const text = readFileSync(new URL(path, FOLDER), 'utf8');
      return { path, text, event: JSON.parse(text) as RecordedEvent };
    })
    .sort(
      (a, b) => (a.event.stream < b.event.stream ? -1 : Number(a.event.stream > b.event.stream)) || a.event.revision - b.event.revision,
    );
}

export const readManifest = (): Manifest => (existsSync(MANIFEST) ? (JSON.parse(readFileSync(MANIFEST, 'utf8')) as Manifest) : {});

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What differs between the files and the manifest. `acceptable`: a new file, to be added to it. */
export function manifestFaults(
  files: readonly Pick<Golden, 'path' | 'text'>[],
  manifest: Manifest,
): readonly { readonly acceptable: boolean; readonly what: string }[] {
  const gone = Object.keys(manifest)
    .filter((path) => !files.some((file) => file.path === path))
    .map((path) => ({ acceptable: false, what: `${path} is gone: events like it are stored` }));
  const others = files.flatMap(({ path, text }) => {
    const known = manifest[path];
    if (known === undefined) return [{ acceptable: true, what: `${path} is not in the manifest: run \`npm run check:accept\`` }];
    if (known !== digestOf(text)) return [{ acceptable: false, what: `${path} was changed: add a file of a new version beside it` }];
    return [];
  });
  return [...gone, ...others];
}

/**
 * Adds new files to the manifest.
 * @throws Error when a file was changed or removed
 */
export function acceptGolden(): readonly string[] {
  const files = goldenEvents();
  const manifest = readManifest();
  const refused = manifestFaults(files, manifest).filter(({ acceptable }) => !acceptable);
  if (refused.length > 0) throw new Error(refused.map(({ what }) => what).join('\n'));
  const added = files.filter(({ path }) => manifest[path] === undefined);
  if (added.length > 0) {
    const all = { ...manifest, ...Object.fromEntries(added.map(({ path, text }) => [path, digestOf(text)])) };
    const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
    writeFileSync(MANIFEST, `${JSON.stringify(sorted, null, 2)}\n`);
  }
  return added.map(({ path }) => path);
}
