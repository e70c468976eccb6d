import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Kafka as CloudEventsKafka, type KafkaMessage } from 'cloudevents';
import kafkajs from 'kafkajs';
import { startConsumerProcess } from '../../../../test/support/consumer-process.js';
import { type TestKafka, kafkaAvailable, testKafka } from '../../../../test/support/kafka.js';
import { describeWith } from '../../../../test/support/needs.js';
import type { ReceivedMessage } from '../message-bus.js';
import { messageBusContract } from '../message-bus.contract.js';
import { eventually, fresh, message, unexpected } from '../message-bus.support.contract.js';
import { InMemoryParkingLot } from '../testing/in-memory-parking-lot.js';
import { KafkaBus } from './kafka-bus.js';
import { toKafka } from './kafka-codec.js';
import type { KafkaLog } from './kafka-log.js';

const logged: string[] = [];
const record = (fields: object, text: string): void => void logged.push(text + JSON.stringify(fields));
const log: KafkaLog = { debug: record, info: record, warn: record, error: record };

describeWith({ name: 'Apache Kafka', missing: kafkaAvailable() }, 'on Apache Kafka', () => {
  let kafka: TestKafka;
  const open: KafkaBus[] = [];
  const openBus = (partitions = 3): KafkaBus => {
    const topic = () => ({ partitions, replicationFactor: 1 });
    const bus = new KafkaBus({ brokers: kafka.brokers, clientId: 'contract', log, sessionTimeoutMs: 6_000, topic });
    open.push(bus);
    return bus;
  };
  beforeAll(async () => {
    kafka = await testKafka({ own: true });
  }, 120_000);
  afterAll(async () => {
    await Promise.all(open.map((bus) => bus.close()));
    await kafka?.stop();
  }, 60_000);

  const rawProducer = async (): Promise<kafkajs.Producer> => {
    const client = new kafkajs.Kafka({ brokers: [...kafka.brokers], logLevel: kafkajs.logLevel.NOTHING });
    const producer = client.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
    await producer.connect();
    return producer;
  };

  messageBusContract(async () => ({
    open: () => openBus(),
    startConsumer: (options) => startConsumerProcess({ bus: { kind: 'kafka', brokers: kafka.brokers }, ...options }),
    produceGarbage: async (topic, key, value) => {
      const producer = await rawProducer();
      await producer.send({ topic, messages: [{ key, value }] });
      await producer.disconnect();
    },
    parkingLot: () => new InMemoryParkingLot(),
    close: () => Promise.resolve(),
  }));

  it('sends what the CloudEvents SDK reads from Kafka: attributes in headers, data in the value', async () => {
    const [topic, sent] = [fresh('cloudevents'), message(fresh('x'), 'k', 1, { 字: '字' })];
    const { key, value, headers } = toKafka({ ...sent, topic });
    const event = CloudEventsKafka.toEvent({ key, value, body: value, headers } as KafkaMessage<string>);
    expect(event).toMatchObject({ id: sent.id, source: sent.source, type: sent.type, time: sent.time, subject: sent.subject });
    expect(event).toMatchObject({
      correlationid: sent.extensions?.['correlationid'],
      partitionkey: 'k',
      datacontenttype: 'application/json',
    });
    expect(headers).toMatchObject({ ce_specversion: '1.0', 'content-type': 'application/json' });
    expect(JSON.parse(value)).toEqual(sent.data);
  });

  it('shares the partitions of a topic among the consumers of a group', async () => {
    const [topic, group, bus] = [fresh('spread'), fresh('group'), openBus(4)];
    await bus.ensureTopics([topic]);
    const given: [Set<string>, Set<string>] = [new Set(), new Set()];
    const consumptions = [bus, openBus()].map((one, i) =>
      one.consume({
        group,
        topics: [topic],
        handler: async (batch) => batch.forEach(({ key }) => given[i]!.add(key)),
        onUnreadable: unexpected,
      }),
    );
    await Promise.all(consumptions.map(({ ready }) => ready));
    let n = 0;
    await eventually('work for both', async () => {
      n += 1;
      await bus.publish(Array.from({ length: 16 }, (_, k) => message(topic, `k${k}`, n)));
      return given[0].size > 0 && given[1].size > 0;
    });
    await Promise.all(consumptions.map((one) => one.stop()));
  });

  it('reads a CloudEvent in structured content mode', async () => {
    const [topic, bus] = [fresh('structured'), openBus()];
    await bus.ensureTopics([topic]);
    const producer = await rawProducer();
    const value = JSON.stringify({ specversion: '1.0', id: '7', source: '/partner', type: 'x.v1', data: { 甲: 1 } });
    await producer.send({
      topic,
      messages: [{ key: 'k', value, headers: { 'content-type': 'application/cloudevents+json; charset=utf-8' } }],
    });
    await producer.send({ topic, messages: [{ key: 'k', value: Buffer.from([0xff, 0xfe, 0x00]) }] });
    await producer.disconnect();
    const given: ReceivedMessage[] = [];
    const bytes: Uint8Array[] = [];
    const consumption = bus.consume({
      group: fresh('group'),
      topics: [topic],
      handler: async (batch) => void given.push(...batch),
      onUnreadable: async (one) => void bytes.push(one.value),
    });
    await eventually('both records', () => given.length === 1 && bytes.length === 1);
    await consumption.stop();
    expect(given[0]).toMatchObject({ key: 'k', id: '7', source: '/partner', type: 'x.v1', data: { 甲: 1 } });
    expect([...bytes[0]!]).toEqual([0xff, 0xfe, 0x00]);
  });

  it('loses nothing, and keeps the order of keys, when the broker is killed while messages are published and consumed', async () => {
    const [topic, bus] = [fresh('killed'), openBus()];
    await bus.ensureTopics([topic]);
    const given: ReceivedMessage[] = [];
    const consumption = bus.consume({
      group: fresh('group'),
      topics: [topic],
      handler: async (batch) => void given.push(...batch),
      onUnreadable: unexpected,
    });
    await consumption.ready;
    let published = 0;
    const publishing = (async () => {
      for (let n = 0; n < 60; n += 1) {
        const batch = Array.from({ length: 20 }, (_, k) => message(topic, `k${k}`, n));
        // As a publisher does: the same messages again until they are acknowledged.
        for (let attempt = 0; attempt < 50; attempt += 1) {
          const done = await bus.publish(batch).then(
            () => true,
            () => false,
          );
          if (done) break;
        }
        published += 1;
      }
    })();
    await eventually('some batches', () => published >= 15 && given.length > 0);
    await kafka.kill9();
    expect(await bus.healthy()).toBe(false);
    await kafka.restart();
    await publishing;
    await eventually('every message', () => new Set(given.map(({ id }) => id)).size === 60 * 20);
    await consumption.stop();
    for (let k = 0; k < 20; k += 1) {
      const firsts = [...new Set(given.filter(({ key }) => key === `k${k}`).map(({ data }) => data['n']))];
      expect(firsts).toEqual(Array.from({ length: 60 }, (_, n) => n));
    }
    expect(await bus.healthy()).toBe(true);
  }, 120_000);

  it('keeps what messages hold out of the log', async () => {
    const [topic, bus] = [fresh('logged'), openBus()];
    await bus.ensureTopics([topic]);
    await bus.publish([message(topic, 'secretkey', 1, { name: 'secretname' })]);
    let refusals = 0;
    const consumption = bus.consume({
      group: fresh('group'),
      topics: [topic],
      handler: async (batch) => {
        refusals += 1;
        if (refusals < 3) throw new Error(`cannot handle ${JSON.stringify(batch)}`);
      },
      onUnreadable: unexpected,
    });
    await eventually('three attempts', () => refusals >= 3);
    await consumption.stop();
    expect(logged.some((line) => line.includes('a batch was not handled'))).toBe(true);
    expect(logged.filter((line) => /secret/.test(line))).toEqual([]);
  });
});
