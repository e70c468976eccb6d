// Makes test/upgrade/kept: a small platform's data as the program of today writes it, under the test's master key. No suite of the test
// run: it is run by hand when the data of another version is to be kept.
//   rm -r test/upgrade/kept
//   NODE_OPTIONS=--experimental-vm-modules npx jest --testRegex 'upgrade/keep\.ts$' && npx prettier --write test/upgrade/kept
import { fileURLToPath } from 'node:url';
import { attachmentStore } from '@xiezhi/service';
import { backup } from '../../apps/platform/src/backup/backup.js';
import { until } from '../../apps/platform/src/demo/api.js';
import { playMainJob } from '../../apps/platform/src/demo/main-job.js';
import { Timeline } from '../../apps/platform/src/demo/timeline.js';
import { notice, startTestPlatform } from '../support/platform.js';

const KEPT = fileURLToPath(new URL('kept', import.meta.url));
const REQUESTS = 3;
const WAIT_MS = 10_000;

it('keeps a platform with two requests confirmed and one that waits', async () => {
  const platform = await startTestPlatform();
  try {
    await playMainJob(platform.api, new Timeline(() => undefined));
    await platform.api.courtClerk.post('/api/assignment/defence-requests', notice());
    await until(
      () => platform.api.secretariat.get<{ total: { requests: number } }>('/api/coordination/dashboard'),
      ({ body }) => body.total.requests === REQUESTS,
      WAIT_MS,
    );
    await backup(platform.database.url, KEPT, attachmentStore(platform.config));
  } finally {
    await platform.stop();
  }
});
