import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { agencyLogHead, defenceRequestNews, defenceRequestReceived, type AgencyLogHeadV1 } from '@xiezhi/contracts';
import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose';
import pg from 'pg';
import { attachmentStore } from '@xiezhi/service';
import { backup } from '../../apps/platform/src/backup/backup.js';
import { restore } from '../../apps/platform/src/backup/restore.js';
import { until } from '../../apps/platform/src/demo/api.js';
import { verifyArguments } from '../../apps/platform/src/verify-log/arguments.js';
import { runVerifyLog } from '../../apps/platform/src/verify-log/verify-log.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';
import { testDatabase } from '../support/postgres.js';

interface News {
  readonly items: readonly { readonly type: string; readonly data: AgencyLogHeadV1 }[];
}

const REQUESTS = '/api/assignment/defence-requests';
const WITNESSES = '/api/referrals/log-witnesses';
const WAIT_MS = 30_000;

describe('given a platform that seals its logs', () => {
  let platform: TestPlatform;
  let folder: string;
  let heads: string;
  let keys: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xiezhi-seals-'));
    platform = await startTestPlatform({ logHeadSeconds: 1 });
    for (let n = 0; n < 3; n += 1) {
      const { status } = await platform.api.courtClerk.post(REQUESTS, notice());
      expect(status).toBe(201);
    }
    [heads, keys] = [join(folder, 'news.json'), join(folder, 'log-keys.json')];
  }, 120_000);
  afterAll(async () => {
    await platform?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const query = async (text: string): Promise<readonly Record<string, unknown>[]> => {
    const client = new pg.Client({ connectionString: platform.database.url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  };
  /** What `npm run verify:log` does and says. */
  const check = async (...args: readonly string[]): Promise<{ readonly intact: boolean; readonly said: string }> => {
    const said: string[] = [];
    const intact = await runVerifyLog({ ...(await verifyArguments(args)), config: () => platform.config, say: (text) => said.push(text) });
    return { intact, said: said.join('\n') };
  };

  /** How the process ends that the script starts. */
  const exitCode = async (): Promise<number | null> => {
    const main = fileURLToPath(new URL('../../apps/platform/src/verify-log/verify-log.main.ts', import.meta.url));
    const { databaseUrl, masterKeyFile } = platform.config;
    const env = { ...process.env, DATABASE_URL: databaseUrl, MASTER_KEY_FILE: masterKeyFile };
    const child = spawn(process.execPath, ['--import', './test/support/register-ts.js', main], { env, stdio: 'ignore' });
    const [code] = (await once(child, 'exit')) as [number | null];
    return code;
  };

  it('publishes the key, apart from those of tokens', async () => {
    const read = async (name: string): Promise<JSONWebKeySet> =>
      (await (await fetch(new URL(`/.well-known/${name}`, platform.address))).json()) as JSONWebKeySet;
    const [log, tokens] = [await read('log-keys.json'), await read('jwks.json')];
    expect(log.keys).toHaveLength(1);
    expect(tokens.keys.map(({ kid }) => kid)).not.toContain(log.keys[0]!.kid);
    await writeFile(keys, JSON.stringify(log));
  });

  it('sends every agency the heads to keep, signed, and the feed shows them', async () => {
    const pages = await Promise.all(
      [platform.api.courtClerk, platform.api.institutionOfficer, platform.api.procuratorateClerk].map(async (api) => {
        const { value } = await until(
          () => api.get<News>('/api/referrals/news?limit=100'),
          ({ body }) => body.items.some(({ type }) => type === agencyLogHead.type),
          WAIT_MS,
        );
        return value.body;
      }),
    );
    const told = pages[0]!.items.filter(({ type }) => type === agencyLogHead.type).flatMap(({ data }) => data.heads);
    expect(told.length).toBeGreaterThan(0);
    const known = createLocalJWKSet(JSON.parse(await readFile(keys, 'utf8')) as JSONWebKeySet);
    for (const { log, events, head } of told) {
      const { payload } = await compactVerify(head, known);
      expect(JSON.parse(Buffer.from(payload).toString())).toMatchObject({ log, events });
    }
    await writeFile(heads, JSON.stringify(pages[0]));
  });

  it('gives the newest head when asked, and keeps heads apart from what happened to matters', async () => {
    const { status, body } = await platform.api.courtClerk.get<{ log: string; events: number; head: string; signedAt: string }>(
      '/api/directory/log-head',
    );
    expect([status, body.log]).toEqual([200, 'directory']);
    expect(Date.parse(body.signedAt)).toBeLessThanOrEqual(Date.now());
    expect((await platform.api.courtClerk.get('/api/nobody/log-head')).status).toBe(404);
    const kinds = async (kind: string): Promise<readonly string[]> => {
      const { items } = (await platform.api.courtClerk.get<News>(`/api/referrals/news?kind=${kind}`)).body;
      return [...new Set(items.map(({ type }) => type))];
    };
    expect(await kinds('log_head')).toEqual([agencyLogHead.type]);
    expect(await kinds('matter')).toEqual([defenceRequestNews.type]);
  });

  it('says to the audit which heads agencies hold, and to nobody who has no business with it', async () => {
    const { value } = await until(
      () => platform.api.auditor.get<{ items: { log: string; number: number; toldAt: string; agencies: string[] }[] }>(WITNESSES),
      ({ body }) => body.items.length > 0,
      WAIT_MS,
    );
    for (const { number, toldAt, agencies } of value.body.items) {
      expect(number).toBeGreaterThan(0);
      expect(Date.parse(toldAt)).toBeLessThanOrEqual(Date.now());
      expect(agencies).toEqual(expect.arrayContaining(['court-540100', 'institution-540100']));
    }
    expect((await platform.api.operator.get(WITNESSES)).status).toBe(200);
    expect((await platform.api.courtClerk.get(WITNESSES)).status).toBe(403);
  });

  it('writes nothing on the logs of the directory and of assignment without a seal', async () => {
    const unsealed = 'SELECT count(*)::int AS n FROM %.events e LEFT JOIN %.event_seals s USING (event_id) WHERE s.seal IS NULL';
    for (const schema of ['directory', 'assignment', 'referrals']) {
      await until(
        () => query(unsealed.replaceAll('%', schema)),
        ([row]) => row?.['n'] === 0,
        WAIT_MS,
      );
    }
    expect((await query('SELECT count(*)::int AS n FROM assignment.event_seals'))[0]!['n']).toBeGreaterThanOrEqual(3);
  });

  it('finds its logs intact, in the database and in an exported folder', async () => {
    const online = await check('--head', heads);
    expect(online.said).toContain('日志完好');
    expect(await exitCode()).toBe(0);
    expect(online.intact).toBe(true);
    const out = join(folder, 'export');
    expect((await check('--export', out)).intact).toBe(true);
    const offline = await check('--offline', out, '--public-key', keys, '--head', heads);
    expect([offline.intact, offline.said]).toEqual([true, expect.stringContaining('日志完好')]);
    expect(await readFile(join(out, 'assignment', 'events.jsonl'), 'utf8')).not.toContain('扎西某某');
  });

  it('stays intact when persons are erased, and records no delivery of heads', async () => {
    await query('DELETE FROM person_keys.keys');
    expect((await check()).said).toContain('日志完好');
    const deliveries = `SELECT DISTINCT data ->> 'causeType' AS type FROM referrals.events WHERE type = 'AddressedEventDelivered'`;
    expect(await query(deliveries)).toEqual([{ type: defenceRequestReceived.type }]);
  });

  it('is intact when restored from a backup', async () => {
    const database = await testDatabase();
    try {
      await backup(platform.database.url, join(folder, 'backup'), attachmentStore(platform.config));
      await restore(database.url, join(folder, 'backup'), attachmentStore(platform.config));
      const said: string[] = [];
      const config = { ...platform.config, databaseUrl: database.url, databaseAdminUrl: database.url };
      const intact = await runVerifyLog({
        ...(await verifyArguments(['--head', heads])),
        config: () => config,
        say: (text) => said.push(text),
      });
      expect([intact, said.join('\n')]).toEqual([true, expect.stringContaining('日志完好')]);
    } finally {
      await database.drop();
    }
  });

  it('gives its services no way to change a seal', async () => {
    const { rows } = {
      rows: await query(`SELECT has_table_privilege('xiezhi_assignment', 'assignment.event_seals', 'UPDATE, DELETE, TRUNCATE') AS may`),
    };
    expect(rows[0]).toEqual({ may: false });
  });

  it('names what a superuser changed, in the database and from an export', async () => {
    const [event] = await query(
      `ALTER TABLE assignment.events DISABLE TRIGGER USER;
       UPDATE assignment.events SET data = replace(data::text, '540100', '540200')::json
         WHERE position = (SELECT min(position) FROM assignment.events WHERE data::text LIKE '%540100%');
       ALTER TABLE assignment.events ENABLE TRIGGER USER;`,
    ).then(() => query(`SELECT event_id AS id FROM assignment.events WHERE data::text LIKE '%540200%'`));
    const online = await check('--head', heads);
    expect([online.intact, online.said]).toEqual([false, expect.stringMatching(new RegExp(`事件被更改.*${String(event!['id'])}`))]);
    expect(await exitCode()).toBe(1);
    const out = join(folder, 'export-2');
    await check('--export', out);
    const offline = await check('--offline', out, '--public-key', keys);
    expect([offline.intact, offline.said]).toEqual([false, expect.stringContaining(String(event!['id']))]);
    // Another key's word counts for nothing.
    const other = join(folder, 'other.json');
    await writeFile(other, JSON.stringify({ keys: [{ kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }] }));
    expect((await check('--offline', out, '--public-key', other)).said).toContain('首部签名不符');
  });
});
