import { randomUUID } from 'node:crypto';
import { defenceRequestReceived, TOPICS } from '@xiezhi/contracts';
import { tableName, type BusMessage, type JsonObject } from '@xiezhi/eventsourcing';
import { Platform, type ParkedMessageShown } from '@xiezhi/service';
import { jointCounts } from '../../apps/coordination/src/joint-counts/joint-counts.projection.js';
import { until, type ProblemBody } from '../../apps/platform/src/demo/api.js';
import { describedThroughout } from '../support/described-answers.js';
import { startTestPlatform, type TestPlatform } from '../support/platform.js';

const OPERATIONS = '/api/coordination/operations';
const AT = '2026-03-02T01:00:00.000Z';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
describedThroughout(() => platform);

const message = (key: string, data: object): BusMessage => ({
  topic: TOPICS.assignment,
  key,
  id: randomUUID(),
  source: '/xiezhi/assignment',
  type: defenceRequestReceived.type,
  time: AT,
  data: data as JsonObject,
});
const sound = { ...defenceRequestReceived.example, requestId: randomUUID(), division: '540200', organ: 'court-540200' };

interface Parked {
  readonly items: readonly { readonly topic: string; readonly key: string; readonly state: string; readonly reason: string }[];
}
const parked = async (): Promise<Parked['items']> => (await platform.api.operator.get<Parked>(`${OPERATIONS}/parked`)).body.items;
const messagesOf = async (key: string): Promise<readonly ParkedMessageShown[]> => {
  const query = new URLSearchParams({ topic: TOPICS.assignment, key });
  return (await platform.api.operator.get<{ items: ParkedMessageShown[] }>(`${OPERATIONS}/parked/messages?${query}`)).body.items;
};
const parkedWith = async (key: string, count: number): Promise<readonly ParkedMessageShown[]> => {
  const { value } = await until(
    () => messagesOf(key),
    (items) => items.length === count,
    10_000,
  );
  return value;
};
const requestsOf540200 = async (): Promise<number> => {
  const { body } = await platform.api.secretariat.get<{ items: { key: string; requests: number }[] }>(
    '/api/coordination/dashboard?by=division',
  );
  return body.items.find(({ key }) => key === '540200')?.requests ?? 0;
};

describe('an operator', () => {
  it('sees a message that breaks its contract, and what waits behind it, without their data; skips it, and the rest flows', async () => {
    const key = `defence-request-${randomUUID()}`;
    const bus = await platform.app.get(Platform).bus;
    const before = await requestsOf540200();
    await bus.publish([message(key, { requestId: 'no id', note: '扎西某某' })]);
    await parkedWith(key, 1);
    await bus.publish([message(key, sound)]);
    const items = await parkedWith(key, 2);
    expect((await parked()).find((one) => one.key === key)).toMatchObject({ state: 'parked', reason: expect.stringContaining('breaks') });
    expect(JSON.stringify(items)).not.toContain('扎西');
    expect(items.map(({ state }) => state)).toEqual(['waiting', 'waiting']);

    const skipped = await platform.api.operator.post(`${OPERATIONS}/parked/skip`, { id: items[0]!.id, reason: '测试数据' });
    expect(skipped.status).toBe(200);
    await until(parked, (keys) => keys.every((one) => one.key !== key), 10_000);
    await until(requestsOf540200, (count) => count === before + 1, 10_000);
    expect(await messagesOf(key)).toEqual([expect.objectContaining({ state: 'skipped', reason: '测试数据' })]);
  });

  it('retries a key; one that cannot be handled is parked again with its reason', async () => {
    const key = `defence-request-${randomUUID()}`;
    await (await platform.app.get(Platform).bus).publish([message(key, { rubbish: true })]);
    await parkedWith(key, 1);
    const retried = await platform.api.operator.post(`${OPERATIONS}/parked/retry`, { topic: TOPICS.assignment, key });
    expect(retried.status).toBe(200);
    await until(parked, (keys) => keys.some((one) => one.key === key && one.state === 'parked'), 10_000);
  });

  it('is told what is not there: a service, a key, a message, a halted reader', async () => {
    const { operator } = platform.api;
    expect((await operator.get<ProblemBody>('/api/nothing/operations/parked')).body.code).toBe('service.not_found');
    const key = await operator.post<ProblemBody>(`${OPERATIONS}/parked/retry`, { topic: TOPICS.assignment, key: 'none' });
    expect([key.status, key.body.code]).toEqual([404, 'parked.not_found']);
    const id = await operator.post<ProblemBody>(`${OPERATIONS}/parked/skip`, { id: randomUUID(), reason: '无' });
    expect([id.status, id.body.code]).toEqual([404, 'parked.not_found']);
    const { body } = await operator.get<{ items: { name: string; state: string }[] }>(`${OPERATIONS}/readers`);
    expect(body.items.map(({ name }) => name)).toContain(`projection/${tableName(jointCounts)}`);
    const reader = await operator.post<ProblemBody>(`${OPERATIONS}/readers/resume`, { reader: body.items[0]!.name, decision: 'retry' });
    expect([reader.status, reader.body.code]).toEqual([409, 'reader.not_halted']);
  });

  it('gives a reason for leaving something out', async () => {
    const answer = await platform.api.operator.post<ProblemBody>(`${OPERATIONS}/readers/resume`, { reader: 'x', decision: 'skip' });
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([400, 'reason']);
  });
});
