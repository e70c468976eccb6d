import { randomBytes, randomUUID, hash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { pino } from 'pino';
import { clamAvDouble, EICAR, type ClamAvDouble } from '../../../../test/support/clamav-double.js';
import { html, pdf } from '../../../../test/support/papers.js';
import { testDatabase, testPool, type TestDatabase } from '../../../../test/support/postgres.js';
import { migrateService } from '../migrate-service.js';
import { HttpProblem } from '../problem.js';
import { serviceRole, urlAs } from '../service-role.js';
import { readConfig } from '../config.js';
import { AttachmentSettling, CHUNK_BYTES, openAttachments, type Attachments, type Inspected, type OpenAttachments } from './index.js';

const PHRASE = '被告人扎西某某 བཀྲ་ཤིས། 涉嫌故意伤害';
const DAY_MS = 24 * 3_600_000;
const logger = pino({ level: 'silent' });

describe('attachments', () => {
  const role = serviceRole(`a${randomBytes(4).toString('hex')}`);
  const keys = new Map<string, Uint8Array>();
  const personKeys = {
    create: () => Promise.reject(new Error('nobody is new here')),
    find: (ids: readonly string[]) => Promise.resolve(new Map(ids.flatMap((id) => (keys.has(id) ? [[id, keys.get(id)!] as const] : [])))),
    erase: (ids: readonly string[]) => Promise.resolve(ids.filter((id) => keys.delete(id)).length),
  };
  let database: TestDatabase;
  let pool: Pool;
  let clamav: ClamAvDouble;
  let folder: string;
  let now: number;
  let open: OpenAttachments;
  let attachments: Attachments;

  const openWith = (env: Record<string, string> = {}): OpenAttachments =>
    openAttachments(readConfig({ DATA_DIR: folder, ATTACHMENTS_KEEP_FREE_BYTES: '0', ...env }), pool, personKeys, () => now);

  beforeAll(async () => {
    database = await testDatabase();
    await migrateService({
      adminUrl: database.url,
      schema: 'attachments',
      role,
      rolePassword: 'secret',
      migrationFolders: [{ dir: join(import.meta.dirname, 'migrations'), table: 'migrations' }],
    });
    const url = new URL(urlAs(database.url, role, 'secret'));
    pool = testPool(url.href, { options: '-c search_path=attachments' });
    clamav = await clamAvDouble();
  });
  afterAll(async () => {
    await clamav.stop();
    await pool.end();
    const admin = testPool(database.url);
    await admin.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    await admin.end();
    await database.drop();
  });
  beforeEach(async () => {
    now = Date.parse('2026-11-24T02:00:00Z');
    folder = await mkdtemp(join(tmpdir(), 'xiezhi-attachments-'));
    open = openWith();
    ({ attachments } = open);
  });
  afterEach(async () => {
    await pool.query('DELETE FROM chunks; DELETE FROM attachments');
    await rm(folder, { recursive: true, force: true });
  });

  const person = (): string => {
    const id = randomUUID();
    keys.set(id, randomBytes(32));
    return id;
  };
  interface Of {
    readonly id: string;
    readonly matterId: string;
    readonly personId: string;
  }
  const begin = async (size: number, changes: Record<string, unknown> = {}): Promise<Of> => {
    const one = { id: randomUUID(), matterId: randomUUID(), personId: person(), ...changes };
    await attachments.begin({ service: 'assignment', size, mediaType: 'application/pdf', fingerprint: 'f', ...one });
    return one;
  };
  const chunk = (content: Buffer, number: number): Buffer => content.subarray(number * CHUNK_BYTES, (number + 1) * CHUNK_BYTES);
  const send = (one: Of, content: Buffer, number: number) => attachments.receive(one.id, one.matterId, number, chunk(content, number));
  const uploaded = async (content: Buffer, changes: Record<string, unknown> = {}): Promise<Of> => {
    const one = await begin(content.length, changes);
    for (let number = 0; number * CHUNK_BYTES < content.length; number++) await send(one, content, number);
    return one;
  };
  const read = async (id: string): Promise<Buffer> => {
    const pieces: Buffer[] = [];
    for await (const piece of (await attachments.content(id)).content) pieces.push(piece);
    return Buffer.concat(pieces);
  };
  const files = async (): Promise<readonly string[]> =>
    (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
  const refused = async (work: Promise<unknown>): Promise<readonly [number, string]> => {
    const error: unknown = await work.then(
      () => new Error('not refused'),
      (reason: unknown) => reason,
    );
    if (!(error instanceof HttpProblem)) throw error;
    return [error.told.status, error.told.code];
  };
  const settling = (used: (matterId: string, id: string) => boolean | Promise<boolean>): AttachmentSettling =>
    new AttachmentSettling({ service: 'assignment', ...open, logger, now: () => now, isUsed: async (matter, id) => used(matter, id) });

  it('gives back what was sent, byte for byte, and tells its hash and kind', async () => {
    const content = pdf(PHRASE, 3 * CHUNK_BYTES + 17);
    const one = await uploaded(content);
    const told: Inspected = await attachments.inspect(one.id, one.matterId);
    expect(told).toEqual({
      infected: false,
      scanned: false,
      mediaType: 'application/pdf',
      size: content.length,
      sha256: hash('sha256', content),
    });
    await attachments.keep(one.id, one.matterId);
    expect((await read(one.id)).equals(content)).toBe(true);
  });

  it('keeps nothing in clear: no word of the content in any file or row, and no two sealed alike', async () => {
    const content = pdf(PHRASE, CHUNK_BYTES * 2);
    const same = person();
    await uploaded(content, { personId: same });
    await uploaded(content, { personId: same });
    const stored = await Promise.all((await files()).map((file) => readFile(file)));
    expect(stored).toHaveLength(4);
    for (const bytes of stored) for (const word of ['扎西某某', 'བཀྲ་ཤིས།', 'Catalog', '%PDF']) expect(bytes.includes(word)).toBe(false);
    expect(new Set(stored.map((bytes) => hash('sha256', bytes))).size).toBe(4);
  });

  it('goes on where an upload broke off, in any order, each chunk sent as often as one likes', async () => {
    const content = pdf('x', 3 * CHUNK_BYTES);
    const one = await begin(content.length);
    await send(one, content, 2);
    expect(await attachments.progress(one.id, one.matterId)).toMatchObject({ chunks: 3, chunkBytes: CHUNK_BYTES, stored: [2] });
    expect(await refused(attachments.inspect(one.id, one.matterId))).toEqual([409, 'attachment.incomplete']);
    await Promise.all([send(one, content, 0), send(one, content, 0), send(one, content, 1), send(one, content, 2)]);
    expect((await attachments.progress(one.id, one.matterId)).stored).toEqual([0, 1, 2]);
    expect(await files()).toHaveLength(3);
    expect((await read(one.id)).equals(content)).toBe(true);
  });

  it('refuses a chunk that differs from the one stored, has another length, or does not exist', async () => {
    const content = pdf('x', CHUNK_BYTES + 10);
    const one = await begin(content.length);
    await send(one, content, 1);
    const receive = (number: number, bytes: Buffer) => refused(attachments.receive(one.id, one.matterId, number, bytes));
    expect(await receive(1, Buffer.alloc(10, 'y'))).toEqual([409, 'attachment.chunk_differs']);
    expect(await receive(0, Buffer.alloc(10))).toEqual([422, 'attachment.chunk_length']);
    expect(await receive(1, Buffer.alloc(0))).toEqual([422, 'attachment.chunk_length']);
    expect(await receive(2, Buffer.alloc(10))).toEqual([422, 'attachment.no_such_chunk']);
    expect((await attachments.progress(one.id, one.matterId)).stored).toEqual([1]);
  });

  it('refuses an empty file, one too large, and a kind that is not accepted, before anything is sent', async () => {
    const most = openWith({ ATTACHMENT_MAX_BYTES: '2048' }).attachments;
    const one = { id: randomUUID(), matterId: randomUUID(), personId: person(), service: 'assignment' };
    const beginOf = (size: number, mediaType = 'application/pdf') => refused(most.begin({ ...one, size, mediaType }));
    expect(await beginOf(0)).toEqual([422, 'attachment.empty']);
    expect(await beginOf(2_049)).toEqual([413, 'attachment.too_large']);
    expect(await beginOf(10, 'text/html')).toEqual([415, 'attachment.type_refused']);
  });

  it('goes by the content, not by what was declared', async () => {
    const page = await uploaded(html());
    expect(await refused(attachments.inspect(page.id, page.matterId))).toEqual([415, 'attachment.type_refused']);
    const declaredOther = await uploaded(pdf('x'), { mediaType: 'image/png' });
    expect(await refused(attachments.inspect(declaredOther.id, declaredOther.matterId))).toEqual([415, 'attachment.type_differs']);
  });

  it('begun twice by one command is one upload; with another body it is refused', async () => {
    const one = await begin(100);
    const again = { service: 'assignment', mediaType: 'application/pdf', ...one };
    expect(await attachments.begin({ ...again, size: 100, fingerprint: 'f' })).toMatchObject({ id: one.id, stored: [] });
    await expect(attachments.begin({ ...again, size: 101, fingerprint: 'g' })).rejects.toThrow('Idempotency-Key');
  });

  it('is another matter’s nowhere', async () => {
    const content = pdf('x');
    const one = await uploaded(content);
    const other = randomUUID();
    expect(await refused(attachments.progress(one.id, other))).toEqual([404, 'attachment.not_found']);
    expect(await refused(attachments.receive(one.id, other, 0, content))).toEqual([404, 'attachment.not_found']);
    expect(await refused(attachments.inspect(one.id, other))).toEqual([404, 'attachment.not_found']);
  });

  it('bounds how many uploads of one matter are unfinished', async () => {
    const matterId = randomUUID();
    for (let n = 0; n < 20; n++) await begin(10, { matterId });
    expect(await refused(begin(10, { matterId }))).toEqual([409, 'attachment.too_many_unfinished']);
  });

  it('given a full store, refuses cleanly and keeps nothing of the chunk', async () => {
    ({ attachments } = openWith({ ATTACHMENTS_KEEP_FREE_BYTES: String(Number.MAX_SAFE_INTEGER) }));
    const content = pdf('x');
    const one = await begin(content.length);
    expect(await refused(send(one, content, 0))).toEqual([507, 'attachment.store_full']);
    expect(await files()).toEqual([]);
    expect((await pool.query('SELECT FROM chunks')).rowCount).toBe(0);
    ({ attachments } = openWith());
    expect((await send(one, content, 0)).stored).toEqual([0]);
  });

  it.each([
    [
      'a changed byte',
      (bytes: readonly Buffer[]) => [Buffer.concat([bytes[0]!.subarray(0, -1), Buffer.from([~bytes[0]!.at(-1)! & 255])]), bytes[1]!],
    ],
    ['chunks changed about', (bytes: readonly Buffer[]) => [bytes[1]!, bytes[0]!]],
    ['a chunk cut short', (bytes: readonly Buffer[]) => [bytes[0]!.subarray(0, -1), bytes[1]!]],
  ])('given %s in the store, gives back nothing that was not sent', async (_name, change) => {
    const one = await uploaded(pdf('x', 2 * CHUNK_BYTES));
    const { rows } = await pool.query<{ id: string }>('SELECT object_id AS id FROM chunks ORDER BY number');
    const paths = rows.map(({ id }) => join(folder, 'attachments', id.slice(-2), id));
    const changed = change(await Promise.all(paths.map((path) => readFile(path))));
    await Promise.all(paths.map((path, index) => writeFile(path, changed[index]!)));
    await expect(read(one.id)).rejects.toThrow('cannot be opened');
    await expect(attachments.inspect(one.id, one.matterId)).rejects.toThrow('cannot be opened');
  });

  it('given a row that says the content is shorter, opens nothing: the end is sealed too', async () => {
    const one = await uploaded(pdf('x', 2 * CHUNK_BYTES));
    await pool.query('UPDATE attachments SET size = $2 WHERE id = $1', [one.id, CHUNK_BYTES]);
    await pool.query('DELETE FROM chunks WHERE number = 1');
    await expect(read(one.id)).rejects.toThrow('cannot be opened');
  });

  it('is unreadable once the person’s key is gone, and removed with all of the person’s', async () => {
    const personId = person();
    const [first, second] = [await uploaded(pdf('x'), { personId }), await uploaded(pdf('y'), { personId })];
    const other = await uploaded(pdf('z'));
    keys.delete(personId);
    expect(await refused(read(first.id))).toEqual([410, 'attachment.gone']);
    expect(await refused(attachments.inspect(second.id, second.matterId))).toEqual([410, 'attachment.gone']);
    expect(await refused(begin(10, { personId }))).toEqual([410, 'attachment.gone']);
    expect(await attachments.removeOfPerson(personId)).toBe(2);
    expect(await attachments.removeOfPerson(personId)).toBe(0);
    expect(await files()).toHaveLength(1);
    expect((await read(other.id)).length).toBe(pdf('z').length);
  });

  it('removes an upload that nobody finished within a day, and keeps what its matter uses', async () => {
    const [left, used] = [await uploaded(pdf('x')), await uploaded(pdf('y'))];
    const asked: string[] = [];
    const settle = settling((matterId, id) => {
      asked.push(`${matterId}/${id}`);
      return id === used.id;
    });
    await settle.settle();
    expect([asked, (await files()).length]).toEqual([[], 2]);
    now += DAY_MS + 1;
    await settle.settle();
    expect(asked.toSorted()).toEqual([`${left.matterId}/${left.id}`, `${used.matterId}/${used.id}`].toSorted());
    expect(await refused(attachments.progress(left.id, left.matterId))).toEqual([404, 'attachment.not_found']);
    expect(await attachments.progress(used.id, used.matterId)).toMatchObject({ expiresAt: null });
    expect(await files()).toHaveLength(1);
  });

  it('given a matter that takes it up while it is being settled, keeps it', async () => {
    const one = await uploaded(pdf('x'));
    now += DAY_MS + 1;
    // The answer is from before; the matter finishes the upload meanwhile.
    await settling(async () => {
      await attachments.inspect(one.id, one.matterId);
      await attachments.keep(one.id, one.matterId);
      return false;
    }).settle();
    expect((await read(one.id)).equals(pdf('x'))).toBe(true);
  });

  it('given a matter that cannot be asked, keeps it, and asks again later', async () => {
    const one = await uploaded(pdf('x'));
    now += DAY_MS + 1;
    await settling(() => Promise.reject(new Error('away'))).settle();
    expect((await attachments.progress(one.id, one.matterId)).expiresAt).toBe(new Date(now + 3_600_000).toISOString());
    now += 3_600_001;
    await settling(() => false).settle();
    expect(await files()).toEqual([]);
  });

  it('given a kill while a chunk was stored or a removal was under way, is tidy afterwards', async () => {
    const [one, going] = [await begin(20), await uploaded(pdf('x'))];
    const objectId = randomUUID();
    await open.rows.beginChunk(one.id, 0, objectId, new Date(now));
    await open.store.write(objectId, Buffer.from('half'));
    await open.rows.beginRemoval((await open.rows.find(going.id))!, new Date(now), false);
    expect(await refused(read(going.id))).toEqual([410, 'attachment.gone']);
    now += DAY_MS + 1;
    await settling(() => true).settle();
    expect(await files()).toEqual([]);
    expect((await pool.query('SELECT FROM chunks')).rowCount).toBe(0);
    expect(await open.rows.find(going.id)).toBeNull();
  });

  it('is scanned where there is a scanner: clean, infected, or not at all and to be sent again', async () => {
    ({ attachments } = openWith({ CLAMAV_SOCKET: clamav.socket }));
    const clean = await uploaded(pdf('x', 2 * CHUNK_BYTES));
    expect(await attachments.inspect(clean.id, clean.matterId)).toMatchObject({ infected: false, scanned: true });
    const bad = await uploaded(pdf(EICAR));
    expect(await attachments.inspect(bad.id, bad.matterId)).toEqual({ infected: true, signature: 'Eicar-Signature' });
    clamav.mode = 'silent';
    expect(await refused(attachments.inspect(clean.id, clean.matterId))).toEqual([503, 'attachment.scanner_unavailable']);
    clamav.mode = 'scanning';
    expect(await attachments.inspect(clean.id, clean.matterId)).toMatchObject({ infected: false });
  });
});
