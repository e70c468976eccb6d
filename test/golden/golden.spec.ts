import { readFileSync } from 'node:fs';
import {
  canonicalRow,
  checkProjection,
  foldBatch,
  touchedBy,
  isSealed,
  type BusMessage,
  type InboxItem,
  type Projection,
  type RecordedEvent,
  type Workflow,
} from '@xiezhi/eventsourcing';
import { arrived } from '@xiezhi/eventsourcing/testing';
import { publish as publishDirectory } from '../../apps/directory/src/directory.publisher.js';
import { contracts, faultsOf } from '../contracts/published.js';
import { goldenEvents, goldenPath, manifestFaults, readManifest } from './golden.js';
import { domainFiles, eventTypesIn, exportsOf, streamTypes } from './stream-types.js';

type AnyProjection = Projection<Record<string, unknown>, RecordedEvent | InboxItem>;
type AnyWorkflow = Workflow<Record<string, never>, RecordedEvent | InboxItem>;
type Publish = (event: RecordedEvent) => readonly BusMessage[];

const isProjection = (value: unknown): value is AnyProjection =>
  typeof value === 'object' && value !== null && 'keysOf' in value && 'evolve' in value;
const isWorkflow = (value: unknown): value is AnyWorkflow =>
  typeof value === 'object' && value !== null && 'keyOf' in value && 'react' in value;
const isFunction = (value: unknown): value is Publish => typeof value === 'function';
const followsMessages = (file: URL): boolean => /, InboxItem>/.test(readFileSync(file, 'utf8'));

const golden = goldenEvents();
const declared = await streamTypes();
/** Reads an event as a handler does: an old version as one of today. */
const asToday = (event: RecordedEvent): RecordedEvent => {
  const type = declared.find(({ type: { name } }) => event.stream.startsWith(`${name}-`))?.type;
  return type?.upcast?.(event) ?? event;
};
const today = golden.map(({ event }) => asToday(event));

async function publishedMessages(): Promise<readonly BusMessage[]> {
  const publishers: Publish[] = [publishDirectory];
  for (const file of domainFiles(/\.publisher\.ts$/)) {
    // Publishers of messages, not of events, map what arrived: see below.
    if (!/publish\w*\(event: RecordedEvent\)/.test(readFileSync(file, 'utf8'))) continue;
    publishers.push(...(await exportsOf(file, isFunction)).filter(({ name }) => name.startsWith('publish')));
  }
  return publishers.flatMap((publish) => today.flatMap((event) => publish(event)));
}
const messages = await publishedMessages();

function fold(projection: AnyProjection, items: readonly (RecordedEvent | InboxItem)[]): number {
  checkProjection(projection as never);
  const rows = new Map<string, Record<string, unknown>>();
  const touched = touchedBy(projection as never, items as never);
  foldBatch(projection as never, canonicalRow(projection.columns), rows, touched);
  return touched.items.flatMap(([, keys]) => keys).length;
}

describe('golden events', () => {
  it('are only added, never changed or removed', () => {
    expect(manifestFaults(golden, readManifest()).map(({ what }) => what)).toEqual([]);
  });

  it('lie where their stream type, event type and version say', () => {
    for (const { path, event } of golden) {
      const streamType = path.split('/')[0]!;
      // A second one of the same version says in its name what is special about it.
      expect(path.replace(/(\.v\d+)\.[a-z-]+\.json$/, '$1.json')).toBe(goldenPath(streamType, event.type, event.schemaVersion));
      expect(event.stream.startsWith(`${streamType}-`)).toBe(true);
    }
  });

  it.each(declared.flatMap(({ type, events }) => events.map((event) => [type.name, event, type.versions?.[event] ?? 1] as const)))(
    'hold one of every version of %s %s',
    (streamType, eventType, newest) => {
      const wanted = Array.from({ length: newest }, (_, index) => goldenPath(streamType, eventType, index + 1));
      expect(golden.map(({ path }) => path)).toEqual(expect.arrayContaining(wanted));
    },
  );

  it('hold personal fields sealed, as they are stored', () => {
    const inClear = declared.flatMap(({ type }) =>
      golden
        .filter(({ path }) => path.startsWith(`${type.name}/`))
        .flatMap(({ path, event }) =>
          Object.keys(type.personal?.[event.type] ?? {})
            .filter((field) => event.data[field] !== undefined && !isSealed(event.data[field]))
            .map((field) => `${path}: ${field}`),
        ),
    );
    expect(inClear).toEqual([]);
  });
});

describe('everything that follows the log takes every golden event', () => {
  it.each(declared.map(({ type }) => [type.name, type] as const))('the decider %s', (name, { decider }) => {
    const events = today.filter(({ stream }) => stream.startsWith(`${name}-`));
    expect(events).not.toEqual([]);
    expect(() => events.reduce((state, event) => decider.evolve(state, event), decider.initial)).not.toThrow();
    for (const event of events) expect(() => decider.evolve(decider.initial, event)).not.toThrow();
  });

  it('the publishers, whose messages are valid by their contracts', () => {
    expect(messages).not.toEqual([]);
    for (const message of messages) {
      const contract = contracts.find(({ type }) => type === message.type);
      expect([message.type, contract === undefined ? 'no contract' : faultsOf(contract.schema, message.data)]).toEqual([message.type, []]);
    }
  });

  const followers = domainFiles(/\.projection\.ts$/);
  it.each(followers.map((file) => [file.pathname.split('/').at(-1)!, file] as const))('the projection %s', async (_name, file) => {
    const items = followsMessages(file) ? messages.map((message, index) => arrived(message, index + 1)) : today;
    const projections = await exportsOf(file, isProjection);
    expect(projections).not.toEqual([]);
    for (const projection of projections) expect(fold(projection, items)).toBeGreaterThan(0);
  });

  it('the projections that name the types of what touches them, and none of another type', async () => {
    const naming: AnyProjection[] = [];
    for (const file of followers)
      naming.push(...(await exportsOf(file, isProjection)).filter(({ eventTypes }) => eventTypes !== undefined));
    expect(naming).not.toEqual([]);
    for (const { name, eventTypes, keysOf } of naming) {
      // As they are stored: that is what the server goes by.
      const touching = golden.filter(({ event }) => keysOf(asToday(event)).length > 0).map(({ event }) => event.type);
      expect([name, [...new Set(touching)].toSorted()]).toEqual([name, [...new Set(eventTypes)].toSorted()]);
    }
  });

  it('the workflows', async () => {
    const workflows: AnyWorkflow[] = [];
    for (const file of domainFiles(/^[^.]+\.ts$/)) {
      if (readFileSync(file, 'utf8').includes(': Workflow<')) workflows.push(...(await exportsOf(file, isWorkflow)));
    }
    expect(workflows).not.toEqual([]);
    const items = [...today, ...messages.map((message, index) => arrived(message, index + 1))];
    for (const workflow of workflows) {
      const taken = items.filter((item) => workflow.keyOf(item) !== null);
      expect(taken).not.toEqual([]);
      for (const item of taken) expect(() => workflow.react({ kind: 'item', item }, workflow.initial)).not.toThrow();
    }
  });
});

describe('the checks of golden events', () => {
  const file = { path: 'a/B.v1.json', text: '{}' };
  const digest = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a';

  it('are quiet when nothing changed', () => {
    expect(manifestFaults([file], { [file.path]: digest })).toEqual([]);
  });

  it('take a new file, and refuse a changed and a lost one', () => {
    expect(manifestFaults([file], {})).toEqual([{ acceptable: true, what: expect.stringContaining('check:accept') }]);
    expect(manifestFaults([{ ...file, text: '{ }' }], { [file.path]: digest })).toEqual([
      { acceptable: false, what: expect.stringContaining('was changed') },
    ]);
    expect(manifestFaults([], { [file.path]: digest })).toEqual([{ acceptable: false, what: expect.stringContaining('is gone') }]);
  });

  it('read event types from a source, and refuse one without any', () => {
    const source = (text: string): readonly string[] => eventTypesIn(new URL('file:///rules.ts'), text);
    expect(
      source("export type XEvent = Message<'A', { at: string }> | Message<'B', Of<{ b: string }>>; type XCommand = Message<'C'>;"),
    ).toEqual(['A', 'B']);
    expect(() => source('export type X = 1;')).toThrow('no event');
  });
});
