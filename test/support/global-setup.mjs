import './register-ts.js';

/** One PostgreSQL, and one Kafka broker where the run asks for it, for all suites; they make their own databases and topics on them. */
export default async function globalSetup() {
  const running = [];
  globalThis.testServers = running;
  if (process.env.TEST_POSTGRES_URL === undefined) {
    const { startTestServer } = await import('./postgres.ts');
    const server = await startTestServer();
    running.push(server);
    process.env.TEST_POSTGRES_URL = server.url;
  }
  const { kafkaAvailable, testKafka } = await import('./kafka.ts');
  if (process.env.TEST_SHARED_KAFKA === '1' && process.env.TEST_KAFKA_BROKERS === undefined && kafkaAvailable() === null) {
    const broker = await testKafka({ own: true });
    running.push(broker);
    process.env.TEST_KAFKA_BROKERS = broker.brokers.join(',');
  }
}
