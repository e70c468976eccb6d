import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CloudEvent, HTTP } from 'cloudevents';
import { toCloudEvent } from './cloud-event.js';
import type { ConsumeOptions, MessageBus, ReceivedMessage } from './message-bus.js';
import { eventually, fresh, message, ordersOf, unexpected, withoutPlace } from './message-bus.support.contract.js';
import { type ParkingLot, Poison } from './parking.js';
import { parkingHandler } from './parking-handler.js';

/** A consumer in a process of its own, which prints what it was given. */
export interface ConsumerProcess {
  /** `key` and `id` of what its handler was given so far, in order. */
  readonly given: readonly { readonly key: string; readonly id: string }[];
  kill9(): Promise<void>;
}

/** What the suite needs of an adapter's surroundings. */
export interface BusWorld {
  /** A bus of its own, as another process would have one; closed with the world. */
  open(): MessageBus;
  /** `hang`: its handler is given a batch and never resolves. */
  startConsumer(options: { readonly group: string; readonly topics: readonly string[]; readonly hang: boolean }): Promise<ConsumerProcess>;
  /** Puts something on a topic that is no CloudEvent. */
  produceGarbage(topic: string, key: string, value: string): Promise<void>;
  parkingLot(): ParkingLot;
  close(): Promise<void>;
}

/** What every {@link MessageBus} must do. */
export function messageBusContract(makeWorld: () => Promise<BusWorld>): void {
  describe('a message bus', () => {
    let world: BusWorld;
    let bus: MessageBus;
    beforeAll(async () => {
      world = await makeWorld();
      bus = world.open();
    }, 120_000);
    afterAll(() => world?.close(), 60_000);

    const topicNamed = async (what: string): Promise<string> => {
      const topic = fresh(what);
      await bus.ensureTopics([topic]);
      return topic;
    };
    const collect = (group: string, topics: readonly string[], on = bus) => {
      const given: ReceivedMessage[] = [];
      const handler = async (batch: readonly ReceivedMessage[]): Promise<void> => void given.push(...batch);
      return { given, consumption: on.consume({ group, topics, handler, onUnreadable: unexpected }) };
    };
    const publishKeys = async (topic: string, keys: number, perKey: number): Promise<Map<string, string[]>> => {
      const messages = Array.from({ length: keys * perKey }, (_, i) => message(topic, `k${i % keys}`, Math.floor(i / keys)));
      for (let i = 0; i < messages.length; i += 7) await bus.publish(messages.slice(i, i + 7));
      return ordersOf(messages);
    };

    it('makes topics that are missing and leaves those that exist', async () => {
      const topic = await topicNamed('topics');
      await bus.publish([message(topic, 'a', 1)]);
      await bus.ensureTopics([topic, fresh('another')]);
      const { given, consumption } = collect(fresh('group'), [topic]);
      await eventually('the message', () => given.length === 1);
      await consumption.stop();
    });

    it('gives the messages of a key in the order they were published, whole', async () => {
      const topic = await topicNamed('order');
      const expected = await publishKeys(topic, 5, 40);
      const { given, consumption } = collect(fresh('group'), [topic]);
      await consumption.ready;
      await eventually('all messages', () => given.length >= 200);
      await consumption.stop();
      expect(ordersOf(given)).toEqual(expected);
      expect(withoutPlace(given.find(({ key }) => key === 'k3')!)).toEqual(message(topic, 'k3', 0));
    });

    it('carries Chinese and Tibetan byte for byte', async () => {
      const topic = await topicNamed('text');
      const data = {
        姓名: '扎西·卓玛',
        'བོད་ཡིག': 'ཁྲིམས་མཐུན་རོགས་སྐྱོར་ལས་ཁུངས།',
        案由: '劳动争议 𠮷 \u200b"引号"\\\n',
        zero: 0,
        deep: [[{ 空: null }]],
      };
      const sent = { ...message(topic, '援-钥-རྟགས', 1, data), subject: '法律援助-ཁྲིམས' };
      await bus.publish([sent]);
      const { given, consumption } = collect(fresh('group'), [topic]);
      await eventually('the message', () => given.length === 1);
      await consumption.stop();
      expect(JSON.stringify(given[0]!.data)).toBe(JSON.stringify(data));
      expect(withoutPlace(given[0]!)).toEqual(sent);
    });

    it('gives each group every message, a new group from the beginning', async () => {
      const topic = await topicNamed('replay');
      const expected = await publishKeys(topic, 3, 20);
      for (const group of [fresh('first'), fresh('second')]) {
        const { given, consumption } = collect(group, [topic]);
        await eventually('all messages', () => given.length >= 60);
        await consumption.stop();
        expect(ordersOf(given)).toEqual(expected);
      }
    });

    it('goes on after what was handled, when a consumer stops and another starts', async () => {
      const [topic, group] = [await topicNamed('place'), fresh('group')];
      await publishKeys(topic, 2, 10);
      const first = collect(group, [topic]);
      await eventually('the first messages', () => first.given.length >= 20);
      await first.consumption.stop();
      await bus.publish([message(topic, 'k0', 100)]);
      const second = collect(group, [topic]);
      await eventually('the new message', () => second.given.length >= 1);
      await second.consumption.stop();
      expect(second.given.map(({ subject }) => subject)).toEqual(['k0-100']);
    });

    it('gives a batch again when the handler rejects, while other topics go on', async () => {
      const [failing, other] = [await topicNamed('failing'), await topicNamed('other')];
      await bus.publish([message(failing, 'a', 1), message(failing, 'a', 2)]);
      const given: ReceivedMessage[] = [];
      let refusals = 0;
      const handler = async (batch: readonly ReceivedMessage[]): Promise<void> => {
        if (batch[0]!.topic === failing && !given.some(({ topic }) => topic === other)) {
          refusals += 1;
          throw new Error('not now');
        }
        given.push(...batch);
      };
      const consumption = bus.consume({ group: fresh('group'), topics: [failing, other], handler, onUnreadable: unexpected });
      await eventually('two refusals', () => refusals >= 2);
      await bus.publish([message(other, 'b', 1)]);
      await eventually('all messages', () => given.length >= 3);
      await consumption.stop();
      expect(given.map(({ subject }) => subject)).toEqual(['b-1', 'a-1', 'a-2']);
    });

    it('gives again what a process was handling when it was killed', async () => {
      const [topic, group] = [await topicNamed('crash'), fresh('group')];
      const expected = await publishKeys(topic, 2, 5);
      const hanging = await world.startConsumer({ group, topics: [topic], hang: true });
      await eventually('a batch at the other process', () => hanging.given.length > 0);
      await hanging.kill9();
      const { given, consumption } = collect(group, [topic]);
      await eventually('all messages', () => [...ordersOf(given).values()].flat().length >= 10);
      await consumption.stop();
      expect(ordersOf(given)).toEqual(expected);
    });

    it('lets the consumers of a group take over from one that is killed, losing nothing and keeping the order of keys', async () => {
      const [topic, group] = [await topicNamed('takeover'), fresh('group')];
      const other = await world.startConsumer({ group, topics: [topic], hang: false });
      const mine = collect(group, [topic]);
      const expected = new Map<string, string[]>();
      const publish = async (from: number, to: number): Promise<void> => {
        for (let n = from; n < to; n += 1) {
          const batch = Array.from({ length: 8 }, (_, k) => message(topic, `k${k}`, n));
          await bus.publish(batch);
          for (const { key, id } of batch) expected.set(key, [...(expected.get(key) ?? []), id]);
        }
      };
      const all = (): { readonly key: string; readonly id: string }[] => [...other.given, ...mine.given];
      const distinct = (): number => new Set(all().map(({ id }) => id)).size;
      await publish(0, 20);
      await eventually('what was published before', () => distinct() === 160);
      await other.kill9();
      await publish(20, 40);
      await eventually('everything', () => distinct() === 320);
      await mine.consumption.stop();
      for (const [key, ids] of expected) {
        const order = ordersOf(mine.given.filter((one) => one.key === key)).get(key) ?? [];
        expect(order).toEqual(ids.filter((id) => order.includes(id)));
      }
    });

    it('keeps each message to one consumer of a group while both live', async () => {
      const [topic, group] = [await topicNamed('share'), fresh('group')];
      const [one, two] = [collect(group, [topic]), collect(group, [topic], world.open())];
      await Promise.race([one.consumption.ready, two.consumption.ready]);
      const expected = await publishKeys(topic, 8, 20);
      await eventually('all messages', () => new Set([...one.given, ...two.given].map(({ id }) => id)).size === 160);
      await Promise.all([one.consumption.stop(), two.consumption.stop()]);
      const merged = ordersOf([...one.given, ...two.given].toSorted((a, b) => Number(a.data['n']) - Number(b.data['n'])));
      expect(merged).toEqual(expected);
    });

    it('hands over what is no CloudEvent with its reason, and goes on', async () => {
      const topic = await topicNamed('garbage');
      await bus.publish([message(topic, 'a', 1)]);
      await world.produceGarbage(topic, 'a', '{"一": "无信封"}');
      await bus.publish([message(topic, 'a', 2)]);
      const given: string[] = [];
      const unreadable: Parameters<ConsumeOptions['onUnreadable']>[0][] = [];
      let refused = false;
      const consumption = bus.consume({
        group: fresh('group'),
        topics: [topic],
        handler: async (batch) => void given.push(...batch.map(({ subject }) => subject!)),
        onUnreadable: async (one) => {
          if (!refused) {
            refused = true;
            throw new Error('could not be stored the first time');
          }
          unreadable.push(one);
        },
      });
      await eventually('both messages', () => given.includes('a-2'));
      await consumption.stop();
      expect(unreadable.length).toBeGreaterThanOrEqual(1);
      expect(Buffer.from(unreadable[0]!.value).toString('utf8')).toBe('{"一": "无信封"}');
      expect(unreadable[0]).toMatchObject({ topic, key: 'a', reason: expect.stringMatching(/CloudEvent|specversion/) });
    });

    it('tells how many messages a group has not handled', async () => {
      const [topic, group] = [await topicNamed('lag'), fresh('group')];
      await publishKeys(topic, 3, 5);
      await eventually('a lag of everything', async () => (await bus.lag(group, [topic]))[topic] === 15);
      const { consumption } = collect(group, [topic]);
      await eventually('no lag', async () => (await bus.lag(group, [topic]))[topic] === 0);
      await consumption.stop();
    });

    it('says that it is healthy, and refuses to publish when closed', async () => {
      const closing = world.open();
      expect(await closing.healthy()).toBe(true);
      await closing.close();
      await expect(closing.publish([message(fresh('none'), 'a', 1)])).rejects.toThrow(/closed/);
    });

    it('publishes what the CloudEvents SDK accepts', () => {
      const sent = toCloudEvent(message('t', 'k', 1));
      const read = HTTP.toEvent({
        headers: { 'content-type': 'application/cloudevents+json' },
        body: JSON.stringify(sent),
      }) as CloudEvent<unknown>;
      expect(read.validate()).toBe(true);
      expect(read).toMatchObject(sent);
    });

    it('parks a poison message with its key while other keys flow; a retry handles the key in order, a skip leaves one out', async () => {
      const [topic, group, parking] = [await topicNamed('poison'), fresh('group'), world.parkingLot()];
      const handled: string[] = [];
      let cured = false;
      const parked = parkingHandler({
        group,
        parking,
        maxAttempts: 2,
        pause: () => 1,
        handle: async ({ subject }) => {
          if (!cured && subject === 'a-1') throw new Poison('a part is missing');
          if (subject === 'b-1') throw new Error('always');
          handled.push(subject!);
        },
      });
      const consumption = bus.consume({ group, topics: [topic], handler: parked.handler, onUnreadable: unexpected });
      await bus.publish([1, 2].flatMap((n) => ['a', 'b', 'c'].map((key) => message(topic, key, n))));
      await eventually('the healthy key', () => handled.includes('c-2'));
      await eventually('both parked keys', async () => (await parking.list(group)).length === 4);
      expect(handled).toEqual(['c-1', 'c-2']);

      cured = true;
      await parking.retry(group, topic, 'a');
      await bus.publish([message(topic, 'a', 3)]);
      await parked.retryReleased();
      await eventually('the key in order', async () => {
        await parked.retryReleased();
        return handled.includes('a-3');
      });
      const [b1] = await parking.list(group, { topic, key: 'b' });
      expect(b1).toMatchObject({ state: 'waiting', reason: 'Error: always' });
      await parking.skip(group, b1!.id, 'known to be wrong');
      await parked.retryReleased();
      await bus.publish([message(topic, 'b', 3)]);
      await eventually('the rest of the skipped key', () => handled.includes('b-3'));
      await consumption.stop();
      expect(handled.filter((subject) => subject.startsWith('a'))).toEqual(['a-1', 'a-2', 'a-3']);
      expect(handled.filter((subject) => subject.startsWith('b'))).toEqual(['b-2', 'b-3']);
    });
  });
}
