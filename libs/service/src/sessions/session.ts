import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import type { Principal } from '../principal.js';

/** What a person's own pages say of them. */
export interface SessionDetails {
  readonly displayName: string;
  readonly agencyName: string;
  /** When the account signed in before this time; `null` the first time, or when the issuer does not tell. */
  readonly lastSignInAt: string | null;
}

/** A browser that is signed in. */
export interface Session {
  readonly principal: Principal;
  readonly details: SessionDetails;
  /** To be sent back as `x-csrf-token` with every unsafe request: another site's page does not know it. */
  readonly csrfToken: string;
  readonly signedInAt: string;
}

/** Random bytes of a cookie's value. */
export const TOKEN_BYTES = 32;
/** Their length in base64url. */
const TOKEN = /^[\w-]{43}$/;

export const isSessionToken = (value: string): boolean => TOKEN.test(value);

/** What the table knows of a cookie. */
export const digestOf = (token: string): Buffer => hash('sha256', token, 'buffer');

/** Of the cookie alone, so that every process knows it and no table holds it. */
export const csrfTokenOf = (token: string): string => createHmac('sha256', token).update('csrf').digest('base64url');

/** Key of the details: only the browser's cookie opens them. */
export const detailsKeyOf = (token: string): Uint8Array => createHmac('sha256', token).update('details').digest();

/** Compares without telling by its time how much was right. */
export function sameText(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
