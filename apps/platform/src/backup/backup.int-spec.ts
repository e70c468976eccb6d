import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attachmentStore, FilesystemStore } from '@xiezhi/service';
import pg from 'pg';
import { papersOf, pdf, uploadTo } from '../../../../test/support/papers.js';
import { notice, startTestPlatform, type TestPlatform } from '../../../../test/support/platform.js';
import { testDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { playMainJob } from '../demo/main-job.js';
import { Timeline } from '../demo/timeline.js';
import { until } from '../demo/api.js';
import { backup, type Backup } from './backup.js';
import { tableFile } from './manifest.js';
import { restore } from './restore.js';

const REQUESTS = '/api/assignment/defence-requests';
/** Two of the main job, and one that waits. */
const REQUESTS_SENT = 3;
const PAPER = pdf('被告人 扎西某某', 1_500_000);
const NAME = 'བཀྲ་ཤིས། 扎西某某';

interface Item {
  readonly id: string;
  readonly personName: string | null;
}

interface Seen {
  readonly items: readonly Item[];
  readonly pages: readonly unknown[];
  readonly people: readonly unknown[];
  readonly dashboard: unknown;
}

/** All that the institution and the secretariat see. */
async function seen({ api }: TestPlatform): Promise<Seen> {
  const { institutionOfficer: officer, secretariat } = api;
  const lists = await Promise.all(
    ['open', 'done'].map((status) => officer.get<{ items: Item[] }>(`${REQUESTS}?limit=100&status=${status}`)),
  );
  const items = lists.flatMap(({ body }) => body.items);
  const pages = [];
  const people = [];
  for (const { id } of items) {
    pages.push((await officer.get(`${REQUESTS}/${id}`)).body);
    people.push((await officer.get(`${REQUESTS}/${id}/people?purpose=case_handling`)).body);
  }
  const dashboard = (await secretariat.get<{ items: unknown }>('/api/coordination/dashboard?by=division')).body.items;
  return { items, pages, people, dashboard };
}

const on = ({ url }: TestDatabase, folder: string): Promise<TestPlatform> =>
  startTestPlatform({ databaseUrl: url, databaseAdminUrl: url, dataDir: join(folder, 'data') });

async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

const events = async (url: string): Promise<string> =>
  JSON.stringify(await query(url, 'SELECT row_to_json(e)::text FROM assignment.events e ORDER BY position'));

describe('given a platform that was backed up while it ran', () => {
  let folder: string;
  let out: string;
  let made: Backup;
  let before: Seen;
  let log: string;
  let requestId: string;
  let paperId: string;
  let store: FilesystemStore;
  const databases: TestDatabase[] = [];
  const database = async (): Promise<TestDatabase> => {
    const one = await testDatabase();
    databases.push(one);
    return one;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xiezhi-backup-'));
    out = join(folder, 'backup');
    store = new FilesystemStore({ folder: join(folder, 'data', 'attachments'), keepFree: 0 });
    const platform = await startTestPlatform();
    try {
      await playMainJob(platform.api, new Timeline(() => undefined));
      const sent = await platform.api.courtClerk.post<{ id: string }>(REQUESTS, notice());
      requestId = sent.body.id;
      const uploadId = await uploadTo(platform.api.courtClerk, requestId, PAPER);
      const filed = { uploadId, kind: 'indictment', fileName: `${NAME} 起诉书.pdf` };
      const paper = await platform.api.courtClerk.post<{ position: string }>(papersOf(requestId), filed);
      expect(paper.status).toBe(201);
      await platform.api.courtClerk.get(`${REQUESTS}/${requestId}?after=${paper.body.position}`);
      paperId = uploadId;
      await until(
        () => platform.api.secretariat.get<{ items: { key: string; requests: number }[] }>('/api/coordination/dashboard?by=division'),
        ({ body }) => body.items.find(({ key }) => key === '540100')?.requests === REQUESTS_SENT,
        10_000,
      );
      before = await seen(platform);
      expect(before.items).toHaveLength(REQUESTS_SENT);
      made = await backup(platform.database.url, out, attachmentStore(platform.config));
      log = await events(platform.database.url);
    } finally {
      await platform.stop();
    }
  });
  afterAll(async () => {
    for (const one of databases) await one.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('keeps the keys apart, in a folder of their own', async () => {
    expect(made.data.schemas.map(({ name }) => name)).not.toContain('person_keys');
    expect(made.keys.schemas.map(({ name }) => name)).toEqual(['person_keys']);
    expect((await readdir(out)).toSorted()).toEqual([
      'assignment',
      'attachments',
      'bus',
      'coordination',
      'directory',
      'keys',
      'manifest.json',
      'referrals',
    ]);
    expect((await readFile(join(out, 'manifest.json'), 'utf8')).includes(NAME)).toBe(false);
    expect(made.data.attachments).toMatchObject({ objects: 2, missing: 0 });
    expect(made.data.attachments!.bytes).toBeGreaterThan(PAPER.length);
  });

  it('refuses a folder that holds something, and leaves nothing half done beside it', async () => {
    const target = await database();
    await expect(backup(target.url, out, store)).rejects.toThrow('not empty');
    await expect(backup(target.url, join(folder, 'none'), store)).rejects.toThrow('no whole platform');
    expect((await readdir(folder)).filter((name) => name !== 'data')).toEqual(['backup']);
  });

  it('restores to the same pages, names and figures, and work goes on', async () => {
    const target = await database();
    await restore(target.url, out, store);
    expect(await events(target.url)).toBe(log);
    const platform = await on(target, folder);
    try {
      expect(await seen(platform)).toEqual(before);
      expect(JSON.stringify(before.people)).toContain(NAME);
      const paper = await platform.api.courtClerk.download(`${papersOf(requestId)}/${paperId}/content?purpose=case_handling`);
      expect(Buffer.from(await paper.arrayBuffer()).equals(PAPER)).toBe(true);
      expect(decodeURIComponent(paper.headers.get('content-disposition')!)).toContain(NAME);
      const withdrawn = await platform.api.courtClerk.post<{ position: string }>(`${REQUESTS}/${requestId}/withdraw`, { reason: '重复' });
      expect(withdrawn.status).toBe(200);
      const after = withdrawn.body.position;
      const page = await platform.api.courtClerk.get<{ status: string }>(`${REQUESTS}/${requestId}?after=${after}`);
      expect(page.body.status).toBe('withdrawn');
      await playMainJob(platform.api, new Timeline(() => undefined));
      await expect(restore(target.url, out, store)).rejects.toThrow('platform runs');
    } finally {
      await platform.stop();
    }
    await expect(restore(target.url, out, store)).rejects.toThrow('holds data already');
  });

  it('restores without the keys to the same pages and figures without names', async () => {
    const alone = join(folder, 'without-keys');
    await cp(out, alone, { recursive: true });
    await rm(join(alone, 'keys'), { recursive: true });
    const target = await database();
    expect((await restore(target.url, alone, store)).keys).toBeNull();
    const platform = await on(target, folder);
    try {
      const found = await seen(platform);
      expect(found.dashboard).toEqual(before.dashboard);
      expect(found.items.map(({ id }) => id)).toEqual(before.items.map(({ id }) => id));
      expect(new Set(found.items.map(({ personName }) => personName))).toEqual(new Set([null]));
      expect(new Set(found.people.map((one) => (one as { person: unknown }).person))).toEqual(new Set([null]));
      const paper = await platform.api.courtClerk.get<{ code: string }>(`${papersOf(requestId)}/${paperId}/content?purpose=case_handling`);
      expect([paper.status, paper.body.code]).toEqual([410, 'attachment.gone']);
    } finally {
      await platform.stop();
    }
  });

  it('refuses a file that was changed, and a row that is missing, leaving no row behind', async () => {
    const changed = join(folder, 'changed');
    await cp(out, changed, { recursive: true });
    const file = tableFile(changed, 'referrals', 'inbox');
    const content = await readFile(file);
    await writeFile(file, content.subarray(0, -1));
    const target = await database();
    await expect(restore(target.url, changed, store)).rejects.toThrow('checksum');
    await writeFile(file, content);
    const objects = join(changed, 'attachments', 'objects');
    const [object] = (await readdir(objects, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    const objectFile = join(object!.parentPath, object!.name);
    const sealed = await readFile(objectFile);
    await writeFile(objectFile, Buffer.concat([sealed, Buffer.from('x')]));
    await expect(restore(target.url, changed, store)).rejects.toThrow('checksum');
    await writeFile(objectFile, sealed);

    const manifest = join(changed, 'manifest.json');
    const told = JSON.parse(await readFile(manifest, 'utf8')) as { schemas: { name: string; tables: { name: string; rows: number }[] }[] };
    const table = told.schemas.find(({ name }) => name === 'coordination')!.tables.find(({ name }) => name === 'inbox')!;
    table.rows += 1;
    await writeFile(manifest, JSON.stringify(told));
    await expect(restore(target.url, changed, store)).rejects.toThrow('were backed up');
    expect(await query(target.url, 'SELECT position FROM assignment.events')).toEqual([]);
    expect((await restore(target.url, out, store)).rows).toBeGreaterThan(100);
  });
});
