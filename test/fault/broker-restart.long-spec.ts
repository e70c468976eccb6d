import { TOPICS, agencyTopic } from '@xiezhi/contracts';
import type { Pool } from 'pg';
import { until } from '../../apps/platform/src/demo/api.js';
import { EmbeddedPlatform } from '../support/embedded-platform.js';
import { kafkaAvailable, testKafka, type TestKafka } from '../support/kafka.js';
import { recordsOf } from '../support/kafka-records.js';
import { describeWith } from '../support/needs.js';
import { testPool } from '../support/postgres.js';
import { isReady } from '../support/process.js';
import { holdsAfterwards } from './afterwards.js';
import { settled, type World } from './consistency.js';
import { loadUnderWay, type Load } from './load.js';

const SETTLE_MS = 90_000;
const RECOVERY_MS = 60_000;
/** Topics that the load's notices go over. */
const TOLD_ON = [TOPICS.assignment, agencyTopic('court-540100'), agencyTopic('institution-540100')];

describeWith({ name: 'Kafka', missing: kafkaAvailable() }, 'a Kafka broker killed under load', () => {
  let kafka: TestKafka;
  let platform: EmbeddedPlatform;
  let pool: Pool;
  let load: Load;
  let world: World;

  beforeAll(async () => {
    kafka = await testKafka({ own: true });
    platform = await EmbeddedPlatform.start({ MESSAGE_BUS: 'kafka', KAFKA_BROKERS: kafka.brokers.join(','), LOG_LEVEL: 'error' });
    pool = testPool(platform.databaseUrl(), { max: 4 });
    const apis = await platform.apis();
    load = await loadUnderWay(apis, RECOVERY_MS);
  }, 180_000);

  afterAll(async () => {
    await load?.stop();
    await pool?.end();
    await platform?.stop();
    await kafka?.stop();
  }, 60_000);

  it('keeps no caller from being served, and the platform says that its bus does not answer', async () => {
    await kafka.kill9();
    await load.accepts(50, RECOVERY_MS);
    await until(
      () => isReady(platform.address),
      (ready) => !ready,
      RECOVERY_MS,
    );
    expect([...load.met.keys()]).toEqual(['accepted']);
    expect(load.wrong).toEqual([]);
  }, 120_000);

  it('loses no message once it is back', async () => {
    await kafka.restart();
    await until(
      () => isReady(platform.address),
      (ready) => ready,
      RECOVERY_MS,
    );
    await load.accepts(50, RECOVERY_MS);
    await load.stop();
    expect(load.wrong).toEqual([]);
    world = {
      pool,
      load,
      bus: async () =>
        (await recordsOf(kafka.brokers, ...TOLD_ON)).map(({ topic, key, headers, data }) => ({
          topic,
          key,
          id: headers['ce_id']!,
          type: headers['ce_type']!,
          message: JSON.stringify([headers, data]),
        })),
    };
    await settled(world, SETTLE_MS);
  }, 240_000);

  holdsAfterwards(() => world);
});
