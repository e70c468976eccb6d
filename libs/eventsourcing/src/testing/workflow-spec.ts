import { causeOf, uniqueIdOf, type FeedItem } from '../feed-item.js';
import type { JsonObject } from '../message.js';
import { foldInputs, type KeyedInput, type WorkflowChanges } from '../workflow-fold.js';
import type { CommandRefused, TimerFired, WorkflowCommand, WorkflowShape } from '../workflow.js';

interface WorkflowOutcome {
  /** The instance's state; `null`: it is done, or never began. */
  thenState(state: JsonObject | null): WorkflowOutcome;
  /** Exactly these commands, in order; some of their fields suffice. None: `thenSends()`. */
  thenSends(...commands: readonly Partial<WorkflowCommand>[]): WorkflowOutcome;
  /** The timers that stand now, by name: when they are due (ISO 8601 UTC). */
  thenTimers(timers: Readonly<Record<string, string>>): WorkflowOutcome;
}

interface WorkflowGiven<Item> {
  /** An item, a timer or a refusal comes. A timer that does not stand fails the test. */
  when(input: Item | TimerFired | CommandRefused): WorkflowOutcome;
}

/** A timer that fires when it is due. */
export const timerFired = (name: string, dueAt: string, more: Partial<Pick<TimerFired, 'firedAt' | 'late'>> = {}): TimerFired => ({
  ...{ kind: 'timer', name, dueAt, firedAt: dueAt, late: false },
  ...more,
});

/** A command of the instance that a rule refused. */
export const commandRefused = (command: WorkflowCommand, code: string, at = '2026-01-01T00:00:00.000Z'): CommandRefused => ({
  ...{ kind: 'rejected', command, code, at },
});

/** One instance of a workflow: state and timers as its rows would hold them, through JSON and back. */
class Instance<Item extends FeedItem> {
  state: JsonObject | null = null;
  readonly timers = new Map<string, string>();
  last: WorkflowChanges | null = null;
  key: string | null = null;
  private taken = 0;

  constructor(private readonly workflow: WorkflowShape<Item>) {}

  take(input: Item | TimerFired | CommandRefused): void {
    this.taken += 1;
    const keyed = this.keyed(input);
    if (keyed === null) return;
    if (this.key !== null && keyed.key !== this.key) throw new Error('the items are for more than one instance');
    this.key = keyed.key;
    if (keyed.input.kind === 'timer') {
      expect([...this.timers.keys()]).toContain(keyed.input.name);
      this.timers.delete(keyed.input.name);
    }
    const states = new Map(this.state === null ? [] : [[keyed.key, this.state]]);
    this.last = foldInputs(this.workflow, states, [keyed]);
    const { states: changed, done, timers, cancelled } = this.last;
    for (const { state } of changed) this.state = JSON.parse(JSON.stringify(state)) as JsonObject;
    for (const { name } of cancelled) this.timers.delete(name);
    for (const { name, dueAt } of timers) this.timers.set(name, dueAt);
    if (done.length === 0) return;
    this.state = null;
    this.timers.clear();
  }

  private keyed(input: Item | TimerFired | CommandRefused): KeyedInput<Item> | null {
    if ('kind' in input && (input.kind === 'timer' || input.kind === 'rejected')) {
      const id = `${input.kind} ${this.taken}`;
      return { key: this.key ?? 'instance', input: input as TimerFired | CommandRefused, cause: { id, correlationId: id }, uniqueId: id };
    }
    const item = input as Item;
    const key = this.workflow.keyOf(item);
    return key === null ? null : { key, input: { kind: 'item', item }, cause: causeOf(item), uniqueId: uniqueIdOf(item) };
  }
}

/** Given items, timers and refusals of one instance, when one more comes, then state, commands and timers. */
export function specOfWorkflow<Item extends FeedItem>(
  workflow: WorkflowShape<Item>,
): { given(...inputs: readonly (Item | TimerFired | CommandRefused)[]): WorkflowGiven<Item> } {
  return {
    given: (...inputs) => ({
      when(input) {
        const instance = new Instance(workflow);
        for (const each of inputs) instance.take(each);
        instance.last = null;
        instance.take(input);
        const sent = (instance.last as WorkflowChanges | null)?.commands ?? [];
        const outcome: WorkflowOutcome = {
          thenState(state) {
            expect(instance.state).toEqual(state);
            return outcome;
          },
          thenSends(...commands) {
            expect(sent).toHaveLength(commands.length);
            for (const [index, command] of commands.entries()) expect(sent[index]).toMatchObject(command);
            return outcome;
          },
          thenTimers(timers) {
            expect(Object.fromEntries(instance.timers)).toEqual(timers);
            return outcome;
          },
        };
        return outcome;
      },
    }),
  };
}
