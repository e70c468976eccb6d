import { randomUUID } from 'node:crypto';
import type { RelatedRequest } from '../../apps/assignment/src/related-requests/related-requests.queries.js';
import { until, type Answer, type Api, type ProblemBody } from '../../apps/platform/src/demo/api.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const SLOWEST_MS = 30_000;

type Done = Answer<{ readonly id: string; readonly position: string; readonly revision: number } & ProblemBody>;

let platform: TestPlatform;
let court: Api;
let officer: Api;

const caseNumber = (): string => `（2026）藏01刑初${randomUUID()}号`;
const send = (changes: Record<string, unknown>, by: Api = court): Promise<Done> => by.post(REQUESTS, notice(changes));
const does = (by: Api, id: string, command: string, other: string): Promise<Done> => by.post(`${REQUESTS}/${id}/${command}`, { other });
const related = async (id: string, by: Api = officer): Promise<readonly RelatedRequest[]> =>
  // Not there yet while the worklist has not read the notice.
  (await by.get<{ items?: readonly RelatedRequest[] }>(`${REQUESTS}/${id}/related`)).body.items ?? [];
const linked = async (id: string, relation: string): Promise<readonly RelatedRequest[]> =>
  (
    await until(
      () => related(id),
      (items) => items.some(({ relations }) => (relations as readonly string[]).includes(relation)),
      SLOWEST_MS,
    )
  ).value;
const statusOf = async (id: string, after: string): Promise<string> =>
  (await officer.get<{ status: string }>(`${REQUESTS}/${id}?after=${after}`)).body.status;
/** Two notices of one person at the same moment. */
async function twice(changes: Record<string, unknown> = {}): Promise<readonly [string, string]> {
  const same = { caseNumber: caseNumber(), ...changes };
  const [one, other] = await Promise.all([send(same), send(same)]);
  return [one.body.id, other.body.id];
}

beforeAll(async () => {
  platform = await startTestPlatform();
  court = platform.api.courtClerk;
  officer = platform.api.institutionOfficer;
}, 60_000);
afterAll(() => platform?.stop());

describe('two notices of one person at the same moment', () => {
  it('are both recognised, and neither is merged', async () => {
    const [one, other] = await twice();
    for (const [id, its] of [
      [one, other],
      [other, one],
    ] as const) {
      const items = await linked(id, 'likely_duplicate');
      expect(items).toEqual([expect.objectContaining({ id: its, status: 'received', suggestion: 'likely_duplicate' })]);
    }
  });

  it('sent again and again, is linked with the newest ten: a system that repeats itself does not fill the log', async () => {
    const number = caseNumber();
    const sent: string[] = [];
    const linkedIds = async (id: string): Promise<readonly string[]> =>
      (await related(id)).filter(({ relations }) => relations.length > 0).map((other) => other.id);
    for (let n = 0; n < 13; n += 1) {
      const { id } = (await send({ caseNumber: number })).body;
      // Each is compared before the next one comes.
      await until(
        () => linkedIds(id),
        (ids) => ids.length >= Math.min(n, 10),
        SLOWEST_MS,
      );
      sent.push(id);
    }
    const last = sent.at(-1)!;
    expect((await linkedIds(last)).toSorted()).toEqual(sent.slice(2, 12).toSorted());
    // The two oldest are shown as likely all the same.
    expect(await related(last)).toHaveLength(12);
  });

  it('are no duplicates where the persons differ: co-accused of one case', async () => {
    const number = caseNumber();
    const mine = await send({ caseNumber: number });
    const theirs = await send({ caseNumber: number, person: { name: '另一人', birthDate: '1991-01-01' } });
    const again = await send({ caseNumber: number });
    expect((await linked(again.body.id, 'likely_duplicate')).map(({ id }) => id)).toEqual([mine.body.id]);
    expect(await related(theirs.body.id)).toEqual([]);
  });

  it('are closed for one another only by the institution, and the other goes on', async () => {
    const [one, other] = await twice();
    await linked(one, 'likely_duplicate');
    expect((await does(platform.api.procuratorateClerk, one, 'supersede', other)).status).toBe(404);
    const closed = await does(officer, one, 'close-as-duplicate', other);
    expect(closed.status).toBe(200);
    expect(await statusOf(one, closed.body.position)).toBe('duplicate');
    expect((await linked(other, 'duplicate')).map(({ id }) => id)).toEqual([one]);
    expect(await statusOf(other, closed.body.position)).toBe('received');
    const back = await does(officer, other, 'close-as-duplicate', one);
    expect([back.status, back.body.code]).toEqual([409, 'defence_request.other_ended']);
  });

  it('are never both closed, also when two officers do so at once', async () => {
    const [one, other] = await twice();
    await linked(one, 'likely_duplicate');
    const answers = await Promise.all([
      does(officer, one, 'close-as-duplicate', other),
      does(platform.api.institutionHead, other, 'close-as-duplicate', one),
    ]);
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
    const statuses = await Promise.all(
      [one, other].map(async (id) => (await officer.get<{ status: string }>(`${REQUESTS}/${id}`)).body.status),
    );
    expect(statuses).toContain('received');
  });

  it('are said to be different, and not suggested again', async () => {
    const [one, other] = await twice();
    await linked(one, 'likely_duplicate');
    expect((await does(officer, one, 'mark-different', other)).status).toBe(200);
    for (const id of [one, other]) expect((await linked(id, 'different'))[0]).toMatchObject({ suggestion: null });
  });
});

describe('what was discovered in a case, and has no notice yet', () => {
  it('is nobody’s duplicate, and keeps no notice of its case from being compared', async () => {
    const number = caseNumber();
    const discoveredAt = '2026-11-23T02:00:00.000Z';
    const discovery = { division: '540100', discoveredAt, caseNumber: number, stage: 'first_instance', ground: 'minor' };
    const discovered = await court.post<{ id: string; position: string }>(`${REQUESTS}/discoveries`, discovery);
    expect(discovered.status).toBe(201);
    await court.get(`${REQUESTS}/${discovered.body.id}?after=${discovered.body.position}`);
    const one = (await send({ caseNumber: number })).body.id;
    const other = (await send({ caseNumber: number })).body.id;
    expect((await linked(other, 'likely_duplicate')).map(({ id }) => id)).toEqual([one]);
    expect((await court.get(`${REQUESTS}/${discovered.body.id}/related`)).status).toBe(200);
  });
});

describe('a newer notice of the same organ', () => {
  it('takes the earlier one’s place', async () => {
    const number = caseNumber();
    const earlier = (await send({ caseNumber: number })).body.id;
    const newer = (await send({ caseNumber: number, hearingPlace: '第三法庭' })).body.id;
    await linked(newer, 'likely_duplicate');
    const done = await does(court, earlier, 'supersede', newer);
    expect(await statusOf(earlier, done.body.position)).toBe('superseded');
    expect((await linked(newer, 'supersedes')).map(({ id }) => id)).toEqual([earlier]);
  });

  it('is refused where the two are not of one case and stage', async () => {
    const [one, other] = [(await send({})).body.id, (await send({})).body.id];
    const refused = await does(court, one, 'supersede', other);
    expect([refused.status, refused.body.code]).toEqual([409, 'defence_request.not_related']);
    const unknown = await does(court, one, 'supersede', randomUUID());
    expect([unknown.status, unknown.body.code]).toEqual([422, 'defence_request.other.unknown']);
  });
});

describe('the next stage', () => {
  it('is suggested by the same comparison, and linked both ways by the institution', async () => {
    const number = caseNumber();
    const first = (await send({ caseNumber: number, stage: 'first_instance' })).body.id;
    const second = await send({ caseNumber: number, stage: 'second_instance' });
    const { value } = await until(
      () => related(second.body.id),
      (items) => items.length > 0,
      SLOWEST_MS,
    );
    expect(value).toEqual([expect.objectContaining({ id: first, suggestion: 'previous_stage', relations: [] })]);
    expect((await does(officer, second.body.id, 'link-previous-stage', first)).status).toBe(200);
    expect((await linked(first, 'next_stage'))[0]).toMatchObject({ id: second.body.id, suggestion: null });
    expect((await linked(second.body.id, 'previous_stage'))[0]).toMatchObject({ id: first });
  });
});
