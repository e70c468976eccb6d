import { randomUUID } from 'node:crypto';
import kafkajs, { type Admin } from 'kafkajs';

/** A record as a partner's consumer of another make sees it. */
export interface PlainRecord {
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, unknown>>;
}

const LONGEST_MS = 30_000;

/** Everything that topics hold now, read with a plain Kafka client, each partition in its order. @throws Error when it takes longer than 30 s */
export async function recordsOf(brokers: readonly string[], ...topics: readonly string[]): Promise<readonly PlainRecord[]> {
  const kafka = new kafkajs.Kafka({ brokers: [...brokers], clientId: 'partner', logLevel: kafkajs.logLevel.NOTHING });
  const count = await held(kafka.admin(), topics);
  const records: PlainRecord[] = [];
  if (count === 0) return records;
  const consumer = kafka.consumer({ groupId: `partner-${randomUUID()}` });
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`${records.length} of ${count} records came in time`)), LONGEST_MS);
      void consumer.run({
        eachMessage: async ({ topic, message }) => {
          const headers = Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)] as const);
          records.push({
            topic,
            key: String(message.key),
            headers: Object.fromEntries(headers),
            data: JSON.parse(String(message.value)) as Record<string, unknown>,
          });
          if (records.length === count) resolve();
        },
      });
    });
  } finally {
    clearTimeout(timer);
    await consumer.disconnect();
  }
  return records;
}

/** How many records the topics hold. */
async function held(admin: Admin, topics: readonly string[]): Promise<number> {
  await admin.connect();
  try {
    const partitions = (await Promise.all(topics.map((topic) => admin.fetchTopicOffsets(topic)))).flat();
    return partitions.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
  } finally {
    await admin.disconnect();
  }
}
