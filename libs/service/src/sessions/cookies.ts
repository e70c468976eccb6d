import { parseCookie, stringifySetCookie } from 'cookie';
import { isLoopback } from '../config-readers.js';
import type { Config } from '../config.js';

/** The browser's session. */
export const SESSION_COOKIE = 'xiezhi_session';
/** What a sign-in under way must find again when the issuer sends the browser back. */
export const SIGN_IN_COOKIE = 'xiezhi_sign_in';
/** Only the sign-in itself sees it. */
const SIGN_IN_PATH = '/auth';
/** Longer than any cookie header of ours. */
const MAX_HEADER = 8_192;

/** A cookie's value; `undefined` when the header does not have it. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  if (header === undefined || header.length > MAX_HEADER || !header.includes(`${name}=`)) return undefined;
  return parseCookie(header)[name];
}

/** Out of reach of scripts and of other sites' forms; in clear on this machine alone. */
function setCookie({ publicUrl }: Pick<Config, 'publicUrl'>, name: string, value: string, path: string, maxAge?: number): string {
  const { protocol, hostname } = new URL(publicUrl);
  const secure = protocol === 'https:' || !isLoopback(hostname.replace(/^\[|\]$/g, ''));
  return stringifySetCookie({ name, value, path, httpOnly: true, sameSite: 'lax', secure, ...(maxAge !== undefined && { maxAge }) });
}

/** Lasts as long as the browser is open; the session itself may end before. */
export const sessionCookie = (config: Config, token: string): string => setCookie(config, SESSION_COOKIE, token, '/');

export const signInCookie = (config: Config, value: string, seconds: number): string =>
  setCookie(config, SIGN_IN_COOKIE, value, SIGN_IN_PATH, seconds);

/** Takes the session's cookie away. */
export const noSessionCookie = (config: Config): string => setCookie(config, SESSION_COOKIE, '', '/', 0);

export const noSignInCookie = (config: Config): string => signInCookie(config, '', 0);
