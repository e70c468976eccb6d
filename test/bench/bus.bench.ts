import { Kafka, Partitioners, logLevel, type Consumer, type Producer } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import type { BusMessage } from '@xiezhi/eventsourcing';
import { KafkaBus, toKafka } from '@xiezhi/eventsourcing/kafka';
import { kafkaAvailable, testKafka } from '../support/kafka.js';
import { until, type Row } from './support.js';

/** Milliseconds from sending to being given, of bare kafkajs. */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
}

const ROUNDS = 5;
const MESSAGES = 20_000;
const BATCH = 500;
const TARGET = 0.6;
const silent = (): void => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };

/** A message of about 600 bytes. */
function sample(topic: string, n: number): BusMessage {
  return {
    topic,
    key: `defence_request-${n % 500}`,
    id: randomUUID(),
    source: '/xiezhi/assignment',
    type: 'assignment.lawyer-assigned.v1',
    time: '2026-03-01T08:00:00.000Z',
    subject: String(n),
    dataschema: 'urn:xiezhi:contract:assignment.lawyer-assigned.v1',
    extensions: { correlationid: randomUUID(), causationid: randomUUID() },
    data: { requestId: randomUUID(), lawyerId: randomUUID(), 说明: '指派律师'.repeat(8), clock: { due: '2026-03-04', unit: 'day' } },
  };
}

const client = (brokers: string[]): Kafka => new Kafka({ brokers, clientId: 'bench', logLevel: logLevel.NOTHING });

async function bareProducer(brokers: string[]): Promise<Producer> {
  const producer = client(brokers).producer({
    idempotent: true,
    maxInFlightRequests: 1,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  return producer;
}

/** Messages a second of `send`, called with batch after batch. */
async function rateOf(messages: readonly BusMessage[], send: (batch: readonly BusMessage[]) => Promise<unknown>): Promise<number> {
  const started = performance.now();
  for (let from = 0; from < messages.length; from += BATCH) await send(messages.slice(from, from + BATCH));
  return messages.length / ((performance.now() - started) / 1_000);
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function publishingRow(brokers: string[]): Promise<Row> {
  const bus = new KafkaBus({ brokers, clientId: 'bench', log, topic: () => ({ partitions: 6, replicationFactor: 1 }) });
  const [ours, theirs] = [`bench.bus.${randomUUID()}`, `bench.bare.${randomUUID()}`];
  await bus.ensureTopics([ours, theirs]);
  const producer = await bareProducer(brokers);
  const viaBus = (): Promise<number> =>
    rateOf(
      Array.from({ length: MESSAGES }, (_, n) => sample(ours, n)),
      (batch) => bus.publish(batch),
    );
  const bare = (): Promise<number> => {
    const messages = Array.from({ length: MESSAGES }, (_, n) => sample(theirs, n));
    const ready = new Map(messages.map((message) => [message, toKafka(message)]));
    return rateOf(messages, (batch) =>
      producer.sendBatch({ acks: -1, topicMessages: [{ topic: theirs, messages: batch.map((message) => ready.get(message)!) }] }),
    );
  };
  await viaBus();
  await bare();
  const rounds: { bus: number; bare: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round % 2 === 0) rounds.push({ bus: await viaBus(), bare: await bare() });
    else {
      const first = await bare();
      rounds.push({ bare: first, bus: await viaBus() });
    }
  }
  await producer.disconnect();
  await bus.close();
  const ratios = rounds.map((round) => round.bus / round.bare);
  const value = median(ratios);
  const rate = (of: 'bus' | 'bare'): string => `${(median(rounds.map((round) => round[of])) / 1_000).toFixed(1)}k/s`;
  return {
    row: 'publishing a backlog to Kafka, messages/s ÷ bare kafkajs sendBatch',
    value: Number(value.toFixed(2)),
    target: TARGET,
    better: 'higher',
    met: value >= TARGET,
    detail: `bus ${rate('bus')}, bare ${rate('bare')}; ratios ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')}; ${BATCH} messages a call`,
  };
}

const TOPIC_KNOWN_WITHIN_MS = 30_000;

/** Subscribes to a topic that was just made: a busy broker takes a moment to know it. */
export const subscribed = (consumer: Consumer, topic: string): Promise<void> =>
  until(() => consumer.subscribe({ topic, fromBeginning: true }), TOPIC_KNOWN_WITHIN_MS, `the broker does not know ${topic}`);

/** Produce-to-consume latency of bare kafkajs with one message a `send`, `perSecond` of them for `seconds` seconds. */
export async function bareKafkaLatency(
  brokers: string[],
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
): Promise<Latency> {
  const topic = `bench.latency.${randomUUID()}`;
  const kafka = client(brokers);
  // The bus waits for a new topic's leader also while the broker is busy; bare kafkajs gives up at the first look.
  const bus = new KafkaBus({ brokers, clientId: 'bench', log, topic: () => ({ partitions: 1, replicationFactor: 1 }) });
  await bus.ensureTopics([topic]);
  await bus.close();
  const producer = await bareProducer(brokers);
  const consumer = kafka.consumer({ groupId: topic, maxWaitTimeInMs: 500 });
  const latencies: number[] = [];
  const total = perSecond * seconds;
  let finish = silent;
  const all = new Promise<void>((resolve) => (finish = resolve));
  const joined = new Promise<void>((resolve) => consumer.on(consumer.events.GROUP_JOIN, () => resolve()));
  await consumer.connect();
  await subscribed(consumer, topic);
  await consumer.run({
    eachMessage: async ({ message }) => {
      latencies.push(performance.now() - Number(message.value?.toString()));
      if (latencies.length === total) finish();
    },
  });
  await joined;
  const sends: Promise<unknown>[] = [];
  const started = performance.now();
  for (let n = 0; n < total; n += 1) {
    const due = started + (n * 1_000) / perSecond - performance.now();
    if (due > 0) await new Promise((resolve) => setTimeout(resolve, due));
    sends.push(producer.send({ topic, messages: [{ value: String(performance.now()) }] }));
  }
  await Promise.all(sends);
  await all;
  await consumer.disconnect();
  await producer.disconnect();
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (quantile: number): number => Number((sorted[Math.min(total - 1, Math.floor(quantile * total))] ?? Number.NaN).toFixed(2));
  return { p50: at(0.5), p99: at(0.99) };
}

/** The rows of the bus. Where no broker can be had the rows say so, and are not met. */
export async function run(): Promise<Row[]> {
  const missing = kafkaAvailable();
  if (missing !== null)
    return [
      {
        row: 'publishing a backlog to Kafka, messages/s ÷ bare kafkajs sendBatch',
        value: 0,
        target: TARGET,
        better: 'higher',
        met: false,
        detail: `not run: ${missing}`,
      },
    ];
  const kafka = await testKafka();
  try {
    return [await publishingRow(kafka.brokers)];
  } finally {
    await kafka.stop();
  }
}
