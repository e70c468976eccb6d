import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { derivedKey } from './master-key.js';
import { assertIdentifier } from './pool.js';

/** PostgreSQL's own number of rounds (RFC 7677). */
const SCRAM_ROUNDS = 4_096;

/** The login role of a service's schema. */
export const serviceRole = (schema: string): string => assertIdentifier(`xiezhi_${schema}`);

/** The login role that reads a service's schema for people: it may only SELECT, and row-level security holds for it. */
export const readerRole = (schema: string): string => assertIdentifier(`xiezhi_${schema}_reader`);

/** The password of a service's role: derived, so that every process of an installation has it and no file holds it. */
export const rolePassword = (masterKey: Uint8Array, role: string): string =>
  Buffer.from(derivedKey(masterKey, `database role ${role}`)).toString('base64url');

/** The address of the same database as another role. */
export function urlAs(url: string, role: string, password: string): string {
  const changed = new URL(url);
  changed.username = encodeURIComponent(role);
  changed.password = encodeURIComponent(password);
  return changed.href;
}

/** What PostgreSQL stores for a password (RFC 5803): sent instead of it, so that it stands in no statement that a server may log. */
export function scramVerifier(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, SCRAM_ROUNDS, 32, 'sha256');
  const keyFor = (name: string): Buffer => createHmac('sha256', salted).update(name).digest();
  const stored = createHash('sha256').update(keyFor('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${SCRAM_ROUNDS}:${salt.toString('base64')}$${stored}:${keyFor('Server Key').toString('base64')}`;
}
