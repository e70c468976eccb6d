import type { JsonObject, RecordedEvent } from './message.js';

/** A command a workflow wants carried out: `type` with `data` on stream `id` of stream type `to`. */
export interface WorkflowCommand {
  readonly to: string;
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  /** Division code (行政区划代码) the matter belongs to. */
  readonly division: string;
}

/** A timer that has come due. `late` when it fires noticeably after `dueAt`, for the process did not run then. Instants are ISO 8601 UTC. */
export interface TimerFired {
  readonly kind: 'timer';
  readonly name: string;
  readonly dueAt: string;
  readonly firedAt: string;
  readonly late: boolean;
}

/** A command of this instance was refused by a rule; it is not sent again. */
export interface CommandRefused {
  readonly kind: 'rejected';
  readonly command: WorkflowCommand;
  /** The stable code of the refusal. */
  readonly code: string;
  readonly at: string;
}

export type WorkflowInput<Item> = { readonly kind: 'item'; readonly item: Item } | TimerFired | CommandRefused;

/** What follows from an input. A timer of a name already set is moved; an instant that has passed fires at once, and late. */
export interface Reaction<State> {
  /** `null`: the instance is done; its state and timers are removed. Commands already sent are still carried out. */
  readonly state: State | null;
  readonly send?: readonly WorkflowCommand[];
  readonly timers?: readonly { readonly name: string; readonly at: string }[];
  readonly cancel?: readonly string[];
}

/** A workflow as its runner sees it, whatever its state is. */
export interface WorkflowShape<Item = RecordedEvent> {
  readonly name: string;
  readonly initial: JsonObject;
  /** Which instance the item is for; `null`: not this workflow's. */
  keyOf(item: Item): string | null;
  /** What must happen next. Pure; never refuses a fact. Giving `state` back itself says that it did not change. */
  react(input: WorkflowInput<Item>, state: JsonObject): Reaction<JsonObject>;
}

/** What must happen next, and by when: a decider whose inputs are items, timers and refusals. */
export interface Workflow<State extends JsonObject, Item = RecordedEvent> extends WorkflowShape<Item> {
  readonly initial: State;
  react(input: WorkflowInput<Item>, state: State): Reaction<State>;
}

/** With what identity a command is carried out; the same each time it is tried. */
export interface DispatchContext {
  readonly commandId: string;
  readonly causationId: string;
  readonly correlationId: string;
}

/** Carries out one command. A `Rejected` is an answer; any other error means "again later". Idempotent by `commandId`. */
export type Dispatch = (command: WorkflowCommand, context: DispatchContext) => Promise<void>;
