import { Kafka, logLevel } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import { Agent, fetch } from 'undici';
import { kafkaAvailable, testKafka } from '../support/kafka.js';
import { bareKafkaLatency, subscribed } from './bus.bench.js';
import { sampleNotice } from './notice.js';
import { sharedPostgres, startPlatform, type PlatformProcess } from './processes.js';
import { percentile, rowOf, until, type Row } from './support.js';

const PER_SECOND = 300;
const SECONDS = 10;
const WARM_UP_SECONDS = 3;
const CONNECTIONS = 64;
const ALL_SEEN_WITHIN_MS = 60_000;
const REQUESTS = '/api/assignment/defence-requests';
const AGENCY_TOPIC = 'xiezhi.agency.court-540100.v1';
const NEWS_ROW = 'command accepted → consumed from the agency’s Kafka topic, p99 ÷ bare kafkajs produce-to-consume p99';

interface Accepted {
  readonly id: string;
  readonly position: string;
  /** When the answer was there, as `performance.now()`. */
  readonly at: number;
}

const agent = new Agent({ connections: CONNECTIONS });
const call = (url: string, init: Parameters<typeof fetch>[1]): ReturnType<typeof fetch> => fetch(url, { ...init, dispatcher: agent });

/** Opens requests at a steady rate, whatever the answers take; `then` is called with each that was accepted. */
async function openAtRate(
  { address, tokens }: PlatformProcess,
  seconds: number,
  then: (accepted: Accepted) => Promise<void> | void,
): Promise<void> {
  const one = async (): Promise<void> => {
    const headers = { authorization: `Bearer ${tokens.courtClerk}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    const answer = await call(address + REQUESTS, { method: 'POST', headers, body: JSON.stringify(sampleNotice()) });
    if (answer.status !== 201) throw new Error(`a command was answered ${answer.status}`);
    const { id, position } = (await answer.json()) as { id: string; position: string };
    await then({ id, position, at: performance.now() });
  };
  const started = performance.now();
  const sent: Promise<void>[] = [];
  for (let n = 0; n < PER_SECOND * seconds; n += 1) {
    const due = started + (n * 1_000) / PER_SECOND - performance.now();
    if (due > 0) await new Promise((resolve) => setTimeout(resolve, due));
    sent.push(one());
  }
  await Promise.all(sent);
}

const quantiles = (latencies: readonly number[]): string =>
  `p50 ${percentile(latencies, 0.5).toFixed(1)} ms, p99 ${percentile(latencies, 0.99).toFixed(1)} ms, of ${latencies.length} at ${PER_SECOND}/s`;

/** From the command's answer to the answer of a page read behind the command's position: the reading is part of the figure. */
async function readModelRow(): Promise<Row> {
  const postgres = await sharedPostgres();
  const platform = await startPlatform(postgres);
  try {
    const latencies: number[] = [];
    const headers = { authorization: `Bearer ${platform.tokens.courtClerk}` };
    const seen = async ({ id, position, at }: Accepted): Promise<void> => {
      const page = await call(`${platform.address}${REQUESTS}/${id}?after=${position}`, { headers });
      if (page.status !== 200) throw new Error(`a page was answered ${page.status}`);
      await page.arrayBuffer();
      latencies.push(performance.now() - at);
    };
    await openAtRate(platform, WARM_UP_SECONDS, seen);
    await platform.quiet();
    latencies.length = 0;
    await openAtRate(platform, SECONDS, seen);
    const name = `command accepted → visible in its read model over HTTP, p99 at ${PER_SECOND} commands/s (ms)`;
    return rowOf(name, percentile(latencies, 0.99), 150, 'lower', quantiles(latencies));
  } finally {
    await platform.stop();
    await postgres.stop();
  }
}

/** What arrived on the agency's topic first about each request, and when. */
async function listen(brokers: string[], arrived: Map<string, number>): Promise<{ stop(): Promise<void> }> {
  const consumer = new Kafka({ brokers, clientId: 'bench', logLevel: logLevel.NOTHING }).consumer({
    groupId: randomUUID(),
    maxWaitTimeInMs: 500,
  });
  const joined = new Promise<void>((resolve) => consumer.on(consumer.events.GROUP_JOIN, () => resolve()));
  await consumer.connect();
  await subscribed(consumer, AGENCY_TOPIC);
  await consumer.run({
    eachMessage: async ({ message }) => {
      const at = performance.now();
      const { requestId } = JSON.parse(message.value!.toString()) as { requestId: string };
      if (!arrived.has(requestId)) arrived.set(requestId, at);
    },
  });
  await joined;
  return { stop: () => consumer.disconnect() };
}

async function agencyTopicRow(brokers: string[]): Promise<Row> {
  const postgres = await sharedPostgres();
  const platform = await startPlatform(postgres, { MESSAGE_BUS: 'kafka', KAFKA_BROKERS: brokers.join(',') });
  const arrived = new Map<string, number>();
  try {
    // The topic is there once something was told on it.
    await openAtRate(platform, WARM_UP_SECONDS, () => undefined);
    await platform.quiet();
    const consumer = await listen(brokers, arrived);
    try {
      const bare = await bareKafkaLatency(brokers, { perSecond: PER_SECOND, seconds: SECONDS });
      const accepted: Accepted[] = [];
      await openAtRate(platform, SECONDS, (one) => void accepted.push(one));
      await until(() => Promise.resolve(accepted.every(({ id }) => arrived.has(id))), ALL_SEEN_WITHIN_MS, 'not all news arrived');
      // News that overtook the answer took no time after it.
      const latencies = accepted.map(({ id, at }) => Math.max(0, arrived.get(id)! - at));
      const detail = `${quantiles(latencies)}; bare p50 ${bare.p50} ms, p99 ${bare.p99} ms at the same rate; between them lie two services, each with its own topic`;
      return rowOf(NEWS_ROW, percentile(latencies, 0.99) / bare.p99, 3, 'lower', detail);
    } finally {
      await consumer.stop();
    }
  } finally {
    await platform.stop();
    await postgres.stop();
  }
}

/** The rows of end-to-end latency. Where no broker can be had its row says so, and is not met. */
export async function run(): Promise<readonly Row[]> {
  const visible = await readModelRow();
  const missing = kafkaAvailable();
  if (missing !== null)
    return [visible, { row: NEWS_ROW, value: 0, target: 3, better: 'lower', met: false, detail: `not run: ${missing}` }];
  const kafka = await testKafka();
  try {
    return [visible, await agencyTopicRow(kafka.brokers)];
  } finally {
    await kafka.stop();
    await agent.close();
  }
}
