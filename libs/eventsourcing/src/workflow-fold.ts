import type { Cause } from './feed-item.js';
import { derivedId } from './ids.js';
import type { JsonObject } from './message.js';
import type { WorkflowCommand, WorkflowInput, WorkflowShape } from './workflow.js';

/** A timer as it is kept. `setBy` is what set it last: part of its identity, so that a timer set again is another timer. */
export interface KeptTimer {
  readonly key: string;
  readonly name: string;
  readonly dueAt: string;
  readonly setBy: string;
  readonly correlationId: string;
}

/** A command as it is kept until it is carried out. */
export interface KeptCommand extends WorkflowCommand {
  readonly key: string;
  readonly commandId: string;
  readonly causationId: string;
  readonly correlationId: string;
}

/** Everything a batch of inputs changes in a workflow's rows. */
export interface WorkflowChanges {
  readonly states: readonly { readonly key: string; readonly state: JsonObject }[];
  /** Instances that are done. All their timers go with them. */
  readonly done: readonly string[];
  readonly timers: readonly KeptTimer[];
  readonly cancelled: readonly { readonly key: string; readonly name: string }[];
  readonly commands: readonly KeptCommand[];
}

export const changesNothing = ({ states, done, timers, cancelled, commands }: WorkflowChanges): boolean =>
  [states, done, timers, cancelled, commands].every((of) => of.length === 0);

/** An input with the instance it is for and what it is caused by. `uniqueId` names the input among all inputs of the workflow. */
export interface KeyedInput<Item> {
  readonly key: string;
  readonly input: WorkflowInput<Item>;
  readonly cause: Cause;
  readonly uniqueId: string;
}

/** The identity of a timer, from which the ids of the commands it leads to derive. */
export const timerId = (workflow: string, timer: Pick<KeptTimer, 'key' | 'name' | 'dueAt' | 'setBy'>): string =>
  derivedId('timer', workflow, timer.key, timer.name, timer.dueAt, timer.setBy);

/** The id of the `index`-th command that an input leads to: always the same for the same cause. */
export const workflowCommandId = (workflow: string, key: string, uniqueId: string, index: number): string =>
  derivedId('workflow', workflow, key, uniqueId, String(index));

/** Folds inputs over the states they are for (`states`: those stored, by key). Pure but for `react`'s own doing. */
export function foldInputs<Item>(
  workflow: WorkflowShape<Item>,
  states: ReadonlyMap<string, JsonObject>,
  inputs: readonly KeyedInput<Item>[],
): WorkflowChanges {
  const now = new Map<string, JsonObject | null>();
  const timers = new Map<string, KeptTimer | { readonly key: string; readonly name: string }>();
  const ended = new Set<string>();
  const commands: KeptCommand[] = [];
  const slot = (key: string, name: string): string => `${key.length}:${key}${name}`;

  for (const { key, input, cause, uniqueId } of inputs) {
    const state = (now.has(key) ? now.get(key) : states.get(key)) ?? workflow.initial;
    const reaction = workflow.react(input, state);
    if (reaction.state !== state) now.set(key, reaction.state);
    for (const name of reaction.cancel ?? []) timers.set(slot(key, name), { key, name });
    for (const { name, at } of reaction.timers ?? []) {
      const dueAt = new Date(at).toISOString();
      timers.set(slot(key, name), { key, name, dueAt, setBy: uniqueId, correlationId: cause.correlationId });
    }
    for (const [index, command] of (reaction.send ?? []).entries()) {
      const commandId = workflowCommandId(workflow.name, key, uniqueId, index);
      commands.push({ ...command, key, commandId, causationId: cause.id, correlationId: cause.correlationId });
    }
    if (reaction.state === null) {
      ended.add(key);
      for (const [name, timer] of timers) if (timer.key === key) timers.delete(name);
    }
  }

  const all = [...timers.values()];
  return {
    states: [...now].flatMap(([key, state]) => (state === null ? [] : [{ key, state }])),
    done: [...ended],
    timers: all.filter((timer): timer is KeptTimer => 'dueAt' in timer),
    cancelled: all.filter((timer) => !('dueAt' in timer)).map(({ key, name }) => ({ key, name })),
    commands,
  };
}
