import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Rejected } from '../decider.js';
import type { JsonObject, RecordedEvent } from '../message.js';
import type { DispatchContext, Workflow, WorkflowCommand, WorkflowInput } from '../workflow.js';
import { newEvent, openWorld, SCHEMA, until, type World } from './runners.support.contract.js';
import { WorkflowRunner } from './workflow-runner.js';

interface Deadline extends JsonObject {
  readonly id: string;
  readonly seen: number;
  readonly refusals: readonly string[];
}

/** Opened: a timer. Done: no timer, end. Timer: a command. Nudged: two commands. */
const deadlines = (name: string): Workflow<Deadline> => ({
  name,
  initial: { id: '', seen: 0, refusals: [] },
  keyOf: ({ stream, type }) => (stream.startsWith(`${name}-`) && type !== 'Ignored' ? stream : null),
  react(input, state) {
    const send = (type: string, data: JsonObject): WorkflowCommand => ({
      ...{ to: 'matter', id: input.kind === 'item' ? input.item.stream : state.id },
      ...{ type, data, division: '110000' },
    });
    if (input.kind === 'timer') return { state, send: [send('Remind', { name: input.name, dueAt: input.dueAt, late: input.late })] };
    if (input.kind === 'rejected') return { state: { ...state, refusals: [...state.refusals, input.code] } };
    const { type, stream, data } = input.item;
    const next = { ...state, id: stream, seen: state.seen + 1 };
    if (type === 'Opened') return { state: next, timers: [{ name: 'due', at: data['dueAt'] as string }] };
    if (type === 'Done') return { state: null };
    if (type === 'Bad') throw new RangeError('cannot be reacted to');
    return { state: next, send: [send('First', { seen: next.seen }), send('Second', { seen: next.seen })] };
  },
});

type Sent = WorkflowCommand & DispatchContext;

describe('a workflow', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  }, 120_000);
  afterAll(() => world?.close());

  const startOfTime = Date.parse('2026-03-01T00:00:00Z');
  let clock = startOfTime;
  const at = (ms: number): string => new Date(startOfTime + ms).toISOString();

  const revisions = new Map<string, number>();
  const store = async (stream: string, type: string, data: JsonObject = {}): Promise<RecordedEvent> => {
    const event = newEvent(type, data);
    const { revision } = await world.store.append(stream, revisions.get(stream) ?? 'no_stream', [event]);
    revisions.set(stream, revision);
    return (await world.store.read(stream, { from: revision }))[0]!;
  };

  let processes = 0;
  const run = (workflow: Workflow<Deadline>, dispatch: (command: Sent) => Promise<void>) => {
    const process = `w${++processes}`;
    const { pool, ownership } = world.process(process);
    const runner = new WorkflowRunner({
      workflow,
      feeds: { events: world.feed },
      dispatch: (command, context) => dispatch({ ...command, ...context }),
      pool,
      schema: SCHEMA,
      ownership,
      now: () => clock,
      lookEveryMs: 10,
      batchSize: 5,
    });
    runner.start();
    return { runner, process };
  };
  const settled = async (runner: WorkflowRunner<RecordedEvent>): Promise<void> => {
    const head = await world.feed.head();
    await until('it has taken everything', () => runner.statuses()[0]!.position === head);
    await until('its commands are carried out', async () => (await runner.figures()).pending === 0);
  };

  it('turns an item into commands, in order, with ids and causes that follow from it', async () => {
    const sent: Sent[] = [];
    const { runner } = run(deadlines('plain'), async (command) => void sent.push(command));
    const first = await store('plain-1', 'Nudged');
    await store('plain-2', 'Ignored');
    const second = await store('plain-1', 'Nudged');
    await settled(runner);
    expect(sent.map(({ type, data, causationId, correlationId }) => [type, data['seen'], causationId, correlationId])).toEqual([
      ['First', 1, first.id, first.meta.correlationId],
      ['Second', 1, first.id, first.meta.correlationId],
      ['First', 2, second.id, second.meta.correlationId],
      ['Second', 2, second.id, second.meta.correlationId],
    ]);
    expect(new Set(sent.map(({ commandId }) => commandId)).size).toBe(4);
    await runner.stop();
  });

  it('fires a timer once and when it is due, also over a restart, and says when it is late', async () => {
    const sent: Sent[] = [];
    const record = async (command: Sent): Promise<void> => void sent.push(command);
    const first = run(deadlines('timed'), record);
    await store('timed-1', 'Opened', { dueAt: at(10_000) });
    await store('timed-2', 'Opened', { dueAt: at(20_000) });
    await store('timed-3', 'Opened', { dueAt: at(30_000) });
    await settled(first.runner);
    clock = startOfTime + 10_050;
    await until('the first has fired', () => sent.length === 1);
    await first.runner.stop();
    await store('timed-3', 'Done');
    clock = startOfTime + 20_000 + 3_600_000;
    const second = run(deadlines('timed'), record);
    await until('the second has fired', () => sent.length === 2);
    await settled(second.runner);
    expect(sent.map(({ id, data }) => [id, data['dueAt'], data['late']])).toEqual([
      ['timed-1', at(10_000), false],
      ['timed-2', at(20_000), true],
    ]);
    await second.runner.stop();
    expect((await world.pool.query(`SELECT FROM ${SCHEMA}.workflow_timers WHERE workflow = 'timed'`)).rowCount).toBe(0);
    expect((await world.pool.query(`SELECT key FROM ${SCHEMA}.workflow_state WHERE workflow = 'timed' ORDER BY 1`)).rows).toEqual([
      { key: 'timed-1' },
      { key: 'timed-2' },
    ]);
  });

  it('tries a command until it is carried out, always with the same id, and lets no later one of its instance pass', async () => {
    const tried: Sent[] = [];
    let failures = 3;
    const { runner } = run(deadlines('stubborn'), async (command) => {
      tried.push(command);
      if (command.id === 'stubborn-1' && command.type === 'First' && failures-- > 0) throw new Error('not now');
    });
    const ticking = setInterval(() => (clock += 500), 1);
    await store('stubborn-1', 'Nudged');
    await store('stubborn-2', 'Nudged');
    await settled(runner).finally(() => clearInterval(ticking));
    const ones = tried.filter(({ id }) => id === 'stubborn-1');
    expect(ones.map(({ type }) => type)).toEqual(['First', 'First', 'First', 'First', 'Second']);
    expect(new Set(ones.slice(0, 4).map(({ commandId }) => commandId)).size).toBe(1);
    expect(tried.filter(({ id }) => id === 'stubborn-2')).toHaveLength(2);
    await runner.stop();
  });

  it('takes a refusal as an answer and hears of it', async () => {
    const tried: string[] = [];
    const { runner } = run(deadlines('refused'), async ({ type }) => {
      tried.push(type);
      if (type === 'First') throw new Rejected('matter.not_open', 'It is closed.');
    });
    await store('refused-1', 'Nudged');
    await settled(runner);
    expect(tried).toEqual(['First', 'Second']);
    const { rows } = await world.pool.query(
      `SELECT state, outcome FROM ${SCHEMA}.workflow_commands WHERE workflow = 'refused' ORDER BY id`,
    );
    expect(rows).toEqual([
      { state: 'refused', outcome: 'matter.not_open' },
      { state: 'done', outcome: null },
    ]);
    const states = await world.pool.query(`SELECT state FROM ${SCHEMA}.workflow_state WHERE workflow = 'refused'`);
    expect(states.rows).toEqual([{ state: { id: 'refused-1', seen: 1, refusals: ['matter.not_open'] } }]);
    await runner.stop();
  });

  it('sends every command at least once and as one and the same, while connections are cut', async () => {
    const sent: Sent[] = [];
    const dispatch = async (command: Sent): Promise<void> => void sent.push(command);
    const both = [run(deadlines('storm'), dispatch), run(deadlines('storm'), dispatch)];
    for (let n = 0; n < 40; n += 1) {
      await store(`storm-${n % 3}`, 'Nudged');
      if (n % 3 === 0) await world.cut(both[(n / 3) % 2]!.process, 0.6);
    }
    const head = await world.feed.head();
    await until('all is taken', () =>
      both.some(({ runner }) => runner.statuses()[0]!.owner !== null && runner.statuses()[0]!.position === head),
    );
    await until('all is carried out', async () => (await both[0]!.runner.figures()).pending === 0);
    const bySeen = new Map<string, Set<string>>();
    for (const { id, type, data, commandId } of sent) {
      const what = `${id} ${type} ${String(data['seen'])}`;
      bySeen.set(what, (bySeen.get(what) ?? new Set()).add(commandId));
    }
    expect(bySeen.size).toBe(80);
    expect([...bySeen.values()].every((ids) => ids.size === 1)).toBe(true);
    await Promise.all(both.map(({ runner }) => runner.stop()));
  }, 60_000);

  it('fires no timer before it has seen what could cancel it', async () => {
    const inputs: WorkflowInput<RecordedEvent>[] = [];
    const workflow = deadlines('waiting');
    const watched: Workflow<Deadline> = {
      ...workflow,
      react: (input, state) => {
        inputs.push(input);
        return workflow.react(input, state);
      },
    };
    const first = run(watched, () => Promise.resolve());
    await store('waiting-1', 'Opened', { dueAt: new Date(clock + 1_000).toISOString() });
    await settled(first.runner);
    await first.runner.stop();
    clock += 5_000;
    for (let n = 0; n < 20; n += 1) await store('waiting-2', 'Nudged');
    await store('waiting-1', 'Done');
    const second = run(watched, () => Promise.resolve());
    await settled(second.runner);
    await second.runner.stop();
    expect(inputs.filter(({ kind }) => kind === 'timer')).toEqual([]);
  });

  it('halts at what it cannot react to, with an alarm', async () => {
    const { runner } = run(deadlines('halting'), () => Promise.resolve());
    await store('halting-1', 'Nudged');
    await store('halting-1', 'Bad');
    await until('it halts', () => runner.statuses()[0]!.state === 'halted');
    expect(runner.resume(`${runner.name}/events`, { kind: 'skip', reason: 'looked at' })).toBe(true);
    await settled(runner);
    await runner.stop();
  });
});
