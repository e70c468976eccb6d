import { describe, expect, it } from '@jest/globals';
import type { JsonObject, RecordedEvent } from './message.js';
import { commandRefused, recorded, specOfWorkflow, timerFired } from './testing.js';
import { foldInputs, timerId, type KeyedInput } from './workflow-fold.js';
import type { Workflow, WorkflowCommand } from './workflow.js';

interface State extends JsonObject {
  readonly step: number;
}

const command = (type: string): WorkflowCommand => ({ to: 'matter', id: 'm', type, data: {}, division: '110000' });

const reminders: Workflow<State> = {
  name: 'reminders',
  initial: { step: 0 },
  keyOf: ({ stream }) => (stream.startsWith('other') ? null : stream),
  react(input, state) {
    if (input.kind === 'timer') return { state, send: [command(input.late ? 'RemindLate' : 'Remind')] };
    if (input.kind === 'rejected') return { state: { step: -1 } };
    const step = state.step + 1;
    switch (input.item.type) {
      case 'Opened':
        return {
          state: { step },
          timers: [
            { name: 'soon', at: '2026-03-01T08:00:00+08:00' },
            { name: 'late', at: '2026-04-01T00:00:00Z' },
          ],
        };
      case 'Moved':
        return {
          state: { step },
          timers: [{ name: 'soon', at: '2026-03-02T00:00:00Z' }],
          cancel: ['late'],
          send: [command('One'), command('Two')],
        };
      case 'Ended':
        return { state: null };
      default:
        return { state };
    }
  },
};
const [opened, moved, ended, nothing] = recorded(
  'm',
  ['Opened', 'Moved', 'Ended', 'Nothing'].map((type) => ({ type, data: {} })),
);
const [foreign] = recorded('other-1', [{ type: 'Opened', data: {} }]);
const spec = specOfWorkflow(reminders);

describe('the specification of a workflow', () => {
  it('shows what an item leads to', () => {
    spec
      .given()
      .when(opened!)
      .thenState({ step: 1 })
      .thenTimers({ soon: '2026-03-01T00:00:00.000Z', late: '2026-04-01T00:00:00.000Z' })
      .thenSends();
    spec
      .given(opened!)
      .when(moved!)
      .thenState({ step: 2 })
      .thenTimers({ soon: '2026-03-02T00:00:00.000Z' })
      .thenSends({ type: 'One' }, { type: 'Two' });
    spec.given(opened!).when(ended!).thenState(null).thenTimers({});
    spec.given(opened!, ended!).when(opened!).thenState({ step: 1 });
    spec.given(opened!).when(foreign!).thenState({ step: 1 }).thenSends();
    spec.given().when(nothing!).thenState(null);
  });

  it('shows what a timer and a refusal lead to', () => {
    spec
      .given(opened!)
      .when(timerFired('soon', '2026-03-01T00:00:00.000Z', { late: true }))
      .thenSends({ type: 'RemindLate' })
      .thenTimers({ late: '2026-04-01T00:00:00.000Z' });
    spec
      .given(opened!)
      .when(commandRefused(command('One'), 'matter.closed'))
      .thenState({ step: -1 });
  });

  it('fails for a timer that does not stand', () => {
    expect(() => spec.given(opened!, ended!).when(timerFired('soon', '2026-03-01T00:00:00.000Z'))).toThrow('soon');
  });
});

describe('folding inputs', () => {
  const input = (item: RecordedEvent): KeyedInput<RecordedEvent> => ({
    ...{ key: item.stream, input: { kind: 'item', item }, cause: { id: item.id, correlationId: 'c' }, uniqueId: item.id },
  });

  it('makes the same commands of the same cause, and others of another', () => {
    const ids = (...items: readonly RecordedEvent[]): readonly string[] =>
      foldInputs(reminders, new Map(), items.map(input)).commands.map(({ commandId }) => commandId);
    expect(ids(opened!, moved!)).toEqual(ids(moved!));
    expect(new Set([...ids(moved!), ...ids({ ...moved!, id: ended!.id })]).size).toBe(4);
  });

  it('lets an instance end and begin again in one batch', () => {
    const { states, done, timers } = foldInputs(reminders, new Map([['m', { step: 7 }]]), [ended!, opened!].map(input));
    expect(done).toEqual(['m']);
    expect(states).toEqual([{ key: 'm', state: { step: 1 } }]);
    expect(timers.map(({ name }) => name)).toEqual(['soon', 'late']);
  });

  it('takes a timer that is set again for another one', () => {
    const timer = { key: 'm', name: 'soon', dueAt: '2026-03-01T00:00:00.000Z', setBy: 'a' };
    expect(timerId('w', timer)).not.toBe(timerId('w', { ...timer, setBy: 'b' }));
    expect(timerId('w', timer)).toBe(timerId('w', { ...timer }));
  });
});
