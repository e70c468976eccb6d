import { hash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Platform } from '@xiezhi/service';
import { PapersOfRequests } from '../../apps/assignment/src/papers/papers.parts.js';
import type { Api, ProblemBody } from '../../apps/platform/src/demo/api.js';
import { clamAvDouble, EICAR, type ClamAvDouble } from '../support/clamav-double.js';
import { docx, html, ofd, papersOf, pdf, uploadTo, type UploadBody } from '../support/papers.js';
import { describedThroughout } from '../support/described-answers.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';
import { S3_ACCOUNT, s3Double, type S3Double } from '../support/s3-double.js';
import { testPool } from '../support/postgres.js';

const REQUESTS = '/api/assignment/defence-requests';
const NAME = '扎西某某 起诉书（副本）·བཀྲ་ཤིས།འི་ཞུ་གཏུགས།.pdf';
const PURPOSE = 'purpose=case_handling';

interface Paper {
  readonly id: string;
  readonly kind: string;
  readonly fileName: string | null;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  readonly scan: string;
}
interface Page {
  readonly status: string;
  readonly timeline: readonly { readonly event: string; readonly paper?: string }[];
}

let platform: TestPlatform;
let clamav: ClamAvDouble;
let court: Api;
let officer: Api;

beforeAll(async () => {
  clamav = await clamAvDouble();
  platform = await startTestPlatform({ clamavSocket: clamav.socket, attachmentMaxBytes: 4_000_000 });
  ({ courtClerk: court, institutionOfficer: officer } = platform.api);
});
afterAll(async () => {
  await platform?.stop();
  await clamav?.stop();
});
describedThroughout(() => platform);

const sent = async (changes: Record<string, unknown> = {}): Promise<string> =>
  (await court.post<{ id: string }>(REQUESTS, notice(changes))).body.id;

const attach = (requestId: string, uploadId: string, changes: Record<string, unknown> = {}, key?: string) =>
  court.post<{ id: string; position: string; replayed: boolean } & ProblemBody>(
    papersOf(requestId),
    { uploadId, kind: 'indictment', fileName: NAME, ...changes },
    key,
  );
const attached = async (requestId: string, content: Buffer, changes: Record<string, unknown> = {}, mediaType?: string) => {
  const uploadId = await uploadTo(court, requestId, content, mediaType);
  const { status, body } = await attach(requestId, uploadId, changes);
  expect([status, body]).toEqual([201, expect.objectContaining({ id: requestId, replayed: false })]);
  return { uploadId, position: body.position };
};
const listed = async (api: Api, requestId: string, after?: string): Promise<readonly Paper[]> =>
  (await api.get<{ items: Paper[] }>(`${papersOf(requestId)}${after === undefined ? '' : `?after=${after}`}`)).body.items;
const files = async (): Promise<readonly string[]> =>
  (await readdir(join(platform.config.dataDir, 'attachments'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
const refusal = ({ status, body }: { readonly status: number; readonly body: Pick<ProblemBody, 'code'> }) => [status, body.code];
const clerkOf = (agency: string, agencyKind = 'court', role = 'case_agency_clerk') =>
  platform.as({ account: `test-${agency}`, agency, agencyKind, role, division: agency.slice(-6) });

describe('a paper of a request', () => {
  it('is what its sender uploaded, byte for byte, to both parties, under its own name', async () => {
    const id = await sent();
    const content = pdf('被告人 扎西某某', 2_500_000);
    const { uploadId, position } = await attached(id, content, { sha256: hash('sha256', content) });
    const papers = await listed(officer, id, position);
    expect(papers).toEqual([
      {
        id: uploadId,
        kind: 'indictment',
        fileName: '扎西××.pdf',
        mediaType: 'application/pdf',
        size: content.length,
        sha256: hash('sha256', content),
        scan: 'clean',
        attachedAt: expect.any(String),
      },
    ]);
    for (const api of [court, officer]) {
      const response = await api.download(`${papersOf(id)}/${uploadId}/content?${PURPOSE}`);
      expect(response.status).toBe(200);
      expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'application/pdf',
        'content-length': String(content.length),
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      });
      const disposition = response.headers.get('content-disposition')!;
      expect(disposition).toMatch(/^attachment; /);
      expect(decodeURIComponent(disposition.split("filename*=UTF-8''")[1]!)).toBe(NAME);
    }
    const page = await officer.get<Page>(`${REQUESTS}/${id}?after=${position}`);
    expect(page.body.timeline.at(-1)).toMatchObject({ event: 'PaperAttached', paper: 'indictment' });
    expect(page.body.status).toBe('received');
  });

  it('may be an OFD or a DOCX too, told by its content', async () => {
    const id = await sent();
    await attached(id, ofd('判决书'), { kind: 'judgment', fileName: '判决书.ofd' }, 'application/ofd');
    const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    const { position } = await attached(id, docx('意见书'), { kind: 'prosecution_opinion', fileName: '意见书.docx' }, type);
    expect((await listed(court, id, position)).map(({ mediaType }) => mediaType)).toEqual(['application/ofd', type]);
  });

  it('leaves no word of its content and no name on the disk or in a table', async () => {
    const id = await sent();
    await attached(id, pdf('绝不可见的供述 གསང་བ།'), { fileName: '绝不可见的名字.pdf' });
    const stored = await Promise.all((await files()).map((file) => readFile(file)));
    expect(stored.length).toBeGreaterThan(0);
    for (const bytes of stored) for (const word of ['绝不可见', 'གསང་བ།', '%PDF']) expect(bytes.includes(word)).toBe(false);
    const pool = testPool(platform.database.url);
    const { rows } = await pool.query<{ row: string }>(
      `SELECT t::text AS row FROM attachments.attachments t UNION ALL SELECT t::text FROM assignment.papers_v1 t
       UNION ALL SELECT data::text FROM assignment.events t WHERE type LIKE 'Paper%'`,
    );
    await pool.end();
    expect(rows.length).toBeGreaterThan(2);
    for (const { row } of rows) expect(row).not.toContain('绝不可见');
  });

  it('is read only after the reading is recorded, and for a purpose', async () => {
    const id = await sent();
    const { uploadId, position } = await attached(id, pdf('x'));
    await listed(officer, id, position);
    const path = `${papersOf(id)}/${uploadId}/content`;
    expect((await officer.get<ProblemBody>(path)).status).toBe(400);
    const pool = testPool(platform.database.url);
    try {
      const rows = () =>
        pool.query('SELECT agency, relation, paper_id FROM assignment.access_log WHERE request_id = $1 AND what = $2', [id, 'paper']);
      expect((await officer.download(`${path}?${PURPOSE}`)).status).toBe(200);
      expect((await rows()).rows).toEqual([{ agency: 'institution-540100', relation: 'institution', paper_id: uploadId }]);
      await pool.query('ALTER TABLE assignment.access_log RENAME TO access_log_away');
      const answer = await officer.get<ProblemBody>(`${path}?${PURPOSE}`);
      await pool.query('ALTER TABLE assignment.access_log_away RENAME TO access_log');
      expect(refusal(answer)).toEqual([500, 'internal']);
    } finally {
      await pool.end();
    }
  });

  it('is nobody else’s: to a foreign agency it is as if it were not there, and no other role files one', async () => {
    const id = await sent();
    const { uploadId } = await attached(id, pdf('x'));
    const foreign = await clerkOf('court-540200');
    const other = await clerkOf('institution-540200', 'institution', 'institution_officer');
    for (const api of [foreign, other]) {
      for (const request of [id, randomUUID()]) {
        expect(refusal(await api.get<ProblemBody>(papersOf(request)))).toEqual([404, 'defence_request.not_found']);
        expect(refusal(await api.get<ProblemBody>(`${papersOf(request)}/${uploadId}/content?${PURPOSE}`))).toEqual([
          404,
          'defence_request.not_found',
        ]);
      }
    }
    const begin = { size: 10, mediaType: 'application/pdf' };
    for (const request of [id, randomUUID()]) {
      const answers = [
        await foreign.post<ProblemBody>(`${papersOf(request)}/uploads`, begin),
        await foreign.get<ProblemBody>(`${papersOf(request)}/uploads/${uploadId}`),
        await foreign.put<ProblemBody>(`${papersOf(request)}/uploads/${uploadId}/chunks/0`, Buffer.from('x')),
        await foreign.post<ProblemBody>(papersOf(request), { uploadId, kind: 'other', fileName: 'x' }),
        await foreign.post<ProblemBody>(`${papersOf(request)}/${uploadId}/remove`, { reason: 'x' }),
      ];
      expect(answers.map(refusal)).toEqual(answers.map(() => [404, 'defence_request.not_found']));
    }
    expect(refusal(await officer.post<ProblemBody>(`${papersOf(id)}/uploads`, begin))).toEqual([403, 'permission.denied']);
    // Another request of the same court does not reach it either.
    const another = await sent();
    await attached(another, pdf('y'));
    await listed(court, another, (await attach(another, await uploadTo(court, another, pdf('z')))).body.position);
    expect(refusal(await court.get<ProblemBody>(`${papersOf(another)}/${uploadId}/content?${PURPOSE}`))).toEqual([
      404,
      'defence_request.paper.not_found',
    ]);
    expect(refusal(await attach(another, uploadId))).toEqual([404, 'attachment.not_found']);
  });
});

describe('an upload', () => {
  it('goes on where it broke off, beside another one', async () => {
    const id = await sent();
    const [first, second] = [pdf('first', 2_200_000), pdf('second', 2_200_000)];
    const begin = async (content: Buffer, key: string) =>
      (await court.post<UploadBody>(`${papersOf(id)}/uploads`, { size: content.length, mediaType: 'application/pdf' }, key)).body;
    const [one, other] = await Promise.all([begin(first, 'key-1'), begin(second, 'key-2')]);
    const put = (upload: UploadBody, content: Buffer, number: number) =>
      court.put<UploadBody>(
        `${papersOf(id)}/uploads/${upload.id}/chunks/${number}`,
        Uint8Array.from(content.subarray(number * upload.chunkBytes, (number + 1) * upload.chunkBytes)),
      );
    await Promise.all([put(one, first, 0), put(other, second, 2), put(other, second, 0)]);
    expect(refusal(await attach(id, one.id))).toEqual([409, 'attachment.incomplete']);
    // The client lost everything but its Idempotency-Key.
    expect(await begin(first, 'key-1')).toMatchObject({ id: one.id, stored: [0], chunks: 3 });
    expect((await court.get<UploadBody>(`${papersOf(id)}/uploads/${other.id}`)).body.stored).toEqual([0, 2]);
    await Promise.all([put(one, first, 1), put(one, first, 2), put(other, second, 1)]);
    for (const [upload, content] of [
      [one, first],
      [other, second],
    ] as const) {
      const { status, body } = await attach(id, upload.id);
      expect(status).toBe(201);
      await listed(court, id, body.position);
      const response = await court.download(`${papersOf(id)}/${upload.id}/content?${PURPOSE}`);
      expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
    }
  });

  it('filed twice with one key is filed once; with another key too; the key with another name is refused', async () => {
    const id = await sent();
    const uploadId = await uploadTo(court, id, pdf('x'));
    const [one, twin] = await Promise.all([attach(id, uploadId, {}, 'same-key'), attach(id, uploadId, {}, 'same-key')]);
    expect([one.status, twin.status]).toEqual([201, 201]);
    expect(one.body.position).toBe(twin.body.position);
    expect((await attach(id, uploadId, {}, 'another-key')).status).toBe(201);
    expect(refusal(await attach(id, uploadId, { fileName: '别的名字.pdf' }, 'same-key'))).toEqual([422, 'command.reused']);
    expect(await listed(court, id, one.body.position)).toHaveLength(1);
  });

  it('is refused when it is empty, too large, of a wrong kind, cut short, or another content than declared', async () => {
    const id = await sent();
    const begin = (size: number, mediaType = 'application/pdf') =>
      court.post<ProblemBody>(`${papersOf(id)}/uploads`, { size, mediaType }).then(refusal);
    expect(await begin(0)).toEqual([422, 'attachment.empty']);
    expect(await begin(4_000_001)).toEqual([413, 'attachment.too_large']);
    expect(await begin(10, 'text/html')).toEqual([400, 'request.invalid']);
    expect(refusal(await attach(id, await uploadTo(court, id, html())))).toEqual([415, 'attachment.type_refused']);
    expect(refusal(await attach(id, await uploadTo(court, id, pdf('x'), 'image/png')))).toEqual([415, 'attachment.type_differs']);
    const other = await uploadTo(court, id, pdf('x'));
    expect(refusal(await attach(id, other, { sha256: hash('sha256', 'y') }))).toEqual([422, 'attachment.hash_differs']);
    for (const fileName of ['a/b.pdf', 'a\\b.pdf', '', 'a\u202efdp.exe', 'x'.repeat(256)]) {
      expect(refusal(await attach(id, other, { fileName }))).toEqual([400, 'request.invalid']);
    }
    const started = (await court.post<UploadBody>(`${papersOf(id)}/uploads`, { size: 100, mediaType: 'application/pdf' })).body;
    const chunk = `${papersOf(id)}/uploads/${started.id}/chunks/0`;
    expect(refusal(await court.put<ProblemBody>(chunk, Buffer.from('%PDF')))).toEqual([422, 'attachment.chunk_length']);
    expect(refusal(await court.put<ProblemBody>(chunk, Buffer.alloc(1_048_577)))).toEqual([413, 'body.too_large']);
    expect(refusal(await court.post<ProblemBody>(chunk, {}))).toEqual([404, 'route.not_found']);
    expect(await listed(court, id)).toEqual([]);
  });

  it('infected is refused, recorded without its name, and destroyed', async () => {
    const id = await sent();
    const before = (await files()).length;
    const uploadId = await uploadTo(court, id, pdf(EICAR));
    expect((await files()).length).toBe(before + 1);
    expect(refusal(await attach(id, uploadId, {}, 'infected-key'))).toEqual([422, 'attachment.infected']);
    expect(refusal(await attach(id, uploadId, {}, 'infected-key'))).toEqual([422, 'attachment.infected']);
    expect((await files()).length).toBe(before);
    const pool = testPool(platform.database.url);
    const { rows } = await pool.query<{ data: unknown }>(
      `SELECT data FROM assignment.events WHERE type = 'PaperRefused' AND data->>'paperId' = $1`,
      [uploadId],
    );
    await pool.end();
    expect(rows).toEqual([{ data: expect.objectContaining({ signature: 'Eicar-Signature', kind: 'indictment' }) }]);
  });

  it('is removed when its time has come and no request uses it; a paper stays', async () => {
    const id = await sent();
    const { uploadId: used } = await attached(id, pdf('x'));
    const left = await uploadTo(court, id, pdf('y'));
    const { access } = platform.app.get(PapersOfRequests, { strict: false });
    const settling = await platform.app
      .get(Platform)
      .settleAttachments('assignment', (requestId, attachmentId) => access.uses(requestId, attachmentId));
    const pool = testPool(platform.database.url);
    await pool.query(`UPDATE attachments.attachments SET settle_at = '2026-01-01T00:00:00Z' WHERE id = ANY ($1)`, [[used, left]]);
    await settling.settle();
    const { rows } = await pool.query('SELECT id, settle_at FROM attachments.attachments WHERE id = ANY ($1)', [[used, left]]);
    await pool.end();
    expect(rows).toEqual([{ id: used, settle_at: null }]);
    expect(refusal(await attach(id, left))).toEqual([404, 'attachment.not_found']);
  });

  it('given a scanner that is away, waits for it', async () => {
    const id = await sent();
    const uploadId = await uploadTo(court, id, pdf('x'));
    clamav.mode = 'silent';
    expect(refusal(await attach(id, uploadId, {}, 'patient-key'))).toEqual([503, 'attachment.scanner_unavailable']);
    const ready = async () =>
      (await fetch(new URL('/health/ready', platform.address))).json() as Promise<{ status: string; notes: object }>;
    expect(await ready()).toMatchObject({ status: 'ready', notes: { 'attachment scanner': 'failed' } });
    clamav.mode = 'scanning';
    expect(await ready()).toMatchObject({ status: 'ready', notes: { 'attachment scanner': 'ok' } });
    expect((await attach(id, uploadId, {}, 'patient-key')).status).toBe(201);
  });
});

describe('taking a paper back', () => {
  const remove = (requestId: string, paperId: string, key?: string) =>
    court.post<{ position: string } & ProblemBody>(`${papersOf(requestId)}/${paperId}/remove`, { reason: '传错了,是别人的' }, key);

  it('before a lawyer is assigned destroys its content', async () => {
    const id = await sent();
    const { uploadId } = await attached(id, pdf('x'));
    const before = (await files()).length;
    const { status, body } = await remove(id, uploadId, 'remove-key');
    expect(status).toBe(200);
    expect((await files()).length).toBe(before - 1);
    expect(await listed(officer, id, body.position)).toEqual([]);
    expect(refusal(await officer.get<ProblemBody>(`${papersOf(id)}/${uploadId}/content?${PURPOSE}`))).toEqual([
      404,
      'defence_request.paper.not_found',
    ]);
    expect((await remove(id, uploadId, 'remove-key')).status).toBe(200);
    expect(refusal(await remove(id, randomUUID()))).toEqual([404, 'defence_request.paper.not_found']);
  });

  it('is too late once a lawyer is assigned; the paper stays', async () => {
    const id = await sent();
    const { uploadId, position } = await attached(id, pdf('x'));
    const candidates = await officer.get<{ items: { lawyerId: string; may: boolean }[] }>(`${REQUESTS}/${id}/candidates?after=${position}`);
    const lawyerId = candidates.body.items.find(({ may }) => may)!.lawyerId;
    expect((await officer.post(`${REQUESTS}/${id}/assign`, { lawyerId })).status).toBe(200);
    expect(refusal(await remove(id, uploadId))).toEqual([409, 'defence_request.paper.relied_on']);
    expect((await officer.download(`${papersOf(id)}/${uploadId}/content?${PURPOSE}`)).status).toBe(200);
    await attached(id, pdf('a later one'), { kind: 'judgment' });
  });
});

it('a transferred request takes its papers with it (移送)', async () => {
  const id = await sent();
  const content = pdf('随案移送');
  await attached(id, content);
  expect((await officer.post(`${REQUESTS}/${id}/transfer`, { to: 'institution-540102', reason: '管辖' })).status).toBe(200);
  const there = await clerkOf('institution-540102', 'institution', 'institution_officer');
  const arrived = async (): Promise<{ request: string; papers: readonly Paper[] } | null> => {
    const { body } = await there.get<{ items: { id: string }[] }>(REQUESTS);
    const request = body.items[0]?.id;
    const papers = request === undefined ? [] : await listed(there, request);
    return request === undefined || papers.length === 0 ? null : { request, papers };
  };
  let found = await arrived();
  for (const end = Date.now() + 20_000; found === null && Date.now() < end;) found = await arrived();
  const [paper] = found!.papers;
  const response = await there.download(`${papersOf(found!.request)}/${paper!.id}/content?${PURPOSE}`);
  expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
  expect(decodeURIComponent(response.headers.get('content-disposition')!)).toContain(NAME);
});

describe('given a bucket instead of a folder (a double of the S3 protocol)', () => {
  let double: S3Double;
  let onBucket: TestPlatform;
  beforeAll(async () => {
    double = await s3Double();
    onBucket = await startTestPlatform({
      attachments: 's3',
      s3Endpoint: double.endpoint,
      s3Region: S3_ACCOUNT.region,
      s3Bucket: S3_ACCOUNT.bucket,
      s3AccessKeyId: S3_ACCOUNT.accessKeyId,
      s3SecretAccessKey: S3_ACCOUNT.secretAccessKey,
    });
  });
  afterAll(async () => {
    await onBucket?.stop();
    await double?.stop();
  });

  it('a paper lies there, sealed, and comes back byte for byte; nothing lies on the disk', async () => {
    const { courtClerk } = onBucket.api;
    const { body: request } = await courtClerk.post<{ id: string }>(REQUESTS, notice());
    const content = pdf('绝不可见的供述', 1_500_000);
    const uploadId = await uploadTo(courtClerk, request.id, content);
    const filed = await courtClerk.post<{ position: string }>(papersOf(request.id), { uploadId, kind: 'other', fileName: NAME });
    const papers = await listed(courtClerk, request.id, filed.body.position);
    expect(papers).toEqual([expect.objectContaining({ id: uploadId, scan: 'not_scanned' })]);
    expect(double.objects.size).toBe(2);
    for (const [key, bytes] of double.objects) {
      expect(key).toMatch(/^attachments\/[0-9a-f-]{36}$/);
      expect(bytes.includes('绝不可见')).toBe(false);
    }
    const path = `${papersOf(request.id)}/${uploadId}/content?${PURPOSE}`;
    expect(Buffer.from(await (await courtClerk.download(path)).arrayBuffer()).equals(content)).toBe(true);
    await expect(readdir(join(onBucket.config.dataDir, 'attachments'))).rejects.toThrow('ENOENT');
    const ready = await (await fetch(new URL('/health/ready', onBucket.address))).json();
    expect(ready).toMatchObject({ status: 'ready', notes: { 'attachment scanner': 'none' } });

    double.answers.push(...Array.from({ length: 4 }, () => ({ status: 503 })));
    expect(refusal(await courtClerk.get<ProblemBody>(path))).toEqual([503, 'attachment.store_unavailable']);
  });
});
