import { StoreUnavailable } from './event-store.js';
import type { FeedItem } from './feed-item.js';
import type { Checkpoint } from './message.js';

/**
 * Where a subscription stands. `waiting`: another process owns it. `retrying`: the last batch failed and is given again. `halted`: one
 * item cannot be handled and a person must decide: an alarm.
 */
export type SubscriptionState = 'stopped' | 'waiting' | 'catching_up' | 'live' | 'retrying' | 'halted';

/** What went wrong last, without the item's content. */
export interface SubscriptionFailure {
  readonly error: string;
  readonly attempts: number;
  readonly position?: Checkpoint;
}

export interface SubscriptionStatus {
  readonly name: string;
  readonly state: SubscriptionState;
  /** The process that follows: this one's id while it owns the subscription, else `null`. */
  readonly owner: string | null;
  readonly position: Checkpoint | null;
  /** Milliseconds since it last had everything that was stored; 0 while it has. */
  readonly behindMs: number;
  readonly failure?: SubscriptionFailure;
}

/** What to do with the single item that cannot be handled: stop with an alarm, or record it and go on. */
export type PoisonPolicy = 'halt' | 'skip';

/**
 * How failures are met. An item-made failure is tried `attempts` times before its batch is split; what is merely unreachable is tried
 * until it answers. Pauses double from `firstMs` to `maxMs` (milliseconds).
 */
export interface RetryPolicy {
  readonly attempts: number;
  readonly firstMs: number;
  readonly maxMs: number;
}

export const DEFAULT_RETRY: RetryPolicy = { attempts: 3, firstMs: 50, maxMs: 5_000 };

/** Milliseconds to wait before attempt number `attempt` (2 is the first repetition). */
export function pauseBefore(attempt: number, { firstMs, maxMs }: RetryPolicy): number {
  return Math.min(maxMs, firstMs * 2 ** Math.min(attempt - 2, 30));
}

/** One batch to be handled under an ownership: the checkpoint `name` moves from `from` to `to`, and only while `epoch` is the owner's. */
export interface Turn {
  readonly name: string;
  readonly epoch: string;
  readonly from: Checkpoint | null;
  readonly to: Checkpoint;
}

/** Under whose ownership something is done: the checkpoint's name, and the owner's epoch. */
export type TurnOwner = Pick<Turn, 'name' | 'epoch'>;

/** `moved`: the effect and the checkpoint are durable. `to_move`: the effect, if any, is durable and harmless when repeated; the checkpoint may move later. */
export type TurnOutcome = 'moved' | 'to_move';

/** Handles a batch in order. Throws when nothing of it is durable, or when that is unknown. */
export type TurnHandler<Item extends FeedItem> = (items: readonly Item[], turn: Turn) => Promise<TurnOutcome>;

/** The turn was refused: another process owns the subscription now, or the checkpoint is elsewhere. Nothing was written. */
export class TurnRefused extends Error {
  override readonly name = 'TurnRefused';
}

/** What the handler needs cannot be reached now; no item is to blame. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

const TRANSIENT_CODES = /^(08|53|57|58|55P03|40|25P03|25006|E[A-Z]+$|XX)/;

/**
 * True when trying again later can help without anyone changing anything: a connection, a lock, a broker. Everything else is taken to be
 * the doing of an item.
 */
export function isTransient(error: unknown): boolean {
  if (error instanceof Unavailable || error instanceof StoreUnavailable || error instanceof TurnRefused) return true;
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string') return TRANSIENT_CODES.test(error.code);
  return /^(Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client has encountered)/i.test(error.message);
}

/** An error in a form that holds no content: its name and code, and the message when it is not a database's (which quotes values). */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return code === null ? `${error.name}: ${error.message}`.slice(0, 300) : `${error.name} ${code}`;
}
