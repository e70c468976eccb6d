import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { Rejected, type Decider } from './decider.js';
import { RevisionConflict, StoreUnavailable, type Appended, type EventStore } from './event-store.js';
import { StreamHandler, type CommandContext } from './handle.js';
import { derivedId } from './ids.js';
import { InMemoryEventStore } from './in-memory/index.js';
import type { Message } from './message.js';
import { isSealed, unseal, type Personal } from './personal.js';
import { PersonKeys, type PersonKey } from './person-keys.js';
import type { StreamType } from './stream-type.js';

type Command = Message<'Add', { readonly amount: number; readonly note?: string }> | Message<'Close', object>;
type Event =
  Message<'Added', { readonly amount: number; readonly personId: string; readonly note?: Personal<string> }> | Message<'Closed', object>;
interface State {
  readonly total: number;
  readonly closed: boolean;
}

const PERSON = 'a0000000-0000-7000-8000-000000000000';
const decider: Decider<State, Command, Event> = {
  initial: { total: 0, closed: false },
  decide({ type, data }, { closed }) {
    if (closed) throw new Rejected('account.closed', 'closed');
    if (type === 'Close') return [{ type: 'Closed', data: {} }];
    return data.amount === 0
      ? []
      : [{ type: 'Added', data: { amount: data.amount, personId: PERSON, ...(data.note !== undefined && { note: data.note }) } }];
  },
  evolve: (state, event) => (event.type === 'Closed' ? { ...state, closed: true } : { ...state, total: state.total + event.data.amount }),
};
const account: StreamType<State, Command, Event> = { name: 'account', decider, personal: { Added: { note: 'personId' } } };

const key = randomBytes(32);
class OneKey extends PersonKeys {
  override create(): Promise<PersonKey> {
    return Promise.resolve({ personId: PERSON, key });
  }
  override find(): Promise<ReadonlyMap<string, Uint8Array>> {
    return Promise.resolve(new Map([[PERSON, key]]));
  }
  override erase(): Promise<number> {
    throw new Error('not asked here');
  }
}

const context = (name: string, more: Partial<CommandContext> = {}): CommandContext => ({
  commandId: derivedId('command', name),
  actor: { agency: 'court-540100', role: 'case_agency_clerk' },
  correlationId: derivedId('correlation'),
  division: '540100',
  fingerprint: 'same',
  ...more,
});
const add = (amount: number, note?: string): Command => ({ type: 'Add', data: { amount, ...(note !== undefined && { note }) } });
const handlerOn = (store: EventStore) => new StreamHandler(store, account, new OneKey());

let store: InMemoryEventStore;
beforeEach(() => {
  store = new InMemoryEventStore();
});

describe('a command', () => {
  it('is decided on the stream’s state and stored with its envelope', async () => {
    const handler = handlerOn(store);
    await handler.handle('a', add(1), context('one'));
    const handled = await handler.handle('a', add(2), context('two', { causationId: 'why', traceparent: '00-x' }));
    expect(handled).toMatchObject({ revision: 1, replayed: false, state: { total: 3 } });
    const [, stored] = await store.read('account-a');
    expect(stored).toMatchObject({
      id: derivedId(context('two').commandId, '0'),
      schemaVersion: 1,
      meta: { commandId: context('two').commandId, causationId: 'why', traceparent: '00-x', division: '540100', fingerprint: 'same' },
    });
  });

  it('that changes nothing says so and stores nothing', async () => {
    const handled = await handlerOn(store).handle('a', add(0), context('nothing'));
    expect(handled).toMatchObject({ revision: -1, position: null, replayed: false });
    expect(await store.read('account-a')).toEqual([]);
  });

  it('that changes nothing tells where the stream stands, whoever brought it there', async () => {
    await handlerOn(store).handle('a', add(1), context('one'));
    const by = await handlerOn(store).handle('a', add(2), context('two'));
    const handled = await handlerOn(store).handle('a', add(0), context('nothing'));
    expect(handled).toMatchObject({ revision: 1, position: by.position, replayed: false });
    expect(handled.position).not.toBeNull();
  });

  it('stores a personal field sealed, and only so', async () => {
    await handlerOn(store).handle('a', add(1, '扎西'), context('one'));
    const [stored] = await store.read('account-a');
    const { note } = stored!.data as { note: unknown };
    expect(isSealed(note) && unseal(note, key, 'account-a', 'note')).toBe('扎西');
    expect(JSON.stringify(stored)).not.toContain('扎西');
  });

  it('names the revision it expects, or is refused', async () => {
    const handler = handlerOn(store);
    await handler.handle('a', add(1), context('one'));
    await expect(handler.handle('a', add(1), context('two', { expectedRevision: 5 }))).rejects.toBeInstanceOf(RevisionConflict);
    await expect(handler.handle('a', add(1), context('three', { expectedRevision: 0 }))).resolves.toMatchObject({ revision: 1 });
  });
});

describe('the same command twice', () => {
  it.each([
    ['one after the other', async (first: Handle, second: Handle) => [await first(), await second()]],
    ['at once', (first: Handle, second: Handle) => Promise.all([first(), second()])],
  ])('%s is carried out once, in this process or another', async (_how, both) => {
    for (const other of [false, true]) {
      store = new InMemoryEventStore();
      const handler = handlerOn(store);
      const second = other ? handlerOn(store) : handler;
      const answers = await both(
        () => handler.handle('a', add(1), context('one')),
        () => second.handle('a', add(1), context('one')),
      );
      expect(answers.map(({ revision }) => revision)).toEqual([0, 0]);
      expect(answers.filter(({ replayed }) => replayed)).toHaveLength(1);
      expect(await store.read('account-a')).toHaveLength(1);
    }
  });

  it('after a restart is answered from what was recorded, also when the rules would refuse it now', async () => {
    const handler = handlerOn(store);
    const first = await handler.handle('a', add(1), context('one'));
    await handler.handle('a', { type: 'Close', data: {} }, context('close'));
    await expect(handlerOn(store).handle('a', add(1), context('one'))).resolves.toMatchObject({
      revision: 0,
      position: first.position,
      replayed: true,
    });
  });

  it('with another body is refused', async () => {
    const handler = handlerOn(store);
    await handler.handle('a', add(1), context('one'));
    await expect(handler.handle('a', add(2), context('one', { fingerprint: 'other' }))).rejects.toMatchObject({ code: 'command.reused' });
  });
});
type Handle = () => Promise<{ readonly revision: number; readonly replayed: boolean }>;

describe('two processes on one stream', () => {
  it('fold what the other stored and decide again', async () => {
    const [one, two] = [handlerOn(store), handlerOn(store)];
    await one.handle('a', add(1), context('one'));
    await two.handle('a', add(2), context('two'));
    await expect(one.handle('a', add(4), context('three'))).resolves.toMatchObject({ revision: 2, state: { total: 7 } });
  });

  it('never refuse on a state that is not the newest', async () => {
    const [one, two] = [handlerOn(store), handlerOn(store)];
    await one.load('a');
    await two.handle('a', { type: 'Close', data: {} }, context('close'));
    await expect(one.handle('a', add(1), context('one'))).rejects.toMatchObject({ code: 'account.closed' });
    const [three, four] = [handlerOn(store), handlerOn(store)];
    await three.handle('b', add(0), context('look'));
    await four.handle('b', add(5), context('five'));
    await expect(three.handle('b', add(0), context('look again'))).resolves.toMatchObject({ revision: 0, state: { total: 5 } });
  });
});

describe('many commands at once on one stream', () => {
  it('are decided in turn and stored densely in few appends', async () => {
    let appends = 0;
    const handler = new StreamHandler(store, account, new OneKey(), { onAppend: () => (appends += 1) });
    const answers = await Promise.all(Array.from({ length: 400 }, (_, index) => handler.handle('a', add(1), context(`c${index}`))));
    expect(answers.map(({ revision }) => revision)).toEqual(Array.from({ length: 400 }, (_, index) => index));
    expect(appends).toBeLessThan(10);
  });

  it('fail alone when a rule refuses them', async () => {
    const handler = handlerOn(store);
    const answers = await Promise.allSettled([
      handler.handle('a', add(1), context('one')),
      handler.handle('a', { type: 'Close', data: {} }, context('close')),
      handler.handle('a', add(1), context('late')),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  });
});

it('tells the caller when the outcome is unknown, and the same command sent again is carried out once', async () => {
  const append = store.append.bind(store);
  let broken = true;
  store.append = async (...given): Promise<Appended> => {
    const appended = await append(...given);
    if (broken) throw new StoreUnavailable('the answer was lost');
    return appended;
  };
  const handler = handlerOn(store);
  await expect(handler.handle('a', add(1), context('one'))).rejects.toBeInstanceOf(StoreUnavailable);
  broken = false;
  await expect(handler.handle('a', add(1), context('one'))).resolves.toMatchObject({ revision: 0, replayed: true });
  expect(await store.read('account-a')).toHaveLength(1);
});

it('whatever is sent how often by whom, each command takes effect once and the total is theirs', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ id: fc.nat(8), process: fc.nat(2), stream: fc.constantFrom('a', 'b') }), { maxLength: 40 }),
      async (sent) => {
        const log = new InMemoryEventStore();
        const processes = [handlerOn(log), handlerOn(log), handlerOn(log)];
        await Promise.all(sent.map(({ id, process: of, stream }) => processes[of]!.handle(stream, add(id + 1), context(`${stream}${id}`))));
        for (const stream of ['a', 'b']) {
          const ids = new Set(sent.filter((one) => one.stream === stream).map(({ id }) => id));
          const { state } = await handlerOn(log).load(stream);
          expect(state.total).toBe([...ids].reduce((sum, id) => sum + id + 1, 0));
        }
      },
    ),
    { numRuns: 60 },
  );
});
