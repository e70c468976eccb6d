import { playMainJob } from '../../apps/platform/src/demo/main-job.js';
import { Timeline } from '../../apps/platform/src/demo/timeline.js';
import { serverUnderTest, type ServerUnderTest } from '../kurrentdb/under-test.js';
import { startTestPlatform, type TestPlatform } from '../support/platform.js';

let server: ServerUnderTest;
let platform: TestPlatform;
beforeAll(async () => {
  server = await serverUnderTest();
  platform = await startTestPlatform({ eventStore: 'kurrentdb', kurrentdbUrl: server.url });
});
afterAll(async () => {
  await platform.stop();
  await server.close();
});

it('plays the main job with events kept in KurrentDB', async () => {
  const lines: string[] = [];
  await playMainJob(platform.api, new Timeline((line) => lines.push(line)));
  expect(lines.join('\n')).toContain('按时率 100.0%');
});
