import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import kafkajs from 'kafkajs';
import { until, type Api } from '../../apps/platform/src/demo/api.js';
import type { DemonstrationAccount } from '../../apps/platform/src/demonstration/accounts.js';
import { startedDouble } from '../kurrentdb/under-test.js';
import { dumpOf, foundIn } from '../support/clear-text.js';
import { EmbeddedPlatform } from '../support/embedded-platform.js';
import { kafkaAvailable, testKafka, type TestKafka } from '../support/kafka.js';
import { recordsOf } from '../support/kafka-records.js';
import { describeWith } from '../support/needs.js';
import { papersOf, pdf, uploadTo } from '../support/papers.js';
import { notice } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const SLOWEST_MS = 30_000;

/** A made-up person, written wherever a text is taken. */
const PERSON = { name: 'བདེ་སྐྱིད་དཀར་པོ། 德吉嘎布', birthDate: '1983-09-21', idNumber: '540102198309210033', custodyPlace: '西山看守所五监区' };
const PAPER = '德吉嘎布起诉书';
const SECRETS = [PERSON.name, '德吉嘎布', 'བདེ་སྐྱིད་དཀར་པོ།', PERSON.birthDate, PERSON.idNumber, PERSON.custodyPlace, PAPER];

describeWith({ name: 'Kafka', missing: kafkaAvailable() }, 'a person erased, with events in KurrentDB and messages on Kafka', () => {
  let kafka: TestKafka;
  // The log of the double can be read whole, whatever the adapter reads of it.
  let kurrent: Awaited<ReturnType<typeof startedDouble>>;
  let platform: EmbeddedPlatform;
  let apis: Readonly<Record<DemonstrationAccount, Api>>;
  let id: string;
  let paperId: string;

  beforeAll(async () => {
    [kafka, kurrent] = await Promise.all([testKafka({ own: true }), startedDouble()]);
    platform = await EmbeddedPlatform.start({
      LOG_LEVEL: 'trace',
      MESSAGE_BUS: 'kafka',
      KAFKA_BROKERS: kafka.brokers.join(','),
      EVENT_STORE: 'kurrentdb',
      KURRENTDB_URL: kurrent.url,
    });
    apis = await platform.apis();
    ({ id, paperId } = await played());
  }, 180_000);
  afterAll(async () => {
    await platform?.stop();
    await kurrent?.close();
    await kafka?.stop();
  }, 60_000);

  /** A notice with a paper, returned and corrected, to a lawyer whose name the court was told. */
  async function played(): Promise<{ readonly id: string; readonly paperId: string }> {
    const { courtClerk: court, institutionOfficer: officer } = apis;
    const written = notice({ person: PERSON, papers: [{ kind: 'indictment', title: PAPER }], reason: `${PERSON.name}没有委托辩护人` });
    const sent = await court.post<{ id: string }>(REQUESTS, written);
    expect(sent.status).toBe(201);
    const request = sent.body.id;
    const uploadId = await uploadTo(court, request, pdf(`${PERSON.name} ${PERSON.idNumber}`, 1_200_000));
    const filed = await court.post(papersOf(request), { uploadId, kind: 'indictment', fileName: `${PAPER}.pdf` });
    expect(filed.status).toBe(201);
    expect((await officer.post(`${REQUESTS}/${request}/return`, { missing: `${PERSON.name}的身份证明` })).status).toBe(200);
    const { division: _division, ...corrected } = written;
    expect((await court.post(`${REQUESTS}/${request}/correct`, corrected)).status).toBe(200);
    await until(() => assigned(request), Boolean, SLOWEST_MS);
    await until(
      () => court.get<{ status: string }>(`${REQUESTS}/${request}`),
      ({ body }) => body.status === 'confirmed',
      SLOWEST_MS,
    );
    return { id: request, paperId: uploadId };
  }

  async function assigned(request: string): Promise<boolean> {
    const { body } = await apis.institutionOfficer.get<{ items?: readonly { lawyerId: string; may: boolean }[] }>(
      `${REQUESTS}/${request}/candidates`,
    );
    const able = body.items?.find(({ may }) => may);
    if (able === undefined) return false;
    return (await apis.institutionOfficer.post(`${REQUESTS}/${request}/assign`, { lawyerId: able.lawyerId })).status === 200;
  }

  const people = async (): Promise<{ readonly ids: { readonly person: string }; readonly person: object | null }> =>
    (await apis.institutionOfficer.get<Awaited<ReturnType<typeof people>>>(`${REQUESTS}/${id}/people?purpose=subject_request`)).body;

  /** Everything on every topic, the keys and headers too. */
  async function topics(): Promise<string> {
    const admin = new kafkajs.Kafka({ brokers: kafka.brokers, logLevel: kafkajs.logLevel.NOTHING }).admin();
    await admin.connect();
    const names = (await admin.listTopics()).filter((name) => name.startsWith('xiezhi.'));
    await admin.disconnect();
    return JSON.stringify(await recordsOf(kafka.brokers, ...names));
  }

  const log = (): string =>
    kurrent.server.log.events
      .map(({ stream, type, metadata, data }) =>
        [stream, type, Buffer.from(metadata).toString('utf8'), Buffer.from(data).toString('utf8')].join(' '),
      )
      .join('\n');

  /** Every file below a folder, by path. */
  async function filesOf(folder: string): Promise<ReadonlyMap<string, Buffer>> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    return new Map(await Promise.all(files.map(async (file) => [file, await readFile(file)] as const)));
  }

  it('is known until then to those who may know', async () => {
    expect(await people()).toMatchObject({ person: PERSON });
    const response = await apis.institutionOfficer.download(`${papersOf(id)}/${paperId}/content?purpose=case_handling`);
    expect(foundIn(Buffer.from(await response.arrayBuffer()).toString('utf8'), SECRETS)).toContain(PERSON.name);
  });

  it('is erased in every service, with the file', async () => {
    const { person } = (await people()).ids;
    const order = { ground: 'consent_withdrawn', decision: '藏司个保〔2026〕9号' };
    expect((await apis.privacyOfficer.post(`/api/directory/persons/${person}/erase`, order)).status).toBe(200);
    await until(
      () => apis.privacyOfficer.get<{ complete: boolean }>(`/api/directory/persons/${person}/erasure`),
      ({ body }) => body.complete,
      SLOWEST_MS,
    );
    await until(people, ({ ids }) => ids.person === null, SLOWEST_MS);
    expect((await people()).person).toBeNull();
  }, 60_000);

  it('is found in no table', async () => {
    const tables = await dumpOf(platform.databaseUrl());
    expect([...tables.values()].join('\n')).toContain(id);
    for (const [table, text] of tables) expect([table, foundIn(text, SECRETS)]).toEqual([table, []]);
  });

  it('is found in no event of KurrentDB', () => {
    expect(log()).toContain(id);
    expect(log()).toContain('PersonErased');
    expect(foundIn(log(), SECRETS)).toEqual([]);
  });

  it('is found on no topic, nor in anything else that the broker keeps or logs', async () => {
    const records = await topics();
    expect(records).toContain(id);
    expect(records).toContain('person_erased');
    expect(foundIn(records, SECRETS)).toEqual([]);
    const files = await filesOf(kafka.dir!);
    expect([...files.values()].some((content) => content.includes(id))).toBe(true);
    for (const [file, content] of files) expect([file, foundIn(content.toString('utf8'), SECRETS)]).toEqual([file, []]);
  });

  it('is found in no attachment, of which none is left', async () => {
    expect([...(await filesOf(join(platform.folder, 'data', 'attachments'))).keys()]).toEqual([]);
  });

  it('is found in no log of the platform and of its database', async () => {
    expect(platform.output()).toContain('/api/assignment/defence-requests/:id');
    expect(foundIn(platform.output(), SECRETS)).toEqual([]);
    expect(foundIn(await readFile(join(platform.folder, 'data', 'postgres.log'), 'utf8'), SECRETS)).toEqual([]);
  });

  it('would be found in any form, at any place', () => {
    const inBase64 = ['', 'x', 'xy'].map((before) => Buffer.from(`${before}${PERSON.name}的身份证明`).toString('base64'));
    for (const text of [PERSON.name, JSON.stringify({ a: PERSON.name }), Buffer.from(PERSON.name).toString('hex'), ...inBase64]) {
      expect(foundIn(text, SECRETS)).toContain(PERSON.name);
    }
  });
});
