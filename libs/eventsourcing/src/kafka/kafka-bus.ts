import kafkajs from 'kafkajs';
import type { Admin, Kafka, KafkaConfig } from 'kafkajs';
import { type BusMessage, type ConsumeOptions, type Consumption, MessageBus } from '../message-bus.js';
import { BatchingProducer } from './batching-producer.js';
import { GroupConsumer } from './group-consumer.js';
import { type KafkaLog, routeLog } from './kafka-log.js';

/** How a topic is made; one that exists is left as it is. */
export interface TopicSettings {
  /** Never raised later: keys would change their partition, and with it their order. */
  readonly partitions: number;
  readonly replicationFactor: number;
  /** The broker's topic settings, for instance `{ 'retention.ms': '604800000' }`. */
  readonly config?: Readonly<Record<string, string>>;
}

export interface KafkaBusOptions {
  readonly brokers: readonly string[];
  /** Seen in the broker's log and quotas. */
  readonly clientId: string;
  readonly log: KafkaLog;
  /** Settings of a topic to be made; default 6 partitions, the broker's own replication factor (-1). */
  readonly topic?: (name: string) => TopicSettings;
  readonly ssl?: KafkaConfig['ssl'];
  readonly sasl?: KafkaConfig['sasl'];
  /** Default 10,000 ms; see {@link GroupConsumer}. */
  readonly sessionTimeoutMs?: number;
  /** Default 60,000 ms. */
  readonly rebalanceTimeoutMs?: number;
}

const DEFAULT_TOPIC: TopicSettings = { partitions: 6, replicationFactor: -1 };
/** How long topics may take to be made and led. */
const TOPICS_WITHIN_MS = 30_000;
const MAX_TOPICS_PAUSE_MS = 2_000;
const HEALTH_TIMEOUT_MS = 3_000;

/**
 * {@link MessageBus} on Apache Kafka, through kafkajs. Messages are CloudEvents in binary content mode; the message key is the record's
 * key, whose hash (murmur2, as Kafka's own clients) chooses the partition. All consumers of a group name the same topics.
 */
export class KafkaBus extends MessageBus {
  private readonly kafka: Kafka;
  private readonly producer: BatchingProducer;
  private readonly consumers = new Set<GroupConsumer>();
  /** Topics that are there; looked for anew after a message was not taken, for then one may have been deleted. */
  private readonly topics = new Set<string>();
  private administrator: Promise<Admin> | null = null;

  constructor(private readonly options: KafkaBusOptions) {
    super();
    const { brokers, clientId, ssl, sasl } = options;
    this.kafka = new kafkajs.Kafka({
      brokers: [...brokers],
      clientId,
      ...(ssl !== undefined && { ssl }),
      ...(sasl !== undefined && { sasl }),
      connectionTimeout: 3_000,
      requestTimeout: 15_000,
      logLevel: kafkajs.logLevel.WARN,
      logCreator: routeLog(options.log),
    });
    this.producer = new BatchingProducer(this.kafka);
  }

  /** Several processes may make the same topics at once, and a new topic has no leader for a moment: what passes is waited for. */
  override async ensureTopics(topics: readonly string[]): Promise<void> {
    const unseen = topics.filter((topic) => !this.topics.has(topic));
    if (unseen.length === 0) return;
    const until = Date.now() + TOPICS_WITHIN_MS;
    for (let attempt = 2; ; attempt += 1) {
      try {
        await this.makeMissing(unseen);
        for (const topic of unseen) this.topics.add(topic);
        return;
      } catch (error) {
        if (Date.now() > until || !(error as { readonly retriable?: boolean }).retriable) throw error;
        this.options.log.info({ attempt }, 'kafka: topics are not ready yet');
        await new Promise((resolve) => setTimeout(resolve, Math.min(MAX_TOPICS_PAUSE_MS, 100 * 2 ** Math.min(attempt, 5))));
      }
    }
  }

  private async makeMissing(topics: readonly string[]): Promise<void> {
    await this.withAdmin(async (admin) => {
      const existing = new Set(await admin.listTopics());
      const missing = [...new Set(topics)].filter((topic) => !existing.has(topic));
      if (missing.length === 0) return;
      await admin.createTopics({
        waitForLeaders: true,
        topics: missing.map((topic) => {
          const { partitions, replicationFactor, config = {} } = this.options.topic?.(topic) ?? DEFAULT_TOPIC;
          return {
            topic,
            numPartitions: partitions,
            replicationFactor,
            configEntries: Object.entries(config).map(([name, value]) => ({ name, value })),
          };
        }),
      });
    });
  }

  override async publish(messages: readonly BusMessage[]): Promise<void> {
    try {
      await this.producer.publish(messages);
    } catch (error) {
      this.topics.clear();
      throw error;
    }
  }

  override consume(options: ConsumeOptions): Consumption {
    const times = {
      sessionTimeoutMs: this.options.sessionTimeoutMs ?? 10_000,
      rebalanceTimeoutMs: this.options.rebalanceTimeoutMs ?? 60_000,
    };
    const consumer = new GroupConsumer(this.kafka, options, times, this.options.log);
    this.consumers.add(consumer);
    return {
      ready: consumer.ready,
      stop: async () => {
        await consumer.stop();
        this.consumers.delete(consumer);
      },
    };
  }

  override lag(group: string, topics: readonly string[]): Promise<Readonly<Record<string, number>>> {
    return this.withAdmin(async (admin) => {
      const committed = await admin.fetchOffsets({ groupId: group, topics: [...topics] });
      const lag: Record<string, number> = {};
      for (const { topic, partitions } of committed) {
        const ends = await admin.fetchTopicOffsets(topic);
        const places = new Map(partitions.map(({ partition, offset }) => [partition, Number(offset)]));
        lag[topic] = ends.reduce((sum, { partition, low, high }) => {
          const place = places.get(partition) ?? -1;
          return sum + Math.max(0, Number(high) - Math.max(place, Number(low)));
        }, 0);
      }
      return lag;
    });
  }

  override async healthy(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => (timer = setTimeout(resolve, HEALTH_TIMEOUT_MS, false)));
    const answer = this.withAdmin((admin) => admin.describeCluster()).then(
      ({ brokers }) => brokers.length > 0,
      () => false,
    );
    try {
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  override async close(): Promise<void> {
    await Promise.all([...this.consumers].map((consumer) => consumer.stop()));
    this.consumers.clear();
    await this.producer.close();
    const administrator = this.administrator;
    this.administrator = null;
    await administrator?.then((admin) => admin.disconnect()).catch(() => undefined);
  }

  /** One administrative connection, made on first use and again after a failure. */
  private async withAdmin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    this.administrator ??= this.connectAdmin();
    const mine = this.administrator;
    try {
      return await work(await mine);
    } catch (error) {
      if (this.administrator === mine) {
        this.administrator = null;
        await mine.then((admin) => admin.disconnect()).catch(() => undefined);
      }
      throw error;
    }
  }

  private async connectAdmin(): Promise<Admin> {
    const admin = this.kafka.admin({ retry: { retries: 3, initialRetryTime: 200, maxRetryTime: 1_000 } });
    await admin.connect();
    return admin;
  }
}
