import { randomUUID } from 'node:crypto';
import { MAX_VIEWS } from '../../apps/assignment/src/worklist-views/worklist-views.rows.js';
import type { Api } from '../../apps/platform/src/demo/api.js';
import { describedThroughout } from '../support/described-answers.js';
import { startTestPlatform, type TestPlatform } from '../support/platform.js';

const VIEWS = '/api/assignment/worklist-views';

let platform: TestPlatform;
let court: Api;
let officer: Api;

beforeAll(async () => {
  platform = await startTestPlatform();
  ({ courtClerk: court, institutionOfficer: officer } = platform.api);
}, 60_000);
afterAll(() => platform?.stop());
describedThroughout(() => platform);

describe('views of a worklist', () => {
  const view = (name: string): object => ({ name, filter: { state: 'received', language: 'bo', sort: 'number', order: 'desc' } });

  it('are kept by name for the one who made them', async () => {
    const id = randomUUID();
    const { status, body } = await officer.send('PUT', `${VIEWS}/${id}`, view('藏语待指派 བོད་'));
    expect(status).toBe(200);
    const { body: kept } = await officer.get<{ items: unknown[] }>(VIEWS);
    expect(kept.items).toEqual([body]);
    expect(body).toMatchObject({
      id,
      name: '藏语待指派 བོད་',
      filter: { state: 'received', language: 'bo', sort: 'number', order: 'desc' },
    });
    expect((await court.get<{ items: unknown[] }>(VIEWS)).body.items).toEqual([]);
    expect((await court.send('DELETE', `${VIEWS}/${id}`)).status).toBe(404);
    expect((await officer.send('DELETE', `${VIEWS}/${id}`)).status).toBe(204);
    expect((await officer.get<{ items: unknown[] }>(VIEWS)).body.items).toEqual([]);
  });

  it('have a name of their own, a filter that a list takes, and an end', async () => {
    await court.send('PUT', `${VIEWS}/${randomUUID()}`, view('一'));
    const taken = await court.send<{ code: string }>('PUT', `${VIEWS}/${randomUUID()}`, view('一'));
    expect([taken.status, taken.body.code]).toEqual([409, 'worklist_view.name_taken']);
    for (const filter of [{ state: 'nothing' }, { limit: 3 }, { q: '' }])
      expect((await court.send('PUT', `${VIEWS}/${randomUUID()}`, { name: '二', filter })).status).toBe(400);
    for (let made = 1; made < MAX_VIEWS; made += 1)
      expect((await court.send('PUT', `${VIEWS}/${randomUUID()}`, view(`第${made}个`))).status).toBe(200);
    const more = await court.send<{ code: string }>('PUT', `${VIEWS}/${randomUUID()}`, view('多一个'));
    expect([more.status, more.body.code]).toEqual([409, 'worklist_view.too_many']);
  });
});
