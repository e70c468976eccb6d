/** One event of a stream (Server-Sent Events), as a browser would see it. */
export interface StreamedEvent {
  readonly event: string;
  readonly data: unknown;
}

/** A client of an event stream over real HTTP. */
export class EventStream {
  readonly events: StreamedEvent[] = [];
  /** What a browser would send as `Last-Event-ID`. */
  lastEventId: string | undefined;
  /** Everything that came, as it came. */
  text = '';
  ended = false;
  readonly #waiting = new Set<() => void>();

  private constructor(
    readonly status: number,
    readonly headers: Headers,
    private readonly stopping: AbortController,
  ) {}

  static async open(address: string, path: string, headers: Record<string, string>): Promise<EventStream> {
    const stopping = new AbortController();
    const response = await fetch(new URL(path, address), { headers, signal: stopping.signal });
    const stream = new EventStream(response.status, response.headers, stopping);
    void stream.#read(response);
    return stream;
  }

  /** Resolves once `done` holds. @throws when it does not within `timeoutMs` */
  async until(done: (stream: this) => boolean, timeoutMs = 15_000): Promise<void> {
    const late = AbortSignal.timeout(timeoutMs);
    while (!done(this)) {
      if (late.aborted) throw new Error(`not so within ${timeoutMs} ms; so far: ${this.text}`);
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          this.#waiting.delete(wake);
          late.removeEventListener('abort', wake);
          resolve();
        };
        this.#waiting.add(wake);
        late.addEventListener('abort', wake, { once: true });
      });
    }
  }

  close(): void {
    this.stopping.abort();
  }

  async #read(response: Response): Promise<void> {
    let rest = '';
    try {
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        this.text += chunk;
        const blocks = (rest + chunk).split('\n\n');
        rest = blocks.pop()!;
        for (const block of blocks) this.#take(block);
        this.#wake();
      }
    } catch {
      // Closed by us, or cut: `ended` says so.
    }
    this.ended = true;
    this.#wake();
  }

  #take(block: string): void {
    const fields = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
    if (fields.has('id')) this.lastEventId = fields.get('id');
    const data = fields.get('data');
    if (data !== undefined) this.events.push({ event: fields.get('event') ?? 'message', data: JSON.parse(data) });
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
  }
}
