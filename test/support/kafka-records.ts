import { randomUUID } from 'node:crypto';
import kafkajs from 'kafkajs';

/** A record as a partner's consumer of another make sees it. */
export interface PlainRecord {
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, unknown>>;
}

const LONGEST_MS = 30_000;

/** Everything a topic of one partition holds now, read with a plain Kafka client. @throws Error when it takes longer than 30 s */
export async function recordsOf(brokers: readonly string[], topic: string): Promise<readonly PlainRecord[]> {
  const kafka = new kafkajs.Kafka({ brokers: [...brokers], clientId: 'partner', logLevel: kafkajs.logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const [partition] = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  const count = Number(partition!.high) - Number(partition!.low);
  const records: PlainRecord[] = [];
  if (count === 0) return records;
  const consumer = kafka.consumer({ groupId: `partner-${randomUUID()}` });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`${records.length} of ${count} records of ${topic} came in time`)), LONGEST_MS);
      void consumer.run({
        eachMessage: async ({ message }) => {
          const headers = Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)] as const);
          records.push({
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
