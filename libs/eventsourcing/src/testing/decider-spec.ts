import { Rejected, type Decider } from '../decider.js';
import type { Message } from '../message.js';
import type { Sealed } from '../personal.js';
import type { StreamType } from '../stream-type.js';

/** Replaces an event's personal fields by sealed ones, as they are read back from a store. */
function asStored<Event extends Message>(type: Pick<StreamType<never, never, Event>, 'personal'>, event: Event): Event {
  const fields = type.personal?.[event.type as Event['type']];
  if (fields === undefined) return event;
  const sealed: Sealed = { $sealed: { person: 'someone', alg: 'A256GCM', value: '' } };
  const data = { ...(event.data as Record<string, unknown>) };
  for (const field of Object.keys(fields)) if (data[field] !== undefined) data[field] = sealed;
  return { ...event, data };
}

/** What a refusal tells a person: Chinese, then English. */
const IN_BOTH_LANGUAGES = /\p{Script=Han}{2}[\s\S]*[A-Za-z]{2}/u;

const A_FIELD_ERROR = {
  path: expect.stringMatching(/^\w[\w.[\]]*$/u),
  code: expect.stringMatching(/^[a-z][a-z_.]*$/u),
  detail: expect.stringMatching(IN_BOTH_LANGUAGES),
};

interface Outcome<Event> {
  /** The command makes exactly these events; nothing (`then()`) when all is already so. */
  then(...expected: readonly Event[]): void;
  /** The command makes events that match these (`expect.objectContaining` and the like). */
  thenLike(...expected: readonly unknown[]): void;
  /**
   * The command is refused with this code, and told in Chinese and then in English; so is each field that is at fault. A code that ends in
   * `.invalid` names at least one field. `fields`: exactly these are named.
   */
  thenRejected(code: string, ...fields: readonly string[]): Rejected;
}

/**
 * Given events, when a command comes, then events or a refusal. Every fold is made twice, from events as decided and as stored (personal
 * fields sealed), and must give the same state: a rule that reads a personal field from history would break once the person is erased.
 */
export function specOf<State, Command extends Message, Event extends Message>(type: {
  readonly decider: Decider<State, Command, Event>;
  readonly personal?: StreamType<State, Command, Event>['personal'];
}): { given(...events: readonly Event[]): { when(command: Command): Outcome<Event>; state(): State } } {
  const { decider } = type;
  const fold = (events: readonly Event[]): State => {
    const state = events.reduce((folded, event) => decider.evolve(folded, event), decider.initial);
    const stored = events.map((event) => asStored<Event>(type as never, event));
    expect(stored.reduce((folded, event) => decider.evolve(folded, event), decider.initial)).toEqual(state);
    return state;
  };
  return {
    given: (...events) => ({
      state: () => fold(events),
      when(command) {
        const decide = (): readonly Event[] => {
          const made = decider.decide(command, fold(events));
          // What is decided is what is stored: JSON keeps no key without a value.
          expect(JSON.parse(JSON.stringify(made))).toStrictEqual(made);
          fold([...events, ...made]);
          return made;
        };
        return {
          then: (...expected) => expect(decide()).toEqual(expected),
          thenLike: (...expected) => expect(decide()).toEqual(expected),
          thenRejected(code, ...fields) {
            let refusal: unknown;
            try {
              decide();
            } catch (reason) {
              refusal = reason;
            }
            expect(refusal).toBeInstanceOf(Rejected);
            expect((refusal as Rejected).code).toBe(code);
            expect((refusal as Rejected).message).toMatch(IN_BOTH_LANGUAGES);
            const errors = (refusal as Rejected).errors ?? [];
            if (code.endsWith('.invalid')) expect(errors).not.toHaveLength(0);
            for (const error of errors) expect(error).toEqual(A_FIELD_ERROR);
            if (fields.length > 0) expect(errors.map(({ path }) => path)).toEqual(fields);
            return refusal as Rejected;
          },
        };
      },
    }),
  };
}
