/** What the benches use of autocannon, which brings no types of its own. */
declare module 'autocannon' {
  export interface LoadRequest {
    method?: 'GET' | 'POST';
    path?: string;
    headers?: Record<string, string>;
    body?: string;
  }
  export interface LoadOptions {
    readonly url: string;
    readonly connections: number;
    /** Seconds. */
    readonly duration: number;
    readonly requests: readonly { readonly setupRequest: (request: LoadRequest) => LoadRequest }[];
  }
  export interface LoadResult {
    /** Seconds it really took. */
    readonly duration: number;
    readonly '2xx': number;
    readonly non2xx: number;
    readonly errors: number;
  }
  export default function autocannon(options: LoadOptions): PromiseLike<LoadResult>;
}
