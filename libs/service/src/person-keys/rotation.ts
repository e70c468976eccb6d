import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ClientBase } from 'pg';
import { makeKeyFile, readKeyFile } from '../master-key.js';
import { FileKeyWrapping, wrappingFiles, wrappingKeyId } from './key-wrapping.js';
import { WRAPPING } from './wrapping.js';

/** Persons' keys that one statement wraps anew. */
const PAGE = 500;
/** Passes over the keys: one is enough, another finds what was stored while it ran. */
const MAX_PASSES = 10;

export interface Rotated {
  /** Keys wrapped anew by this run. */
  readonly rewrapped: number;
  /** Id of the key that wraps all of them now. */
  readonly keyId: string;
  /** Where the key that wrapped them before lies, to be destroyed when the last backup that needs it has lapsed; `null`: the master key. */
  readonly retired: string | null;
}

/**
 * Replaces the key that wraps the persons' keys, while the platform runs: makes the next key beside the old, wraps every person's key anew,
 * page by page, then retires the old one. Broken off at any point it goes on when it is called again. `client`: the owner of `person_keys`,
 * in a session of its own.
 * @throws Error when another rotation runs, or a person's key cannot be unwrapped
 */
export async function rotateWrappingKey(client: ClientBase, masterKey: Uint8Array, masterKeyFile: string): Promise<Rotated> {
  const { rows } = await client.query<{ free: boolean }>(`SELECT pg_try_advisory_lock(hashtextextended('xiezhi key rotation', 0)) AS free`);
  if (rows[0]?.free !== true) throw new Error('another rotation runs on this database');
  const files = wrappingFiles(masterKeyFile);
  const next = (await readKeyFile(files.next)) ?? (await makeKeyFile(files.next));
  const keyId = wrappingKeyId(next);
  // Waits for blocks of new keys that are being stored; every later one is wrapped by the next key, or not stored.
  await client.query(
    'INSERT INTO person_keys.wrapping (key_id) VALUES ($1) ON CONFLICT (one) DO UPDATE SET key_id = excluded.key_id WHERE wrapping.key_id <> $1',
    [keyId],
  );
  const wrapping = new FileKeyWrapping(masterKey, masterKeyFile);
  let rewrapped = 0;
  for (let pass = 1; ; pass++) {
    const found = await rewrapAll(client, wrapping, keyId);
    rewrapped += found;
    if (found === 0) break;
    if (pass === MAX_PASSES) throw new Error('keys are still stored under the old key: does every process see the new key file?');
  }
  return { rewrapped, keyId, retired: await retire(files) };
}

async function rewrapAll(client: ClientBase, wrapping: FileKeyWrapping, keyId: string): Promise<number> {
  let count = 0;
  for (let after: string | null = null; ;) {
    const { rows }: { rows: { id: string; wrapped: Buffer; by: string | null }[] } = await client.query(
      `SELECT person_id AS id, wrapped, wrapped_by AS by FROM person_keys.keys
       WHERE wrapped_by IS DISTINCT FROM $1 AND ($2::uuid IS NULL OR person_id > $2) ORDER BY person_id LIMIT $3`,
      [keyId, after, PAGE],
    );
    if (rows.length > 0) {
      const keys = await wrapping.unwrap(rows.map(({ id, wrapped, by }) => ({ personId: id, wrapped, by })));
      const { wrapped } = await wrapping.wrap(rows.map(({ id }, index) => ({ personId: id, key: keys[index]! })));
      // A person who was erased meanwhile has no row, and gets none.
      await client.query(
        `UPDATE person_keys.keys k SET wrapped = u.wrapped, wrapped_by = $3, algorithm = $4
         FROM unnest($1::uuid[], $2::bytea[]) AS u (person_id, wrapped) WHERE k.person_id = u.person_id`,
        [rows.map(({ id }) => id), wrapped, keyId, WRAPPING],
      );
      count += rows.length;
    }
    if (rows.length < PAGE) return count;
    after = rows.at(-1)!.id;
  }
}

/** Makes the next key the only one; the one before is put aside, out of the program's sight. */
async function retire({ current, next }: { readonly current: string; readonly next: string }): Promise<string | null> {
  const before = await readKeyFile(current);
  const aside = before === null ? null : `${current}-retired-${wrappingKeyId(before)}`;
  if (before !== null && aside !== null) {
    await rm(aside, { force: true });
    await makeKeyFile(aside, before);
  }
  await rename(next, current);
  const folder = await open(dirname(current), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
  return aside;
}
