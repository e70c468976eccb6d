import { randomUUID } from 'node:crypto';
import type { Candidate } from '../../apps/assignment/src/candidates/candidates.queries.js';
import { shanghaiDay } from '@xiezhi/legal-policy';
import { until } from '../../apps/platform/src/demo/api.js';
import { aidGrant, notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

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

describe('a girl under eighteen', () => {
  const CASES = '/api/assignment/aid-cases';
  /** Lawyers for whom it speaks that they are women, and who are. */
  const womanFirst = (items: readonly Candidate[]): readonly [boolean, boolean] => {
    const scored = items.filter((one) => one.scored.some(({ part }) => part === 'gender'));
    return [scored.length > 0, scored.every(({ gender }) => gender === 'female')];
  };
  const ofGrant = async (changes: Record<string, unknown>): Promise<readonly Candidate[]> => {
    const officer = platform.api.institutionOfficer;
    const { body } = await officer.post<{ id: string; position: string }>(CASES, aidGrant(changes));
    return (await officer.get<{ items: readonly Candidate[] }>(`${CASES}/${body.id}/candidates?after=${body.position}&limit=100`)).body
      .items;
  };
  const recipient = { name: '卓玛某某', birthDate: '2012-05-01', gender: 'female' };

  it('has a woman first as her lawyer where she is accused, and where she is granted aid', async () => {
    const id = await send({ ground: 'minor', person: { ...(notice()['person'] as object), birthDate: '2010-05-01', gender: 'female' } });
    expect(womanFirst(await candidatesOf(id))).toEqual([true, true]);
    expect(womanFirst(await ofGrant({ minor: true, recipient }))).toEqual([true, true]);
  });

  it('is told from a grown woman, from a boy, and from one who asks for a man', async () => {
    expect(womanFirst(await ofGrant({ minor: false, recipient }))[0]).toBe(false);
    expect(womanFirst(await ofGrant({ minor: true, recipient: { ...recipient, gender: 'male' } }))[0]).toBe(false);
    const asked = await ofGrant({ minor: true, recipient, lawyerGender: 'male' });
    expect(asked.filter((one) => one.scored.some(({ part }) => part === 'gender')).every(({ gender }) => gender === 'male')).toBe(true);
  });
});
