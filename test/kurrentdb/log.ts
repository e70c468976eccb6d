/** Positions are byte offsets in the server's log: they grow by more than one, and the first event does not stand at 0. */
const FIRST_POSITION = 1_000n;
const RECORD_OVERHEAD = 87;

export interface LogEvent {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly commit: bigint;
  readonly type: string;
  readonly contentType: string;
  readonly metadata: Uint8Array;
  readonly data: Uint8Array;
  /** ms since 1970. */
  readonly created: number;
}

export type Proposed = Pick<LogEvent, 'id' | 'type' | 'contentType' | 'metadata' | 'data'>;

/** `current`: the stream's last revision, -1 when there is no such stream. */
export type AppendOutcome =
  | { readonly kind: 'stored'; readonly current: number; readonly commit: bigint }
  | { readonly kind: 'idempotent'; readonly current: number }
  | { readonly kind: 'wrong-revision'; readonly current: number };

/** The server's log with its rules for appends; it outlives the connections. */
export class Log {
  readonly events: LogEvent[] = [];
  readonly #streams = new Map<string, LogEvent[]>();
  #waiting: (() => void)[] = [];
  #end = FIRST_POSITION;

  stream(name: string): readonly LogEvent[] | undefined {
    return this.#streams.get(name);
  }

  /**
   * As the server decides: at the expected revision everything is stored, ids are not looked at; behind it, an append whose ids all stand
   * at its place is a success, any other is refused.
   * @param expected the last revision expected, -1 for no stream
   */
  append(name: string, expected: number, proposed: readonly Proposed[]): AppendOutcome {
    const there = this.#streams.get(name) ?? [];
    const current = there.length - 1;
    if (expected > current) return { kind: 'wrong-revision', current };
    if (expected < current) {
      const same = proposed.every(({ id }, index) => there[expected + 1 + index]?.id === id);
      return same ? { kind: 'idempotent', current: expected + proposed.length } : { kind: 'wrong-revision', current };
    }
    const created = Date.now();
    for (const event of proposed) {
      const recorded = { ...event, stream: name, revision: there.length, commit: this.#end, created };
      this.#end += BigInt(RECORD_OVERHEAD + event.data.length + event.metadata.length);
      there.push(recorded);
      this.events.push(recorded);
    }
    this.#streams.set(name, there);
    for (const wake of this.#waiting.splice(0)) wake();
    return { kind: 'stored', current: there.length - 1, commit: there.at(-1)?.commit ?? 0n };
  }

  /** Index of the first event after a position. */
  indexAfter(commit: bigint): number {
    let [low, high] = [0, this.events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.events[middle]!.commit <= commit) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Resolves when something is stored, or when `wakened`. */
  growth(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Lets everyone who waits look again. */
  wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
