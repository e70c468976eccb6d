import { execFile, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until, type Api } from '../../apps/platform/src/demo/api.js';
import { playMainJob } from '../../apps/platform/src/demo/main-job.js';
import { Timeline } from '../../apps/platform/src/demo/timeline.js';
import type { DemonstrationAccount } from '../../apps/platform/src/demonstration/accounts.js';
import { built } from '../support/built.js';
import { apisOf, registerDemonstration, TEST_TOKENS } from '../support/demonstration.js';
import { kafkaAvailable, testKafka, type TestKafka } from '../support/kafka.js';
import { recordsOf } from '../support/kafka-records.js';
import { describeWith } from '../support/needs.js';
import { notice } from '../support/platform.js';
import { startTestServer, type TestServer } from '../support/postgres.js';
import { freePort } from '@xiezhi/service';
import { startProcess, type RunningProcess } from '../support/process.js';

const run = promisify(execFile);
const SERVICES = ['directory', 'assignment', 'referrals', 'coordination'] as const;
const REQUESTS = '/api/assignment/defence-requests';
const SLOWEST_MS = 30_000;
const NAMES = ['扎西', 'བཀྲ་ཤིས', '次仁演示', '演示律师', '演示承办人', '0891-1234567', '1390000'];

const kcatMissing = spawnSync('kcat', ['-V']).error === undefined ? null : 'there is no "kcat" on the PATH';

describeWith({ name: 'Kafka', missing: kafkaAvailable() }, 'four services as processes of their own', () => {
  let kafka: TestKafka;
  let server: TestServer;
  let folder = '';
  let processes: readonly RunningProcess[] = [];
  let apis: Readonly<Record<DemonstrationAccount, Api>>;

  beforeAll(async () => {
    await built();
    folder = await mkdtemp(join(tmpdir(), 'xiezhi-processes-'));
    // A server of its own: roles belong to a whole server, and these have this installation's passwords.
    server = await startTestServer();
    kafka = await testKafka({ own: true });
    const masterKeyFile = join(folder, 'master.key');
    const ports = await Promise.all(SERVICES.map(() => freePort()));
    processes = await Promise.all(
      SERVICES.map((name, index) =>
        startProcess(name, {
          PORT: String(ports[index]),
          DATABASE_URL: server.url,
          MASTER_KEY_FILE: masterKeyFile,
          DATA_DIR: `${masterKeyFile}.data`,
          TOKEN_ISSUER: TEST_TOKENS.tokenIssuer,
          MESSAGE_BUS: 'kafka',
          KAFKA_BROKERS: kafka.brokers.join(','),
          LOG_LEVEL: 'warn',
        }),
      ),
    );
    // `/api/<service>/…` lies with that service.
    apis = await apisOf(masterKeyFile, (path) => processes[SERVICES.findIndex((name) => path.startsWith(`/api/${name}/`))]!.address);
  }, 120_000);

  afterAll(async () => {
    await Promise.all(processes.map((running) => running.stop()));
    await server?.stop();
    await kafka?.stop();
    if (folder !== '') await rm(folder, { recursive: true, force: true });
  }, 60_000);

  it('lets an administrator register agencies and lawyers, of whom assignment hears', async () => {
    const { administrator, institutionOfficer } = apis;
    await registerDemonstration(administrator);
    const first = await until(
      () => apis.courtClerk.post<{ id: string; position: string }>(REQUESTS, notice()),
      ({ status }) => status === 201,
      SLOWEST_MS,
    );
    const { id, position } = first.value.body;
    await apis.courtClerk.get(`${REQUESTS}/${id}?after=${position}`);
    await until(
      () => institutionOfficer.get<{ items?: readonly { may: boolean }[] }>(`${REQUESTS}/${id}/candidates`),
      ({ body }) => (body.items ?? []).some(({ may }) => !may) && (body.items ?? []).length >= 6,
      SLOWEST_MS,
    );
  }, 60_000);

  it('answers a registration sent again with what it answered, also after a later change', async () => {
    const { administrator } = apis;
    const sent = { code: 'police-540102-2', kind: 'police', division: '540102', name: '某分局', nameEn: 'A branch' };
    const key = randomUUID();
    const first = await administrator.post<{ position: string }>('/api/directory/agencies', sent, key);
    expect([first.status, typeof first.body.position]).toEqual([200, 'string']);
    await administrator.post('/api/directory/agencies', { ...sent, active: false });
    expect((await administrator.post('/api/directory/agencies', sent, key)).body).toEqual(first.body);
    const { body } = await administrator.get<{ items: readonly { code: string; active: boolean }[] }>(
      '/api/directory/agencies?kind=police&division=540102',
    );
    expect(body.items.find(({ code }) => code === sent.code)).toMatchObject({ active: false });
    const other = await administrator.post<{ code: string }>('/api/directory/agencies', { ...sent, name: '另一分局' }, key);
    expect([other.status, other.body.code]).toEqual([422, 'command.reused']);
  });

  it('plays from court to lawyer to court, and the dashboard counts it', async () => {
    const lines: string[] = [];
    await playMainJob(apis, new Timeline((line) => lines.push(line)));
    const told = lines.join('\n');
    expect(told).toContain('已停止 · 按时');
    expect(told).toMatch(/演示律师\d\d/);
    expect(told).toMatch(/540100 {2}通知 \d+ .*按时 2 /);

    const { body: news } = await apis.courtClerk.get<{ items: readonly { subject: string; data: { state: string } }[] }>(
      '/api/referrals/news?limit=500',
    );
    const confirmed = news.items.filter(({ data }) => data.state === 'confirmed').map(({ subject }) => subject);
    expect(confirmed).toHaveLength(2);
    for (const id of confirmed) {
      expect((await apis.courtClerk.get(`${REQUESTS}/${id}`)).body).toMatchObject({ status: 'confirmed', clock: { onTime: true } });
      const { body: lawyer } = await apis.courtClerk.get(`${REQUESTS}/${id}/lawyer?purpose=case_handling`);
      expect(lawyer).toMatchObject({ assigned: true, name: expect.stringMatching(/^演示律师\d\d$/) });
    }
  }, 180_000);

  it('tells each agency on its own topic in CloudEvents whose data name nobody', async () => {
    // The page shows the confirmation before the news of it has gone through both services.
    const { value: read } = await until(
      () => recordsOf(kafka.brokers, 'xiezhi.agency.court-540100.v1'),
      (records) => records.filter(({ data }) => data['state'] === 'confirmed').length === 2,
      SLOWEST_MS,
    );
    for (const { headers } of read) {
      expect(headers).toMatchObject({ ce_specversion: '1.0', ce_source: '/xiezhi/referrals' });
      expect(['agency.defence-request-news.v1', 'agency.log-head.v1']).toContain(headers['ce_type']);
      expect(headers['ce_id']).toMatch(/^[0-9a-f-]{36}$/);
    }
    const news = read.filter(({ headers }) => headers['ce_type'] === 'agency.defence-request-news.v1');
    const states = news.map(({ data, key }) => {
      expect(key).toBe(`defence-request-${String(data['requestId'])}`);
      return data['state'];
    });
    expect(states.filter((state) => state === 'confirmed')).toHaveLength(2);
    const all = JSON.stringify(read);
    expect(NAMES.filter((name) => all.includes(name))).toEqual([]);
  });

  it('writes nothing of a person into any log', () => {
    const logs = processes.map((running) => running.output()).join('\n');
    expect(NAMES.filter((name) => logs.includes(name))).toEqual([]);
  });

  it('stops each service on SIGTERM with exit code 0', async () => {
    expect(await Promise.all(processes.map((running) => running.stop()))).toEqual([0, 0, 0, 0]);
  }, 60_000);

  describeWith({ name: 'kcat', missing: kcatMissing }, 'a partner with kcat', () => {
    it('reads the CloudEvents headers and data that name nobody', async () => {
      const format = ['-f', '%h|%k|%s\n'];
      const { stdout } = await run('kcat', ['-C', '-q', '-b', kafka.brokers[0]!, '-t', 'xiezhi.agency.court-540100.v1', '-e', ...format]);
      const lines = stdout.trim().split('\n');
      expect(lines.length).toBeGreaterThanOrEqual(6);
      for (const line of lines) expect(line).toMatch(/ce_specversion=1\.0,.*ce_type=agency\.(defence-request-news|log-head)\.v1,/);
      expect(stdout).toContain('ce_type=agency.defence-request-news.v1');
      expect(NAMES.filter((name) => stdout.includes(name))).toEqual([]);
    });
  });
});
