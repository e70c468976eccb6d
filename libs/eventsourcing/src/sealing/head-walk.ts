import type { Findings } from './finding.js';
import { headDigest, type LogHead, type ReadHead, type SignedHead } from './log-head.js';
import type { Digest, Seal } from './seal.js';

interface Heads {
  readonly log: string;
  readonly heads: AsyncIterable<SignedHead>;
  readonly witnessed?: readonly SignedHead[];
}

/** Holds what heads say against the seals as they pass by. */
export class HeadWalk {
  count = 0;
  /** How many events the heads that hold cover. */
  covered = 0;
  private readonly name: string;
  private readonly stored: AsyncIterator<SignedHead>;
  private next: LogHead | null = null;
  private number = 0;
  private previous: Digest | null = null;
  /** The first head that the log does not fit says it for all behind it. */
  private differs = false;
  private witnessDiffers = false;
  /** How many events the witnessed heads that hold cover. */
  private testified = 0;
  private at = 0;

  private constructor(
    log: Heads,
    private readonly read: ReadHead,
    private readonly findings: Findings,
    private readonly theirs: readonly LogHead[],
  ) {
    this.name = log.log;
    this.stored = log.heads[Symbol.asyncIterator]();
  }

  static async begin(log: Heads, read: ReadHead, findings: Findings): Promise<HeadWalk> {
    const theirs: LogHead[] = [];
    for (const signed of log.witnessed ?? []) {
      const head = await read(signed);
      if (head === null) findings.add({ kind: 'head_unsigned', witnessed: true, number: null });
      else if (head.log === log.log) theirs.push(head);
    }
    theirs.sort((one, other) => one.events - other.events);
    const walk = new HeadWalk(log, read, findings, theirs);
    await walk.advance();
    return walk;
  }

  get witnessed(): number {
    return this.theirs.length;
  }

  /** A seal has passed by: the `ordinal`-th. */
  async step(ordinal: number, { chain, position }: Seal): Promise<void> {
    while (this.next !== null && this.next.events <= ordinal) {
      const head = this.next;
      const holds = head.events === ordinal && head.chain === chain && head.position === position;
      if (holds) this.covered = head.events;
      else if (!this.differs) {
        this.differs = true;
        this.findings.add({ kind: 'history_differs', witnessed: false, ...shown(head, this.covered + 1) });
      }
      await this.advance();
    }
    for (let head = this.theirs[this.at]; head !== undefined && head.events <= ordinal; head = this.theirs[++this.at]) {
      if (head.events === ordinal && head.chain === chain) this.testified = head.events;
      else if (!this.witnessDiffers) {
        this.witnessDiffers = true;
        this.findings.add({ kind: 'history_differs', witnessed: true, ...shown(head, this.testified + 1) });
      }
    }
  }

  /** There are no more seals; the last one's place was `ordinal`. */
  async end(ordinal: number): Promise<void> {
    let beyond: LogHead | null = null;
    for (; this.next !== null; await this.advance()) beyond = this.next;
    if (beyond !== null) this.findings.add({ kind: 'tail_missing', witnessed: false, ...shown(beyond, ordinal + 1) });
    const last = this.theirs.at(-1);
    if (last !== undefined && last.events > ordinal)
      this.findings.add({ kind: 'tail_missing', witnessed: true, ...shown(last, ordinal + 1) });
  }

  /** On to the next stored head that a known key has signed. */
  private async advance(): Promise<void> {
    this.next = null;
    while (this.next === null) {
      const { done, value: signed } = await this.stored.next();
      if (done === true) return;
      this.count += 1;
      const head = await this.read(signed);
      if (head === null || head.log !== this.name) {
        this.findings.add({ kind: 'head_unsigned', witnessed: false, number: this.number + 1 });
        [this.number, this.previous] = [this.number + 1, headDigest(signed)];
        continue;
      }
      if (head.number > this.number + 1) this.findings.add({ kind: 'heads_missing', from: this.number + 1, to: head.number - 1 });
      else if (head.number <= this.number || head.previous !== this.previous)
        this.findings.add({ kind: 'head_replaced', number: head.number });
      [this.number, this.previous, this.next] = [head.number, headDigest(signed), head];
    }
  }
}

const shown = ({ number, signedAt, events }: LogHead, from: number) => ({ number, signedAt, from: Math.min(from, events), to: events });
