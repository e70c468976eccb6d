import type { Message } from './message.js';

/**
 * The rules of one stream type, as pure functions. `decide` answers a command with the events that happen (none: already so) or throws
 * {@link Rejected}; time and looked-up facts arrive in the command's data. `evolve` never refuses a fact.
 */
export interface Decider<State, Command extends Message, Event extends Message> {
  readonly initial: State;
  decide(command: Command, state: State): readonly Event[];
  evolve(state: State, event: Event): State;
}

/** One field that made a request refusable: where, the stable code, and what to do. */
export interface FieldError {
  readonly path: string;
  readonly code: string;
  readonly detail: string;
}

/**
 * A rule said no. `code` is stable (`<stream type>.<reason>`) and part of the API; the HTTP edge maps it to a status, the domain knows
 * none. `basis` is the article behind a legal refusal.
 */
export class Rejected extends Error {
  override readonly name = 'Rejected';
  readonly basis?: string;
  readonly errors?: readonly FieldError[];

  constructor(
    readonly code: string,
    message: string,
    more: { readonly basis?: string; readonly errors?: readonly FieldError[] } = {},
  ) {
    super(message);
    if (more.basis !== undefined) this.basis = more.basis;
    if (more.errors !== undefined) this.errors = more.errors;
  }
}

/** Makes a forgotten case a compile error, and a corrupt value a crash. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
