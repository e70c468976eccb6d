import { startTestServer, type TestServer } from './postgres.js';

declare global {
  var testServer: TestServer | undefined;
}

/** One PostgreSQL for the whole run; the suites make their databases on it. */
export default async function globalSetup(): Promise<void> {
  if (process.env['TEST_POSTGRES_URL'] !== undefined) return;
  globalThis.testServer = await startTestServer();
  process.env['TEST_POSTGRES_URL'] = globalThis.testServer.url;
}
