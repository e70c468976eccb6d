import { fileURLToPath } from 'node:url';
import { restore } from '../../apps/platform/src/backup/restore.js';
import { until } from '../../apps/platform/src/demo/api.js';
import { playMainJob } from '../../apps/platform/src/demo/main-job.js';
import { Timeline } from '../../apps/platform/src/demo/timeline.js';
import { runVerifyLog } from '../../apps/platform/src/verify-log/verify-log.js';
import { startTestPlatform, type TestPlatform } from '../support/platform.js';
import { testDatabase, type TestDatabase } from '../support/postgres.js';

/** Written by an earlier version of the program (see keep.ts), under the test's master key; all in it is invented. */
const KEPT = fileURLToPath(new URL('kept', import.meta.url));
const REQUESTS = '/api/assignment/defence-requests';
/** A new version of a read model is built from the log first. */
const REBUILD_MS = 20_000;

interface Item {
  readonly id: string;
  readonly status: string;
  readonly personName: string | null;
}

/** That version knew none. */
const noAttachments = { write: () => Promise.reject(new Error('an attachment of a version without any')) };

describe('given the data of an earlier version, and this version started on it', () => {
  let database: TestDatabase;
  let platform: TestPlatform;
  beforeAll(async () => {
    database = await testDatabase();
    await restore(database.url, KEPT, noAttachments);
    platform = await startTestPlatform({ databaseUrl: database.url, databaseAdminUrl: database.url });
  });
  afterAll(async () => {
    await platform?.stop();
    await database?.drop();
  });

  const listed = async (status: 'open' | 'done', count: number): Promise<readonly Item[]> => {
    const { value } = await until(
      () => platform.api.institutionOfficer.get<{ items: Item[] }>(`${REQUESTS}?status=${status}`),
      ({ body }) => body.items.length === count,
      REBUILD_MS,
    );
    return value.body.items;
  };

  it('opens the pages and the people of old requests', async () => {
    const [waiting] = await listed('open', 1);
    expect(waiting?.status).toBe('received');
    for (const { id } of [waiting!, ...(await listed('done', 2))]) {
      const page = await platform.api.courtClerk.get<{ id: string; timeline: { event: string }[] }>(`${REQUESTS}/${id}`);
      expect([page.status, page.body.id]).toEqual([200, id]);
      expect(page.body.timeline[0]!.event).toBe('DefenceNeedDiscovered');
      const people = await platform.api.courtClerk.get<{ person: { name: string } }>(`${REQUESTS}/${id}/people?purpose=case_handling`);
      expect(people.body.person.name).toMatch(/扎西某某|扎西演示|次仁演示/);
    }
  });

  it('shows their figures', async () => {
    const { value } = await until(
      () => platform.api.secretariat.get<{ total: { requests: number; onTime: number } }>('/api/coordination/dashboard'),
      ({ body }) => body.total.requests === 3,
      REBUILD_MS,
    );
    expect(value.body.total.onTime).toBe(2);
  });

  it('carries out a command on an old request', async () => {
    const [waiting] = await listed('open', 1);
    const { status, body } = await platform.api.courtClerk.post<{ position: string }>(`${REQUESTS}/${waiting!.id}/withdraw`, {
      reason: '重复',
    });
    expect([status, body]).toEqual([200, expect.objectContaining({ position: expect.any(String) })]);
    const page = await platform.api.courtClerk.get<{ status: string }>(`${REQUESTS}/${waiting!.id}?after=${body.position}`);
    expect(page.body.status).toBe('withdrawn');
  });

  it('takes new requests beside the old ones', async () => {
    await playMainJob(platform.api, new Timeline(() => undefined));
  });

  it('seals its log from the first event on', async () => {
    const said: string[] = [];
    const check = { exportTo: null, offline: null, keys: { keys: [] }, witnessed: new Map(), config: () => platform.config };
    const { value } = await until(
      async () => {
        said.length = 0;
        return runVerifyLog({ ...check, say: (text) => said.push(text) });
      },
      () => !said.join('\n').includes('not sealed yet'),
      REBUILD_MS,
    );
    expect([value, said.join('\n')]).toEqual([true, expect.stringMatching(/intact +assignment\n +([1-9]\d*) events, \1 seals/)]);
  });
});
