import type { Checkpoint, RecordedEvent } from '../message.js';
import { Findings, type EventName, type Finding } from './finding.js';
import { HeadWalk } from './head-walk.js';
import type { ReadHead, SignedHead } from './log-head.js';
import { chainOf, SEAL_ALGORITHM, sealOf, type Digest, type Seal } from './seal.js';

/** A log with its seals and heads, from wherever they are kept; read once, in order. */
export interface LogUnderCheck {
  readonly log: string;
  /** In the log's order. */
  readonly events: AsyncIterable<RecordedEvent>;
  /** In the order of their positions, up to `sealedUpTo`. */
  readonly seals: AsyncIterable<Seal>;
  /** In the order of their numbers; none that covers more than `seals` holds, when those were read first. */
  readonly heads: AsyncIterable<SignedHead>;
  /** How far the sealer has come; `null`: not begun. Later events are not sealed yet. */
  readonly sealedUpTo: Checkpoint | null;
  /** Heads that others kept (at most {@link MAX_WITNESSED}). */
  readonly witnessed?: readonly SignedHead[];
}

/** Heads kept by others that one check takes. */
export const MAX_WITNESSED = 10_000;

export interface Verdict {
  readonly log: string;
  /** Events that were looked at, and how many of them are not sealed yet. */
  readonly events: number;
  readonly unsealed: number;
  readonly seals: number;
  /** Heads that were looked at; sealed events that no stored head covers yet; heads of others. */
  readonly heads: number;
  readonly uncovered: number;
  readonly witnessed: number;
  readonly findings: readonly Finding[];
  /** Findings beyond those listed. */
  readonly more: number;
}

const nameOf = ({ stream, revision, id, position }: RecordedEvent): EventName => ({ stream, revision, id, position });
const sealedName = ({ stream, revision, eventId, position }: Seal): EventName => ({ stream, revision, id: eventId, position });

/**
 * Compares a log with its seals, its heads and those that others keep. Each link is checked by itself, so that a finding names what was
 * touched and not everything behind it. Memory does not grow with the log.
 */
export async function verifyLog(log: LogUnderCheck, read: ReadHead): Promise<Verdict> {
  const findings = new Findings();
  const heads = await HeadWalk.begin(log, read, findings);
  const walk = new SealWalk(findings);
  const events = log.events[Symbol.asyncIterator]();
  const seals = log.seals[Symbol.asyncIterator]();
  let [count, unsealed] = [0, 0];
  let event = await events.next();
  let seal = await seals.next();
  while (event.done !== true || seal.done !== true) {
    const at = event.done === true ? null : event.value.position;
    const sealedAt = seal.done === true ? null : seal.value.position;
    if (sealedAt !== null && (at === null || sealedAt <= at)) {
      const row = seal.value as Seal;
      if (walk.step(row, sealedAt === at ? (event.value as RecordedEvent) : null)) await heads.step(walk.ordinal, row);
      seal = await seals.next();
    } else {
      if (log.sealedUpTo !== null && at! <= log.sealedUpTo)
        findings.add({ kind: 'event_inserted', event: nameOf(event.value as RecordedEvent) });
      else unsealed += 1;
    }
    if (at !== null && (sealedAt === null || at <= sealedAt)) {
      count += 1;
      event = await events.next();
    }
  }
  await heads.end(walk.ordinal);
  return {
    log: log.log,
    events: count,
    unsealed,
    seals: walk.count,
    heads: heads.count,
    uncovered: Math.max(0, walk.ordinal - heads.covered),
    witnessed: heads.witnessed,
    findings: findings.list(),
    more: findings.more,
  };
}

/** Follows the seals: each against its event, and against the chain. */
class SealWalk {
  /** How many events are sealed up to here. */
  ordinal = 0;
  count = 0;
  /** The chain as the last seal says, and as it was worked out: they differ only where a finding says so. `null`: unknown. */
  private chain: { readonly said: Digest | null; readonly found: Digest | null } | null = { said: null, found: null };

  constructor(private readonly findings: Findings) {}

  /** @returns false for a seal that has no place here; what follows is held against the one before it */
  step(seal: Seal, event: RecordedEvent | null): boolean {
    this.count += 1;
    const linked = this.links(seal.seal, seal.chain);
    const place = this.ordinal + 1;
    const gap = !linked && seal.ordinal > place;
    this.againstEvent(seal, event, linked || gap);
    if (gap) this.findings.add({ kind: 'seals_missing', from: place, to: seal.ordinal - 1 });
    const whole = (linked && seal.ordinal === place) || gap;
    if (!whole || seal.algorithm !== SEAL_ALGORITHM)
      this.findings.add({ kind: 'seal_changed', ordinal: seal.ordinal, event: sealedName(seal) });
    if (!linked && seal.ordinal < place) return false;
    if (seal.revision > 0 && seal.previous === null)
      this.findings.add({ kind: 'event_lost', event: { ...sealedName(seal), revision: seal.revision - 1, id: 'unknown' } });
    this.chain = { said: seal.chain, found: gap || this.chain === null ? seal.chain : chainOf(this.chain.said, seal.seal) };
    this.ordinal = gap ? seal.ordinal : place;
    return true;
  }

  /** `trusted`: nothing speaks against the seal itself. */
  private againstEvent(seal: Seal, event: RecordedEvent | null, trusted: boolean): void {
    if (event === null) {
      this.findings.add({ kind: 'event_removed', event: sealedName(seal) });
      return;
    }
    const made = remade(seal, event);
    if (made === seal.seal) {
      if (seal.eventId !== event.id || seal.stream !== event.stream || seal.revision !== event.revision)
        this.findings.add({ kind: 'seal_changed', ordinal: seal.ordinal, event: nameOf(event) });
    } else if (event.id !== seal.eventId) {
      this.findings.add({ kind: 'event_removed', event: sealedName(seal) });
      this.findings.add({ kind: 'event_inserted', event: nameOf(event) });
    } else if (trusted || made === null || !this.links(made, seal.chain)) {
      this.findings.add({ kind: 'event_changed', event: nameOf(event) });
    }
  }

  private links(seal: Digest, chain: Digest): boolean {
    const before = this.chain;
    return (
      before !== null && (chainOf(before.said, seal) === chain || (before.found !== before.said && chainOf(before.found, seal) === chain))
    );
  }
}

/** The seal that `event` would get in this place; `null` when it holds what this system never stores. */
function remade(seal: Seal, event: RecordedEvent): Digest | null {
  try {
    return sealOf(seal.previous, event);
  } catch {
    return null;
  }
}
