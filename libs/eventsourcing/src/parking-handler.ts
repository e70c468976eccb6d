import type { ConsumeOptions, ReceivedMessage } from './message-bus.js';
import { type ParkingLot, Poison, type ReleasedKey } from './parking.js';
import { describeError, isTransient } from './subscription.js';
import { Serial, pause } from './timing.js';

/** More parked keys than this mean a fault of ours, not of messages: then nothing more is parked and the consumer waits, loudly. */
export const MAX_PARKED_KEYS = 1_000;
/** Keys and messages that one turn of retrying handles; the rest has its turn at the next. */
const MAX_KEYS_PER_TURN = 100;
const MAX_MESSAGES_PER_TURN = 1_000;

export interface ParkingOptions {
  readonly group: string;
  readonly parking: ParkingLot;
  /** Handles one message; resolves when the effect is durable. Throwing {@link Poison} parks at once. */
  readonly handle: (message: ReceivedMessage) => Promise<void>;
  /** Handles several in order, all or none: tried first, so that a batch costs one transaction. Falls back to {@link handle}. */
  readonly handleMany?: (messages: readonly ReceivedMessage[]) => Promise<void>;
  /** Attempts before a message is parked (default 5). */
  readonly maxAttempts?: number;
  /** Milliseconds before attempt `attempt` (2 is the first repetition); default 50 doubling to at most 2,000. */
  readonly pause?: (attempt: number) => number;
  /** Errors that no message is to blame for: the batch is given back to the bus instead. Default: what `isTransient` says. */
  readonly transient?: (error: unknown) => boolean;
}

export interface ParkingHandler {
  /** To be given to {@link ConsumeOptions}. */
  readonly handler: ConsumeOptions['handler'];
  /** Handles messages of released keys, in order, in turn with `handler`; answers how many. */
  retryReleased(): Promise<number>;
}

const defaultPause = (attempt: number): number => Math.min(2_000, 50 * 2 ** Math.min(attempt - 2, 20));

/** As a text column takes it. */
const reasonOf = (error: unknown): string => (error instanceof Poison ? error.message : describeError(error)).replaceAll('\0', '');

const keyOf = ({ topic, key }: { readonly topic: string; readonly key: string }): string => JSON.stringify([topic, key]);

/**
 * Makes a handler of single messages into the batch handler of a consumer that parks what cannot be handled, with its whole key, while
 * other keys flow. Failing keys pause and are tried again after the others of the batch.
 */
export function parkingHandler(options: ParkingOptions): ParkingHandler {
  const work = new ParkingWork(options);
  const serial = new Serial();
  return { handler: (batch) => serial.run(() => work.handleBatch(batch)), retryReleased: () => serial.run(() => work.retryReleased()) };
}

/** The work of a parking handler; its methods are called in turn. */
class ParkingWork {
  private readonly maxAttempts: number;
  private readonly pauseBefore: (attempt: number) => number;
  private readonly transient: (error: unknown) => boolean;
  private readonly never = new AbortController().signal;

  constructor(private readonly options: ParkingOptions) {
    this.maxAttempts = options.maxAttempts ?? 5;
    this.pauseBefore = options.pause ?? defaultPause;
    this.transient = options.transient ?? isTransient;
  }

  async handleBatch(batch: readonly ReceivedMessage[]): Promise<void> {
    const { handleMany } = this.options;
    const flowing = await this.behindParked(batch);
    if (flowing.length === 0) return;
    if (handleMany !== undefined) {
      try {
        await handleMany(flowing);
        return;
      } catch (error) {
        if (this.transient(error)) throw error;
      }
    }
    await this.handleOrPark(flowing);
  }

  async retryReleased(): Promise<number> {
    const { group, parking } = this.options;
    let handled = 0;
    for (let keys = 0; keys < MAX_KEYS_PER_TURN && handled < MAX_MESSAGES_PER_TURN; keys += 1) {
      const released = await parking.takeReleased(group);
      if (released === null) break;
      handled += await this.retryKey(released, MAX_MESSAGES_PER_TURN - handled);
    }
    return handled;
  }

  /** Parks the messages of parked keys behind those that wait; gives back the others. */
  private async behindParked(batch: readonly ReceivedMessage[]): Promise<readonly ReceivedMessage[]> {
    const { group, parking } = this.options;
    const keys = await parking.parkedKeys(group, MAX_PARKED_KEYS + 1);
    if (keys.length > MAX_PARKED_KEYS)
      throw new Error(`over ${MAX_PARKED_KEYS} keys of ${group} are parked: nothing is consumed until a person has looked`);
    const parked = new Set(keys.map(keyOf));
    const flowing: ReceivedMessage[] = [];
    for (const message of batch) {
      if (parked.has(keyOf(message)) && (await parking.parkBehind(group, message))) continue;
      parked.delete(keyOf(message));
      flowing.push(message);
    }
    return flowing;
  }

  private async attempt(message: ReceivedMessage): Promise<unknown> {
    try {
      await this.options.handle(message);
      return null;
    } catch (error) {
      if (this.transient(error)) throw error;
      return error ?? new Error('unknown error');
    }
  }

  /** Handles a key's messages up to the first that fails; answers the error, or `null` when the queue is empty. */
  private async work(queue: ReceivedMessage[]): Promise<unknown> {
    for (let first = queue[0]; first !== undefined; first = queue[0]) {
      const error = await this.attempt(first);
      if (error !== null) return error;
      queue.shift();
    }
    return null;
  }

  private async park(queue: readonly ReceivedMessage[], error: unknown): Promise<void> {
    const { group, parking } = this.options;
    const [first, ...rest] = queue;
    await parking.park(group, first!, reasonOf(error));
    for (const message of rest) if (!(await parking.parkBehind(group, message))) await this.handleOrPark([message]);
  }

  /** Tries the queues of keys in rounds, so that a failing one holds no other. */
  private async handleOrPark(messages: readonly ReceivedMessage[]): Promise<void> {
    const { maxAttempts } = this;
    let queues = byKey(messages).map((queue) => ({ queue, first: queue[0], attempts: 0 }));
    for (let round = 1; queues.length > 0 && round <= messages.length * maxAttempts; round += 1) {
      const failing: typeof queues = [];
      for (const each of queues) {
        const error = await this.work(each.queue);
        if (error === null) continue;
        const attempts = each.first === each.queue[0] ? each.attempts + 1 : 1;
        if (error instanceof Poison || attempts >= maxAttempts) await this.park(each.queue, error);
        else failing.push({ queue: each.queue, first: each.queue[0], attempts });
      }
      queues = failing;
      if (queues.length > 0) await pause(Math.min(...queues.map(({ attempts }) => this.pauseBefore(attempts + 1))), this.never);
    }
  }

  private async retryKey(released: ReleasedKey, max: number): Promise<number> {
    let handled = 0;
    try {
      for (let message = await released.next(); message !== null && handled < max; message = await released.next()) {
        const error = await this.insist(message);
        if (error !== null) {
          await released.failed(message, reasonOf(error));
          return handled;
        }
        await released.done(message);
        handled += 1;
      }
      return handled;
    } finally {
      await released.leave();
    }
  }

  /** Tries one message as often as is allowed; answers the last error, `null` when it was handled. */
  private async insist(message: ReceivedMessage): Promise<unknown> {
    let error: unknown = null;
    for (let attempts = 1; attempts <= this.maxAttempts; attempts += 1) {
      if (attempts > 1) await pause(this.pauseBefore(attempts), this.never);
      error = await this.attempt(message);
      if (error === null || error instanceof Poison) break;
    }
    return error;
  }
}

function byKey(messages: readonly ReceivedMessage[]): ReceivedMessage[][] {
  const queues = new Map<string, ReceivedMessage[]>();
  for (const message of messages) {
    const queue = queues.get(keyOf(message));
    if (queue === undefined) queues.set(keyOf(message), [message]);
    else queue.push(message);
  }
  return [...queues.values()];
}

/** Looks for released keys every `everyMs` until the signal is aborted; an error is told to `onError` and the next turn tries again. */
export async function followReleased(
  handler: ParkingHandler,
  { everyMs, signal, onError }: { readonly everyMs: number; readonly signal: AbortSignal; readonly onError: (error: unknown) => void },
): Promise<void> {
  while (!signal.aborted) {
    const handled = await handler.retryReleased().catch((error: unknown) => {
      onError(error);
      return 0;
    });
    if (handled === 0) await pause(everyMs, signal);
  }
}
