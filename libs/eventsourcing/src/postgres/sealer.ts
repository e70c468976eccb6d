import type { Pool } from 'pg';
import type { Feed } from '../feed.js';
import type { RecordedEvent } from '../message.js';
import { headDigest, type HeadSigner } from '../sealing/log-head.js';
import { SEAL_ALGORITHM, sealEvents } from '../sealing/seal.js';
import { Unavailable, type SubscriptionStatus, type Turn, type TurnOutcome } from '../subscription.js';
import { Bell } from '../timing.js';
import { Checkpoints } from './checkpoints.js';
import { LogHeads, type KeptHead } from './log-heads.js';
import { OwnedLoop } from './owned-loop.js';
import type { Ownership } from './ownership.js';
import { Seals } from './seals.js';
import type { Signal } from './signal.js';
import { Subscription } from './subscription.js';
import { inTransaction } from './transaction.js';

/** The sealer's name among the subscriptions. */
export const SEALER = 'sealer';
const HEADS = 'log-heads';

/** When heads are signed, and when one is told to others. */
export interface HeadPolicy {
  /** A head is signed when so many events are sealed since the last, … */
  readonly everyEvents: number;
  /** … or when so many milliseconds have passed and there is something new. */
  readonly everyMs: number;
  /** Milliseconds between heads that are told to others. */
  readonly tellEveryMs: number;
}

export interface SealerOptions {
  /** The service whose log it is. */
  readonly log: string;
  readonly pool: Pool;
  readonly schema: string;
  readonly ownership: Ownership;
  readonly feed: Feed<RecordedEvent>;
  readonly signer: HeadSigner;
  readonly policy: HeadPolicy;
  /** Fired when a head was told to others. */
  readonly told: Signal;
  /** See `FollowerOptions`. */
  readonly paceMs?: number;
  readonly now: () => number;
}

/**
 * Seals a log (封印): one seal for every stored event, in the transaction of its checkpoint, and signed heads over all of them. It follows the
 * feed like any reader, so that no command waits for it; what keeps it from working makes it lag, never halt.
 */
export class Sealer {
  private readonly seals: Seals;
  private readonly heads: LogHeads;
  private readonly checkpoints: Checkpoints;
  private readonly sealing: Subscription<RecordedEvent>;
  private readonly signing: OwnedLoop;
  /** Rung when enough is sealed for another head. */
  private readonly due = new Bell();
  private sealedSince = 0;
  private started = false;
  /** When signing began to fail; `null` while it does not. */
  private failingSince: number | null = null;

  constructor(private readonly options: SealerOptions) {
    const { schema, ownership } = options;
    this.seals = new Seals(schema);
    this.heads = new LogHeads(schema);
    this.checkpoints = ownership.checkpoints;
    this.sealing = new Subscription({ ...options, name: SEALER, handle: (events, turn) => this.seal(events, turn) });
    this.signing = new OwnedLoop(ownership, HEADS, [], (_checkpoints, signal) => this.sign(signal));
  }

  start(): void {
    this.started = true;
    this.sealing.start();
    this.signing.start();
  }

  /** Finishes the batch at hand. */
  async stop(): Promise<void> {
    await this.sealing.stop();
    await this.signing.stop();
    this.started = false;
  }

  /** Where sealing stands, and signing: the latter is behind when heads that are due cannot be signed. */
  statuses(): readonly SubscriptionStatus[] {
    const { owner, owning, failure } = this.signing;
    const failing = this.failingSince === null ? null : this.options.now() - this.failingSince;
    return [
      this.sealing.status(),
      {
        name: HEADS,
        state: !this.started ? 'stopped' : failing !== null ? 'retrying' : owning ? 'live' : 'waiting',
        owner,
        position: null,
        behindMs: failing ?? 0,
        ...(failing !== null && failure !== undefined && { failure }),
      },
    ];
  }

  /** It never halts, so there is nothing to end. */
  resume(): boolean {
    return false;
  }

  private async seal(events: readonly RecordedEvent[], turn: Turn): Promise<TurnOutcome> {
    const { pool, policy } = this.options;
    try {
      await inTransaction(pool, async (client) => {
        // The checkpoint first: its row lock makes two sealers take turns, and the epoch refuses the former owner.
        await this.checkpoints.moveWithin(client, turn);
        const last = await this.seals.last(client);
        const fresh = events.filter(({ position }) => position > (last?.position ?? ''));
        const streams = await this.seals.lastOf(
          client,
          fresh.map(({ stream }) => stream),
        );
        await this.seals.add(client, sealEvents(fresh, last, streams));
      });
    } catch (cause) {
      // No event is left out because it could not be sealed: it is tried until it can be, and the lag tells.
      throw new Unavailable('events could not be sealed', { cause });
    }
    this.sealedSince += events.length;
    if (this.sealedSince >= policy.everyEvents) this.due.ring();
    return 'moved';
  }

  private async sign(signal: AbortSignal): Promise<void> {
    const { policy } = this.options;
    while (!signal.aborted) {
      await this.due.wait(policy.everyMs, signal);
      if (signal.aborted) return;
      this.sealedSince = 0;
      try {
        const head = await this.signHead();
        if (head !== null) await this.tell(head);
        this.failingSince = null;
      } catch (error) {
        this.failingSince ??= this.options.now();
        throw error;
      }
    }
  }

  /** Signs what was sealed since the last head, if anything was. @returns the newest head */
  private async signHead(): Promise<KeptHead | null> {
    const { pool, log, signer, now } = this.options;
    const last = await this.heads.last(pool);
    const sealed = await this.seals.last(pool);
    if (sealed === null || sealed.ordinal <= (last?.events ?? 0)) return last;
    const signedAt = new Date(now()).toISOString();
    const number = (last?.number ?? 0) + 1;
    const head = await signer.sign({
      log,
      number,
      events: sealed.ordinal,
      position: sealed.position,
      chain: sealed.chain,
      previous: last === null ? null : headDigest(last.head),
      algorithm: SEAL_ALGORITHM,
      signedAt,
    });
    const kept = { number, events: sealed.ordinal, head };
    await this.heads.add(pool, kept, signedAt);
    return kept;
  }

  /** Tells others of the newest head, but not more often than they wish to hear. */
  private async tell(head: KeptHead): Promise<void> {
    const { pool, policy, told, now } = this.options;
    const last = await this.heads.toldLast(pool);
    if (last !== null && (last.number >= head.number || now() - last.at < policy.tellEveryMs)) return;
    await this.heads.tell(pool, head, new Date(now()).toISOString());
    told.fire();
  }
}
