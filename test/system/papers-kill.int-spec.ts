import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { until, type Api } from '../../apps/platform/src/demo/api.js';
import { EmbeddedPlatform } from '../support/embedded-platform.js';
import { papersOf, pdf, type UploadBody } from '../support/papers.js';
import { notice } from '../support/platform.js';

const CONTENT = pdf('被告人 扎西某某', 3_300_000);
const SLOWEST_MS = 20_000;

let platform: EmbeddedPlatform;
let court: Api;

beforeAll(async () => {
  platform = await EmbeddedPlatform.start();
  court = (await platform.apis()).courtClerk;
}, 120_000);
afterAll(() => platform?.stop(), 60_000);

const chunk = (upload: UploadBody, number: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(CONTENT.subarray(number * upload.chunkBytes, (number + 1) * upload.chunkBytes));
/** A request that a kill may cut off. */
const attempt = (work: Promise<unknown>): Promise<unknown> => work.catch(() => undefined);
const files = async (): Promise<number> => {
  const entries = await readdir(join(platform.folder, 'data', 'attachments'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).length;
};

it('given a process killed in the middle of an upload and again while the paper was filed, loses nothing and does nothing twice', async () => {
  const { body: request } = await court.post<{ id: string }>('/api/assignment/defence-requests', notice());
  const papers = papersOf(request.id);
  const declared = { size: CONTENT.length, mediaType: 'application/pdf' };
  const begin = randomUUID();
  const { body: upload } = await court.post<UploadBody>(`${papers}/uploads`, declared, begin);
  await court.put(`${papers}/uploads/${upload.id}/chunks/0`, chunk(upload, 0));
  const cut = [1, 2].map((number) => attempt(court.put(`${papers}/uploads/${upload.id}/chunks/${number}`, chunk(upload, number))));
  await platform.kill9();
  await Promise.all(cut);
  await platform.restart();

  const { body: found } = await court.post<UploadBody>(`${papers}/uploads`, declared, begin);
  expect(found).toMatchObject({ id: upload.id, chunks: 4 });
  expect(found.stored).toContain(0);
  for (const number of [0, 1, 2, 3].filter((one) => !found.stored.includes(one))) {
    expect((await court.put(`${papers}/uploads/${upload.id}/chunks/${number}`, chunk(upload, number))).status).toBe(200);
  }

  const filed = { uploadId: upload.id, kind: 'indictment', fileName: 'བཀྲ་ཤིས། 起诉书.pdf' };
  const key = randomUUID();
  const filing = attempt(court.post(papers, filed, key));
  await platform.kill9();
  await filing;
  await platform.restart();
  expect((await court.post(papers, filed, key)).status).toBe(201);

  const { value } = await until(
    () => court.get<{ items: { id: string; size: number }[] }>(papers),
    ({ body }) => body.items.length > 0,
    SLOWEST_MS,
  );
  expect(value.body.items).toEqual([expect.objectContaining({ id: upload.id, size: CONTENT.length })]);
  const response = await court.download(`${papers}/${upload.id}/content?purpose=case_handling`);
  expect(Buffer.from(await response.arrayBuffer()).equals(CONTENT)).toBe(true);
  // Whatever the kills left half written has a row that knows of it; besides it there are the four chunks.
  expect(await files()).toBeGreaterThanOrEqual(4);
  expect(await files()).toBeLessThanOrEqual(6);
}, 180_000);
