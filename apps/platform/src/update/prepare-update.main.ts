import { Platform, runInApp, runOrExplain } from '@xiezhi/service';
import { assignment } from '../../../assignment/src/assignment.service.js';
import { coordination } from '../../../coordination/src/coordination.module.js';
import { directory } from '../../../directory/src/directory.module.js';
import { referrals } from '../../../referrals/src/referrals.module.js';
import { NoService, prepareUpdate } from './prepare-update.js';

/** Prepares the start of this release beside the one that runs. */
async function run(): Promise<void> {
  await runInApp(NoService, async (app) => {
    for await (const { service, readModels } of prepareUpdate(app.get(Platform), [directory, assignment, referrals, coordination])) {
      const what = readModels.length === 0 ? '无变化 nothing to build' : `已建 built ${readModels.join(', ')}`;
      process.stdout.write(`${service.padEnd(14)}${what}\n`);
    }
    process.stdout.write('就绪 Ready: stop the release before and start this one.\n');
  });
}

runOrExplain(run);
