import { until } from '../../apps/platform/src/demo/api.js';
import { playMainJob } from '../../apps/platform/src/demo/main-job.js';
import { Timeline } from '../../apps/platform/src/demo/timeline.js';
import { runVerifyLog } from '../../apps/platform/src/verify-log/verify-log.js';
import { serverUnderTest, type ServerUnderTest } from '../kurrentdb/under-test.js';
import { startTestPlatform, type TestPlatform } from '../support/platform.js';

const WAIT_MS = 20_000;

let server: ServerUnderTest;
let platform: TestPlatform;
beforeAll(async () => {
  server = await serverUnderTest();
  platform = await startTestPlatform({ eventStore: 'kurrentdb', kurrentdbUrl: server.url, logHeadSeconds: 1 });
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

it('seals what is kept in KurrentDB, and finds it as it was sealed', async () => {
  const head = await until(
    () => platform.api.courtClerk.get<{ events: number; head: string }>('/api/assignment/log-head'),
    ({ status, body }) => status === 200 && body.events > 3,
    WAIT_MS,
  );
  const said: string[] = [];
  const check = { exportTo: null, offline: null, keys: { keys: [] }, witnessed: new Map([['assignment', [head.value.body.head]]]) };
  const intact = await runVerifyLog({ ...check, config: () => platform.config, say: (text) => said.push(text) });
  expect([intact, said.join('\n')]).toEqual([true, expect.stringMatching(/intact +assignment\n +[1-9]\d* events/)]);
});
