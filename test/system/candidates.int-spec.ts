import { randomUUID } from 'node:crypto';
import type { Candidate } from '../../apps/assignment/src/candidates/candidates.queries.js';
import { shanghaiDay } from '@xiezhi/legal-policy';
import { until } from '../../apps/platform/src/demo/api.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform();
}, 60_000);
afterAll(() => platform?.stop());

const send = async (changes: Record<string, unknown> = {}): Promise<string> =>
  (await platform.api.courtClerk.post<{ id: string }>(REQUESTS, notice(changes))).body.id;
const candidatesOf = async (id: string): Promise<readonly Candidate[]> => {
  const { value } = await until(
    () => platform.api.institutionOfficer.get<{ items: readonly Candidate[] }>(`${REQUESTS}/${id}/candidates`),
    ({ body }) => body.items?.some(({ may }) => may) === true,
    15_000,
  );
  return value.body.items;
};

describe('the candidates of a request', () => {
  it('are compared by masked name, nearness, load and last assignment', async () => {
    const [first, second] = [await send(), await send({ hearingAt: new Date(Date.now() + 50 * 86_400_000).toISOString() })];
    const free = await candidatesOf(first);
    const chosen = free.find(({ may }) => may)!;
    expect(free.every(({ name }) => name?.includes('×'))).toBe(true);
    expect(chosen).toMatchObject({ load: 0, lastAssignedOn: null, place: 1 });
    expect(free.filter(({ may }) => may).map(({ score }) => score)).toEqual(
      free.flatMap(({ may, score }) => (may ? [score!] : [])).toSorted((a, b) => b - a),
    );
    expect(chosen.score).toBe(chosen.scored.reduce((sum, { points }) => sum + points, 0));
    expect(new Set(free.map(({ nearness }) => nearness)).size).toBeGreaterThan(1);
    const { status, body } = await platform.api.institutionOfficer.post<{ position: string }>(`${REQUESTS}/${first}/assign`, {
      lawyerId: chosen.lawyerId,
    });
    expect(status).toBe(200);
    await platform.api.institutionOfficer.get(`${REQUESTS}/${first}?after=${body.position}`);
    const { value: busy } = await until(
      async () => (await candidatesOf(second)).find(({ lawyerId }) => lawyerId === chosen.lawyerId)!,
      ({ load }) => load === 1,
      15_000,
    );
    expect(busy.lastAssignedOn).toBe(shanghaiDay(new Date().toISOString()));
    expect(busy.score).toBeLessThan(chosen.score!);
    // Of another case, with its hearing on another day: he may take this one too.
    expect(busy.may).toBe(true);
  });

  it('leave out, with the article, who defends a co-accused of the same case', async () => {
    const caseNumber = `（2026）藏01刑初${randomUUID()}号`;
    const [one, other] = [await send({ caseNumber }), await send({ caseNumber })];
    const chosen = (await candidatesOf(one)).find(({ may }) => may)!;
    expect((await platform.api.institutionOfficer.post(`${REQUESTS}/${one}/assign`, { lawyerId: chosen.lawyerId })).status).toBe(200);
    const barred = (await candidatesOf(other)).find(({ lawyerId }) => lawyerId === chosen.lawyerId)!;
    expect(barred.may).toBe(false);
    expect(barred.reasons.map(({ code }) => code)).toEqual(['lawyer.defends_co_accused']);
    expect(barred.reasons[0]?.basis).toMatch(/第43条/);
    // To the one he defends he stays what he was.
    expect((await candidatesOf(one)).find(({ lawyerId }) => lawyerId === chosen.lawyerId)?.may).toBe(true);
  });
});
