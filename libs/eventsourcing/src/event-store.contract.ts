import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MAX_EVENTS_PER_APPEND, RevisionConflict, StoreUnavailable, type Appended, type EventStore } from './event-store.js';
import type { NewEvent, RecordedEvent } from './message.js';
import { newEvent, newStream } from './testing/sample-events.js';

export interface StoreUnderTest {
  /** A store on the same data as every other store this gives: a call stands for a restart. */
  open(): Promise<EventStore>;
  /** Takes everything down. */
  close(): Promise<void>;
}

const WRITERS = 16;

const newEvents = (count: number): readonly NewEvent[] => Array.from({ length: count }, (_, n) => newEvent({ n }));
const given = ({ id, type, schemaVersion, data, meta }: RecordedEvent): NewEvent => ({ id, type, schemaVersion, data, meta });
const fulfilled = <T>(outcomes: readonly PromiseSettledResult<T>[]): readonly T[] =>
  outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
const refused = (outcomes: readonly PromiseSettledResult<unknown>[]): readonly unknown[] =>
  outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));

/** What every event store does. */
export function eventStoreContract(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`${name}: the contract of an event store`, () => {
    let subject: StoreUnderTest;
    let store: EventStore;
    beforeAll(async () => {
      subject = await make();
      store = await subject.open();
    });
    afterAll(async () => {
      await store?.close();
      await subject?.close();
    });

    describe('reading', () => {
      it('gives nothing of a stream that is not there', async () => {
        expect(await store.read(newStream())).toEqual([]);
      });

      it('gives back what was appended, with its place and time', async () => {
        const stream = newStream();
        const events = newEvents(3);
        const before = Date.now();
        const appended = await store.append(stream, 'no_stream', events);
        const read = await store.read(stream);
        expect(read.map(given)).toEqual(events);
        expect(read.map(({ revision }) => revision)).toEqual([0, 1, 2]);
        expect(new Set(read.map((event) => event.stream))).toEqual(new Set([stream]));
        const positions = read.map(({ position }) => position);
        expect(positions).toEqual([...positions].toSorted());
        expect(appended).toEqual({ revision: 2, position: positions[2], recordedAt: read[2]!.recordedAt, duplicate: false });
        expect(Math.abs(Date.parse(appended.recordedAt) - before)).toBeLessThan(60_000);
        expect(new Date(appended.recordedAt).toISOString()).toBe(appended.recordedAt);
      });

      it('gives pages from a revision on', async () => {
        const stream = newStream();
        await store.append(stream, 'no_stream', newEvents(10));
        expect((await store.read(stream, { from: 4, max: 3 })).map(({ revision }) => revision)).toEqual([4, 5, 6]);
        expect((await store.read(stream, { from: 8 })).map(({ revision }) => revision)).toEqual([8, 9]);
        expect(await store.read(stream, { from: 10 })).toEqual([]);
      });

      it('does not mix up streams whose names begin alike', async () => {
        const stream = newStream();
        await store.append(stream, 'no_stream', newEvents(1));
        await store.append(`${stream}0`, 'no_stream', newEvents(2));
        expect(await store.read(stream)).toHaveLength(1);
      });
    });

    describe('the expected revision', () => {
      it('lets an append behind the last event', async () => {
        const stream = newStream();
        await store.append(stream, 'no_stream', newEvents(2));
        expect((await store.append(stream, 1, newEvents(2))).revision).toBe(3);
      });

      it.each([
        ['no stream, where there is one', 'no_stream'],
        ['an event before the last', 0],
        ['an event that is not there yet', 2],
      ] as const)('refuses %s', async (_, expected) => {
        const stream = newStream();
        const events = newEvents(2);
        await store.append(stream, 'no_stream', events);
        await expect(store.append(stream, expected, newEvents(2))).rejects.toBeInstanceOf(RevisionConflict);
        expect((await store.read(stream)).map(given)).toEqual(events);
      });

      it('refuses a revision of a stream that is not there', async () => {
        const stream = newStream();
        await expect(store.append(stream, 0, newEvents(1))).rejects.toMatchObject({ name: 'RevisionConflict', stream, expected: 0 });
        expect(await store.read(stream)).toEqual([]);
      });

      it('lets one of several creators of a stream win, whole', async () => {
        const stream = newStream();
        const attempts = Array.from({ length: WRITERS }, (_, n) => newEvents(1 + (n % 3)));
        const outcomes = await Promise.allSettled(attempts.map((events) => store.append(stream, 'no_stream', events)));
        const winner = outcomes.findIndex(({ status }) => status === 'fulfilled');
        expect(fulfilled(outcomes)).toHaveLength(1);
        for (const reason of refused(outcomes)) expect(reason).toBeInstanceOf(RevisionConflict);
        expect((await store.read(stream)).map(given)).toEqual(attempts[winner]);
      });

      it('lets one of several writers at one revision win, from two stores too', async () => {
        const stream = newStream();
        const other = await subject.open();
        try {
          await store.append(stream, 'no_stream', newEvents(1));
          for (let revision = 0; revision < 20; revision += 1) {
            const outcomes = await Promise.allSettled(
              Array.from({ length: WRITERS }, (_, n) => (n % 2 === 0 ? store : other).append(stream, revision, [newEvent()])),
            );
            expect(fulfilled(outcomes)).toHaveLength(1);
            for (const reason of refused(outcomes)) expect(reason).toBeInstanceOf(RevisionConflict);
          }
          expect((await store.read(stream)).map(({ revision }) => revision)).toEqual(Array.from({ length: 21 }, (_, n) => n));
        } finally {
          await other.close();
        }
      });

      it('never stores a part when longer appends race with shorter ones', async () => {
        const other = await subject.open();
        try {
          for (let round = 0; round < 10; round += 1) {
            const stream = newStream();
            const attempts = Array.from({ length: 8 }, (_, n) => newEvents(n % 2 === 0 ? 1 : 5));
            const outcomes = await Promise.allSettled(
              attempts.map((events, n) => (n % 4 < 2 ? store : other).append(stream, 'no_stream', events)),
            );
            const winner = outcomes.findIndex(({ status }) => status === 'fulfilled');
            expect(fulfilled(outcomes)).toHaveLength(1);
            expect((await store.read(stream)).map(given)).toEqual(attempts[winner]);
          }
        } finally {
          await other.close();
        }
      });

      it('keeps appends to other streams going in a storm of conflicts', async () => {
        const hot = newStream();
        await store.append(hot, 'no_stream', newEvents(1));
        const storm = Array.from({ length: 64 }, () => store.append(hot, 0, [newEvent()]));
        const others = Array.from({ length: 64 }, () => store.append(newStream(), 'no_stream', newEvents(2)));
        const outcomes = await Promise.allSettled(storm);
        expect(fulfilled(outcomes)).toHaveLength(1);
        expect((await Promise.all(others)).map(({ revision }) => revision)).toEqual(others.map(() => 1));
      });
    });

    describe('appending the same events again', () => {
      const original = async (stream: string, count: number): Promise<{ events: readonly NewEvent[]; first: Appended }> => {
        const events = newEvents(count);
        return { events, first: await store.append(stream, 'no_stream', events) };
      };

      it('answers what was recorded, however often, and stores nothing', async () => {
        const stream = newStream();
        const { events, first } = await original(stream, 3);
        for (let again = 0; again < 3; again += 1)
          expect(await store.append(stream, 'no_stream', events)).toEqual({ ...first, duplicate: true });
        expect(await store.read(stream)).toHaveLength(3);
      });

      it('answers what was recorded also when the stream has gone on', async () => {
        const stream = newStream();
        const { events, first } = await original(stream, 2);
        await store.append(stream, 1, newEvents(2));
        expect(await store.append(stream, 'no_stream', events)).toEqual({ ...first, duplicate: true });
      });

      it('answers what was recorded after a restart', async () => {
        const stream = newStream();
        const { events, first } = await original(stream, 1);
        const restarted = await subject.open();
        try {
          expect(await restarted.append(stream, 'no_stream', events)).toEqual({ ...first, duplicate: true });
        } finally {
          await restarted.close();
        }
      });

      it('stores them once when sent several times at once, by two stores', async () => {
        const stream = newStream();
        const other = await subject.open();
        try {
          const events = newEvents(2);
          const answers = await Promise.all(
            Array.from({ length: WRITERS }, (_, n) => (n % 2 === 0 ? store : other).append(stream, 'no_stream', events)),
          );
          expect(answers.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
          expect(new Set(answers.map(({ position, recordedAt }) => `${position} ${recordedAt}`)).size).toBe(1);
          expect((await store.read(stream)).map(given)).toEqual(events);
        } finally {
          await other.close();
        }
      });

      it('refuses them at another revision', async () => {
        const stream = newStream();
        const { events } = await original(stream, 2);
        await store.append(stream, 1, newEvents(2));
        await expect(store.append(stream, 0, events)).rejects.toBeInstanceOf(RevisionConflict);
        await expect(store.append(stream, 7, events)).rejects.toBeInstanceOf(RevisionConflict);
        expect(await store.read(stream)).toHaveLength(4);
      });

      it('refuses a part of them, and more than them', async () => {
        const stream = newStream();
        const { events } = await original(stream, 2);
        await expect(store.append(stream, 'no_stream', [...events, newEvent()])).rejects.toBeInstanceOf(RevisionConflict);
        await expect(store.append(stream, 'no_stream', [events[0]!, newEvent()])).rejects.toBeInstanceOf(RevisionConflict);
        expect(await store.read(stream)).toHaveLength(2);
      });

      it('refuses them behind themselves', async () => {
        const stream = newStream();
        const { events } = await original(stream, 1);
        await expect(store.append(stream, 0, events)).rejects.toBeInstanceOf(RevisionConflict);
        const two = newStream();
        const pair = (await original(two, 2)).events;
        await expect(store.append(two, 1, pair)).rejects.toBeInstanceOf(RevisionConflict);
        expect(await store.read(two)).toHaveLength(2);
      });
    });

    describe('what events hold', () => {
      it('gives Chinese, Tibetan and the rest of Unicode back byte for byte', async () => {
        const stream = newStream();
        const data = {
          姓名: '扎西顿珠',
          བོད: 'བོད་ལྗོངས་ཁྲིམས་ཀྱི་རོགས་རམ།',
          rare: '𠮷𪚥 é é \u{1F468}‍\u{1F469} \uFEFF \u2028 "quoted" \\ {a,b} \\u0000 NULL',
          control: '\t\n\r\b\f\u0001\u001f\u007f',
          nested: { list: [null, true, false, 0, -1.5, 1e-7, 12345678901234, '', {}, [[]]] },
        };
        await store.append(stream, 'no_stream', [newEvent(data)]);
        const [read] = await store.read(stream);
        expect(read!.data).toEqual(data);
      });

      it('gives a full append of large events back, in order', async () => {
        const stream = newStream();
        const events = Array.from({ length: MAX_EVENTS_PER_APPEND }, (_, n) => newEvent({ n, text: '法律援助'.repeat(100) }));
        expect((await store.append(stream, 'no_stream', events)).revision).toBe(MAX_EVENTS_PER_APPEND - 1);
        expect((await store.read(stream)).map(given)).toEqual(events);
      });

      it('gives one event of several hundred kilobytes back', async () => {
        const stream = newStream();
        const event = newEvent({ text: 'བོད'.repeat(60_000) });
        await store.append(stream, 'no_stream', [event]);
        expect((await store.read(stream)).map(given)).toEqual([event]);
      });

      it.each([
        ['the character NUL', { text: 'a\0b' }],
        ['half of a surrogate pair', { text: 'a\uD800b' }],
        ['NUL in a key', { 'a\0b': 1 }],
      ])('refuses %s before it can spoil what others append', async (_, data) => {
        const stream = newStream();
        const others = [newStream(), newStream()];
        const [bad, ...good] = await Promise.allSettled([
          store.append(stream, 'no_stream', [newEvent(), newEvent(data)]),
          ...others.map((other) => store.append(other, 'no_stream', newEvents(1))),
        ]);
        expect(bad).toMatchObject({ status: 'rejected', reason: { name: 'TypeError' } });
        expect(fulfilled(good)).toHaveLength(2);
        expect(await store.read(stream)).toEqual([]);
      });

      it('refuses an append of nothing and one that is too long', async () => {
        await expect(store.append(newStream(), 'no_stream', [])).rejects.toBeInstanceOf(TypeError);
        await expect(store.append(newStream(), 'no_stream', newEvents(MAX_EVENTS_PER_APPEND + 1))).rejects.toBeInstanceOf(TypeError);
      });
    });

    it('finishes what is under way when it is closed, and takes nothing more', async () => {
      const closing = await subject.open();
      const streams = Array.from({ length: 20 }, () => newStream());
      const appends = streams.map((stream) => closing.append(stream, 'no_stream', newEvents(1)));
      await closing.close();
      await Promise.all(appends);
      for (const stream of streams) expect(await store.read(stream)).toHaveLength(1);
      await expect(closing.append(newStream(), 'no_stream', newEvents(1))).rejects.toBeInstanceOf(StoreUnavailable);
    });
  });
}
