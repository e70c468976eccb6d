import { randomUUID } from 'node:crypto';

/** An answer of the platform: status, body and the headers the demo shows. */
export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** What a refusal says. */
export interface ProblemBody {
  readonly code: string;
  readonly detail: string;
  readonly basis?: string;
  readonly errors?: readonly { readonly path: string; readonly code: string; readonly detail: string }[];
}

type Sent = string | Uint8Array<ArrayBuffer> | undefined;

/** One account's way to the platform's public HTTP API. `address`: where it is, also by path when services have addresses of their own. */
export class Api {
  constructor(
    private readonly address: string | ((path: string) => string),
    private readonly token: string,
  ) {}

  async get<Body>(path: string): Promise<Answer<Body>> {
    return this.#send<Body>('GET', path, undefined, {});
  }

  async post<Body>(path: string, body: unknown, idempotencyKey: string = randomUUID()): Promise<Answer<Body>> {
    return this.#send<Body>('POST', path, JSON.stringify(body), { 'content-type': 'application/json', 'idempotency-key': idempotencyKey });
  }

  /** Any other method. */
  async send<Body>(method: string, path: string, body?: unknown): Promise<Answer<Body>> {
    const json = body === undefined ? undefined : JSON.stringify(body);
    return this.#send<Body>(method, path, json, {
      'idempotency-key': randomUUID(),
      ...(json !== undefined && { 'content-type': 'application/json' }),
    });
  }

  /** Sends bytes, such as a chunk of a file. */
  async put<Body>(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<Answer<Body>> {
    return this.#send<Body>('PUT', path, bytes, { 'content-type': 'application/octet-stream' });
  }

  /** The answer as it comes, for what is no JSON. */
  async download(path: string): Promise<Response> {
    return this.#fetch('GET', path, undefined, {});
  }

  async #send<Body>(method: string, path: string, body: Sent, headers: Record<string, string>): Promise<Answer<Body>> {
    const response = await this.#fetch(method, path, body, headers);
    const text = await response.text();
    return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as Body };
  }

  #fetch(method: string, path: string, body: Sent, headers: Record<string, string>): Promise<Response> {
    const address = typeof this.address === 'string' ? this.address : this.address(path);
    return fetch(new URL(path, address), {
      method,
      headers: { authorization: `Bearer ${this.token}`, ...headers },
      ...(body !== undefined && { body }),
    });
  }
}

const POLL_MS = 20;

/** Asks until `done` says so; gives back the last answer and how long it took. @throws when it takes longer than `timeoutMs` */
export async function until<T>(
  ask: () => Promise<T>,
  done: (value: T) => boolean,
  timeoutMs: number,
): Promise<{ value: T; tookMs: number }> {
  const startedAt = performance.now();
  for (;;) {
    const value = await ask();
    const tookMs = performance.now() - startedAt;
    if (done(value)) return { value, tookMs };
    if (tookMs > timeoutMs) throw new Error(`not so within ${timeoutMs} ms: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
