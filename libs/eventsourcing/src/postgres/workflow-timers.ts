import { derivedId } from '../ids.js';
import { DEFAULT_RETRY, describeError, isTransient, pauseBefore, TurnRefused, type SubscriptionFailure } from '../subscription.js';
import { Bell, pause } from '../timing.js';
import { timerId, type KeptTimer, type KeyedInput } from '../workflow-fold.js';
import { takeInputs, type WorkflowContext } from './workflow-context.js';

/** Timers one transaction fires at most. */
const MAX_TIMERS_AT_ONCE = 200;
/** Timers that fail which are kept apart at most; beyond that the workflow's timers stand still, with an alarm. */
const MAX_APART = 1_000;

export interface TimerOptions {
  /** Milliseconds after its due time from which a timer counts as late (default one minute). */
  readonly lateAfterMs?: number;
  /** Milliseconds between looks at the clock at most, so that a clock that was set is noticed (default 30 seconds). */
  readonly lookEveryMs?: number;
}

/** Fires the durable timers of one workflow, each once, when they are due or as soon after that as the process runs. */
export class WorkflowTimers<Item> {
  failure: SubscriptionFailure | undefined;
  readonly bell = new Bell();
  /** When the next timer is due; `undefined`: to be asked. */
  private next: number | null | undefined;
  private readonly apart = new Map<string, KeptTimer>();
  private readonly lateAfterMs: number;
  private readonly lookEveryMs: number;

  constructor(
    private readonly context: WorkflowContext<Item>,
    options: TimerOptions,
    /** False while the workflow has not seen what was stored: what would have cancelled a timer may be among it. */
    private readonly mayFire: () => boolean,
  ) {
    this.lateAfterMs = options.lateAfterMs ?? 60_000;
    this.lookEveryMs = options.lookEveryMs ?? 30_000;
  }

  /** Says that timers may have been set or cancelled. */
  changed(): void {
    this.next = undefined;
    this.bell.ring();
  }

  /** Works until the signal is aborted or the workflow has another owner. */
  async run(epoch: string, signal: AbortSignal): Promise<void> {
    this.apart.clear();
    this.next = undefined;
    for (let attempt = 2; !signal.aborted;) {
      try {
        const wait = await this.untilNext();
        if (wait > 0 || !this.mayFire()) await this.bell.wait(Math.max(1, wait), signal);
        else await this.fireAll(epoch);
        attempt = 2;
      } catch (error) {
        this.failure = { error: describeError(error), attempts: attempt - 1 };
        if (error instanceof TurnRefused) return;
        if (isTransient(error)) await pause(pauseBefore(attempt++, DEFAULT_RETRY), signal);
        else await this.fireOneByOne(epoch, signal);
      }
    }
  }

  /** Milliseconds until the next timer is due, at most until the next look at the clock; the database is asked only after a change. */
  private async untilNext(): Promise<number> {
    if (this.next === undefined) {
      this.next = null; // a change that comes while the database is asked makes it unknown again
      const next = await this.context.store.nextTimer(this.context.pool, [...this.apart.values()]).catch((error: unknown) => {
        this.next = undefined;
        throw error;
      });
      if (this.next === null) this.next = next;
    }
    if (!this.mayFire()) return this.lookEveryMs;
    return Math.min(this.lookEveryMs, (this.next ?? Number.POSITIVE_INFINITY) - this.context.now());
  }

  private async fireAll(epoch: string): Promise<void> {
    await this.fire(epoch, MAX_TIMERS_AT_ONCE);
    this.next = undefined;
    if (this.apart.size === 0) this.failure = undefined;
  }

  private async fire(epoch: string, max: number, onFound: (timer: KeptTimer) => void = () => undefined): Promise<number> {
    const { context } = this;
    return await context.serial.run(() =>
      takeInputs(context, async (client) => {
        await context.checkpoints.hold(client, context.name, epoch);
        const now = context.now();
        const due = await context.store.dueTimers(client, now, max, [...this.apart.values()]);
        // One timer an instance: the first may end the instance or cancel the second.
        const fired = [...new Map(due.toReversed().map((timer) => [timer.key, timer])).values()].toReversed();
        fired.forEach(onFound);
        return { inputs: fired.map((timer) => this.inputOf(timer, now)), fired };
      }),
    );
  }

  private inputOf(timer: KeptTimer, now: number): KeyedInput<Item> {
    const id = timerId(this.context.workflow.name, timer);
    const { key, name, dueAt, correlationId } = timer;
    const late = now - Date.parse(dueAt) > this.lateAfterMs;
    const input = { kind: 'timer', name, dueAt, firedAt: new Date(now).toISOString(), late } as const;
    return { key, input, cause: { id, correlationId }, uniqueId: id };
  }

  /** After a failure that a timer made: the others fire, the ones that cannot are kept, apart and with an alarm. */
  private async fireOneByOne(epoch: string, signal: AbortSignal): Promise<void> {
    for (let fired = 1; fired > 0 && !signal.aborted;) {
      const found: KeptTimer[] = [];
      try {
        fired = await this.fire(epoch, 1, (timer) => found.push(timer));
      } catch (error) {
        this.next = undefined;
        const [timer] = found;
        if (timer === undefined || isTransient(error) || this.apart.size >= MAX_APART) return await pause(DEFAULT_RETRY.maxMs, signal);
        const id = timerId(this.context.workflow.name, timer);
        this.apart.set(id, timer);
        this.failure = { error: describeError(error), attempts: 1 };
        const position = `timer/${derivedId(id).slice(0, 8)}/${timer.dueAt}`;
        await this.context.deadLetters.record(this.context.name, { id, position }, describeError(error), 1, 'halt').catch(() => undefined);
      }
    }
  }
}
