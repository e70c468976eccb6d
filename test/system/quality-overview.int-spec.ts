import type { QualityMatterPage } from '../../apps/assignment/src/quality-matters/quality-matters.queries.js';
import type { QualityOverview } from '../../apps/assignment/src/quality-tools/quality-overview.queries.js';
import { demonstrationLawyerId } from '../../apps/directory/src/demonstration-data/demonstration-data.js';
import { until, type Api, type ProblemBody } from '../../apps/platform/src/demo/api.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const TRACKINGS = '/api/assignment/case-trackings';
const SLOWEST_MS = 30_000;
const DAY_MS = 86_400_000;

interface Sent {
  readonly id: string;
  readonly position: string;
}

let platform: TestPlatform;
let officer: Api;
let secretariat: Api;
const day = (offset: number): string => new Date(Date.now() + offset * DAY_MS).toISOString().slice(0, 10);
const THIS_YEAR = `from=${day(-300)}&to=${day(2)}`;
const overview = (by: Api, query: string) => by.get<QualityOverview & ProblemBody>(`/api/assignment/quality-overview?${query}`);

beforeAll(async () => {
  platform = await startTestPlatform();
  officer = platform.api.institutionOfficer;
  secretariat = platform.api.secretariat;
}, 60_000);
afterAll(() => platform?.stop());

describe('the overview of quality work', () => {
  it('counts cases by tool, and those that closed, of the institution and for who oversees it', async () => {
    const ids: string[] = [];
    for (const lawyer of [0, 1]) {
      const { body } = await platform.api.courtClerk.post<Sent>(REQUESTS, notice());
      expect((await officer.post(`${REQUESTS}/${body.id}/assign`, { lawyerId: demonstrationLawyerId(lawyer) })).status).toBe(200);
      ids.push(body.id);
    }
    // A plan draws what is known to be under way; until both are, another is made.
    const { value: tracking } = await until(
      async () => {
        const { body } = await officer.post<Sent>(TRACKINGS, { layers: 'none', size: 100 });
        return (await officer.get<QualityMatterPage>(`${TRACKINGS}/${body.id}?after=${body.position}`)).body;
      },
      ({ facts }) => ids.every((id) => (facts?.['sample'] as readonly string[] | undefined)?.includes(id)),
      SLOWEST_MS,
    );
    const observedAt = new Date().toISOString();
    const find = (caseId: string, tool: string) =>
      officer.post<Sent>(`${TRACKINGS}/${tracking.id}/findings`, { caseId, tool, observedAt, verdict: 'in_order', defects: [] });
    for (const id of ids) expect((await find(id, 'hearing_attended')).status).toBe(200);
    // The same tool again is the same case.
    await find(ids[0]!, 'hearing_attended');
    await find(ids[0]!, 'organ_asked');
    const head = platform.api.institutionHead;
    await head.post(`${REQUESTS}/${ids[1]}/terminate`, { ground: 'recipient_asked', reason: '本人要求' });
    const served = await officer.post<Sent>(`${REQUESTS}/${ids[1]}/termination-served`, { servedAt: new Date().toISOString() });
    for (const [by, of] of [
      [officer, ''],
      [secretariat, ''],
      [secretariat, '&institution=institution-540100'],
    ] as const) {
      const { status, body } = await overview(by, `${THIS_YEAR}${of}&after=${served.body.position}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ closed: 1, covered: 2 });
      expect(body.tools).toEqual([
        { tool: 'hearing_attended', cases: 2 },
        { tool: 'file_checked', cases: 0 },
        { tool: 'organ_asked', cases: 1 },
        { tool: 'recipient_visited', cases: 0 },
      ]);
    }
    expect((await overview(officer, `from=${day(-300)}&to=${day(-200)}`)).body).toMatchObject({ closed: 0, covered: 0 });
  });

  it('is nobody else’s', async () => {
    const other = await overview(officer, `${THIS_YEAR}&institution=institution-540102`);
    expect([other.status, other.body.code]).toEqual([404, 'quality.not_found']);
    expect((await overview(platform.api.lawyer, THIS_YEAR)).status).toBe(403);
    expect((await overview(platform.api.courtClerk, THIS_YEAR)).status).toBe(403);
  });

  it.each([
    ['ends before it begins', `from=${day(0)}&to=${day(-3)}`, 422, 'quality.period.order'],
    ['is longer than a year', `from=${day(-400)}&to=${day(0)}`, 422, 'quality.period.long'],
    ['is no day', 'from=2026-02-30&to=2026-03-01', 400, 'field.format'],
  ])('refuses a period that %s', async (_how, query, status, code) => {
    const refused = await overview(officer, query);
    expect(refused.status).toBe(status);
    if (status === 422) expect(refused.body.errors).toEqual([expect.objectContaining({ path: 'to', code })]);
  });
});
