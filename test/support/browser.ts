import { DEMONSTRATION_SIGN_INS } from '../../apps/directory/src/demonstration-data/demonstration-accounts.js';

/** A browser without scripts: cookies, redirects and forms, as a person's sign-in needs them. */
export class Browser {
  readonly #cookies = new Map<string, string>();

  constructor(readonly address: string) {}

  cookie(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  /** Another tab, or another time: the same cookies. */
  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  /** One request, redirects not followed. */
  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(path, this.address);
    const headers = new Headers(init.headers);
    if (this.#cookies.size > 0) headers.set('cookie', [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (/expires=Thu, 01 Jan 1970|max-age=0/i.test(line)) this.#cookies.delete(name!);
      else this.#cookies.set(name!, value!);
    }
    return response;
  }

  /** Follows redirects; `until` stops before an address that it says yes to. Gives back the last answer and its address. */
  async visit(path: string, init: RequestInit = {}, until: (url: URL) => boolean = () => false): Promise<{ response: Response; url: URL }> {
    let url = new URL(path, this.address);
    let response = await this.request(url.href, init);
    for (let followed = 0; followed < 10; followed++) {
      const location = response.headers.get('location');
      if (location === null) return { response, url };
      url = new URL(location, url);
      if (until(url)) return { response, url };
      response = await this.request(url.href);
    }
    throw new Error('too many redirects');
  }

  /** Fills the sign-in page's form and sends it. */
  async fill(
    page: URL,
    fields: { readonly organ: string; readonly signInName: string; readonly password: string },
    until?: (url: URL) => boolean,
  ): Promise<{ response: Response; url: URL }> {
    return this.visit(page.href, { method: 'POST', body: new URLSearchParams(fields) }, until);
  }

  /** The whole way in, from any page of ours. */
  async signIn(
    fields: { readonly organ: string; readonly signInName: string; readonly password: string },
    returnTo = '/',
  ): Promise<Response> {
    const { url } = await this.visit(`/auth/sign-in?returnTo=${encodeURIComponent(returnTo)}`);
    return (await this.fill(url, fields)).response;
  }
}

/** How a demonstration account signs in, by its sign-in name. */
export function demonstrationSignIn(name: string): { readonly organ: string; readonly signInName: string; readonly password: string } {
  const found = DEMONSTRATION_SIGN_INS.find(({ signInName }) => signInName === name);
  if (found === undefined) throw new Error(`no demonstration account ${name}`);
  return { organ: found.agency, signInName: found.signInName, password: found.password };
}
