import { Rejected } from '../decider.js';
import {
  DEFAULT_RETRY,
  describeError,
  isTransient,
  pauseBefore,
  TurnRefused,
  type RetryPolicy,
  type SubscriptionFailure,
} from '../subscription.js';
import { Bell, pause } from '../timing.js';
import type { Dispatch } from '../workflow.js';
import type { PendingCommand, SettledCommand } from './command-queue.js';
import { takeInputs, type WorkflowContext } from './workflow-context.js';

/** Commands one pass takes, and instances whose commands are carried out at the same time. */
const MAX_COMMANDS_A_PASS = 256;
const MAX_AT_ONCE = 16;
/** Milliseconds after which the queue is looked at without having been told of anything. */
const LOOK_EVERY_MS = 30_000;
/** A command that fails is tried again after 0.1 s, 0.2 s, … and then every minute, for as long as it takes. */
const COMMAND_RETRY: RetryPolicy = { attempts: Number.POSITIVE_INFINITY, firstMs: 100, maxMs: 60_000 };

/**
 * Carries out the commands a workflow sent: at least once, with the same id each time, those of an instance in order. A refusal by a rule
 * is an answer and is told to the workflow; any other failure is tried again.
 */
export class WorkflowDispatcher<Item> {
  failure: SubscriptionFailure | undefined;
  readonly bell = new Bell();

  constructor(
    private readonly context: WorkflowContext<Item>,
    private readonly dispatch: Dispatch,
  ) {}

  /** Works until the signal is aborted or the workflow has another owner. */
  async run(epoch: string, signal: AbortSignal): Promise<void> {
    for (let attempt = 2; !signal.aborted;) {
      try {
        const { queue, pool, now } = this.context;
        const looked = now(); // one instant for both questions, or a command that comes due between them is in neither answer
        const ready = await queue.ready(pool, looked, MAX_COMMANDS_A_PASS);
        if (ready.length > 0) await this.pass(ready, epoch, signal);
        attempt = 2;
        if (ready.length > 0) continue;
        const next = await queue.nextTry(pool, looked);
        if (next === null) this.failure = undefined;
        await this.bell.wait(next === null ? LOOK_EVERY_MS : Math.min(LOOK_EVERY_MS, Math.max(1, next - now())), signal);
      } catch (error) {
        this.failure = { error: describeError(error), attempts: attempt - 1 };
        if (error instanceof TurnRefused) return;
        await pause(pauseBefore(attempt++, DEFAULT_RETRY), signal);
      }
    }
  }

  private async pass(ready: readonly PendingCommand[], epoch: string, signal: AbortSignal): Promise<void> {
    const { queue, pool, now } = this.context;
    const byInstance = new Map<string, PendingCommand[]>();
    for (const command of ready) {
      const commands = byInstance.get(command.key);
      if (commands === undefined) byInstance.set(command.key, [command]);
      else commands.push(command);
    }
    const instances = [...byInstance.values()];
    const done: SettledCommand[] = [];
    const work = async (): Promise<void> => {
      for (let commands = instances.shift(); commands !== undefined; commands = instances.shift()) {
        for (const command of commands) {
          if (signal.aborted) return;
          const outcome = await this.carryOut(command, epoch);
          if (outcome === 'again') break;
          if (outcome === 'done') done.push({ row: command.row, state: 'done', code: null });
        }
      }
    };
    try {
      await Promise.all(Array.from({ length: Math.min(MAX_AT_ONCE, instances.length) }, work));
    } finally {
      await queue.settle(pool, done, now());
    }
  }

  private async carryOut(command: PendingCommand, epoch: string): Promise<'done' | 'refused' | 'again'> {
    const { to, id, type, data, division, commandId, causationId, correlationId, attempts } = command;
    try {
      await this.dispatch({ to, id, type, data, division }, { commandId, causationId, correlationId });
      return 'done';
    } catch (error) {
      if (error instanceof Rejected) {
        await this.refused(command, error.code, epoch);
        return 'refused';
      }
      this.failure = { error: describeError(error), attempts: attempts + 1 };
      const at = this.context.now() + pauseBefore(attempts + 2, COMMAND_RETRY);
      await this.context.queue.postpone(this.context.pool, command.row, describeError(error), at);
      return 'again';
    }
  }

  /** Records the refusal and tells the workflow of it, in one transaction. */
  private async refused(pending: PendingCommand, code: string, epoch: string): Promise<void> {
    const { context } = this;
    const { key, to, id, type, data, division, commandId, correlationId, row } = pending;
    const settled: readonly SettledCommand[] = [{ row, state: 'refused', code }];
    const command = { to, id, type, data, division };
    const input = { kind: 'rejected', command, code, at: new Date(context.now()).toISOString() } as const;
    const uniqueId = `refused:${commandId}`;
    try {
      await context.serial.run(() =>
        takeInputs(context, async (client) => {
          await context.checkpoints.hold(client, context.name, epoch);
          await context.queue.settle(client, settled, context.now());
          return { inputs: [{ key, input, cause: { id: commandId, correlationId }, uniqueId }] };
        }),
      );
    } catch (error) {
      if (isTransient(error)) throw error;
      // The workflow cannot take the refusal: it is kept for a person to see, and the instance's next command goes on.
      await context.deadLetters.record(context.name, { id: commandId, position: `command/${row}` }, describeError(error), 1, 'halt');
      await context.queue.settle(context.pool, settled, context.now());
    }
  }
}
