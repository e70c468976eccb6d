// Run by consumer-process.ts in a process of its own: consumes, and prints the key and id of each message its handler is given.
import { writeSync } from 'node:fs';
import type { MessageBus } from '@xiezhi/eventsourcing';
import type { ConsumerConfig } from './consumer-process.js';

const config = JSON.parse(process.argv[2] ?? '{}') as ConsumerConfig;
const print = (line: string): void => void writeSync(1, `${line}\n`);
const silent = (): void => undefined;

async function open(): Promise<MessageBus> {
  if (config.bus.kind === 'kafka') {
    const { KafkaBus } = await import('../../libs/eventsourcing/src/kafka/index.js');
    return new KafkaBus({
      brokers: config.bus.brokers,
      clientId: 'consumer-process',
      sessionTimeoutMs: 6_000,
      log: { debug: silent, info: silent, warn: silent, error: silent },
    });
  }
  const { openPostgresBus } = await import('./postgres-bus.js');
  return openPostgresBus(config.bus.url);
}

const bus = await open();
const consumption = bus.consume({
  group: config.group,
  topics: config.topics,
  handler: (batch) => {
    for (const { key, id } of batch) print(JSON.stringify({ key, id }));
    return config.hang ? new Promise(() => undefined) : Promise.resolve();
  },
  onUnreadable: () => Promise.resolve(),
});
await consumption.ready;
print('ready');
