import { noAnswer, problemOf } from './problem.ts';

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** Longest a request may take before it counts as unanswered. */
const TIMEOUT_MS = 30_000;

let csrfToken = '';
/** Of the session: it goes with every command. */
export const keepCsrfToken = (token: string): void => {
  csrfToken = token;
};

/** A path of the platform with its query; what is undefined or empty is left out. */
export function address(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString();
  return search === '' ? path : `${path}?${search}`;
}

async function answer(path: string, init: RequestInit, signal?: AbortSignal): Promise<Response> {
  const limits = [AbortSignal.timeout(TIMEOUT_MS), ...(signal === undefined ? [] : [signal])];
  const response = await fetch(path, { credentials: 'same-origin', ...init, signal: AbortSignal.any(limits) }).catch((error: unknown) => {
    if (signal?.aborted === true) throw error;
    throw noAnswer();
  });
  if (!response.ok) throw await problemOf(response);
  return response;
}

/** Reads `path`. @throws Problem */
export async function read<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const response = await answer(address(path, query), { headers: { accept: 'application/json' } }, signal);
  return (await response.json()) as T;
}

export interface SendOptions {
  readonly method?: 'POST' | 'PUT' | 'DELETE';
  /** The same for every try of one submission, so that it is carried out once. */
  readonly key?: string;
  /** The revision that was read: refused when somebody changed the matter meanwhile. */
  readonly ifMatch?: number;
}

/** Sends bytes as they are. @throws Problem */
export async function sendBytes<T>(path: string, bytes: Blob): Promise<T> {
  const headers = { accept: 'application/json', 'x-csrf-token': csrfToken, 'content-type': 'application/octet-stream' };
  return (await (await answer(path, { method: 'PUT', headers, body: bytes })).json()) as T;
}

/** Sends a command. @throws Problem */
export async function send<T>(path: string, body: unknown, { method = 'POST', key, ifMatch }: SendOptions = {}): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json', 'x-csrf-token': csrfToken };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (key !== undefined) headers['idempotency-key'] = key;
  if (ifMatch !== undefined) headers['if-match'] = `"${ifMatch}"`;
  const response = await answer(path, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
}
