import type { NoticeChoices } from '../../apps/assignment/src/defence-request/notice-choices.controller.js';
import { until, type Api, type ProblemBody } from '../../apps/platform/src/demo/api.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const VALUES = '/api/directory/reference-values';
const SLOWEST_MS = 30_000;
const GROUND = 'full_coverage_prosecution_review';

let platform: TestPlatform;
let procuratorate: Api;

const offered = async (division: string): Promise<readonly string[]> =>
  (await procuratorate.get<NoticeChoices>(`/api/assignment/notice-choices?division=${division}`)).body.grounds.map(({ code }) => code);
const send = (division: string) =>
  procuratorate.post<ProblemBody>(REQUESTS, notice({ division, stage: 'prosecution_review', ground: GROUND, lifeOrDeath: false }));
async function set(division: string, value: number): Promise<void> {
  const given = { kind: GROUND, division, value, validFrom: '2026-01-01', source: '司发通〔2022〕49号(示例)', sourceOn: '2022-10-12' };
  const { body } = await platform.api.administrator.post<{ id: string }>(VALUES, given);
  expect((await platform.api.secondAdministrator.post(`${VALUES}/${body.id}/decide`, { decision: 'approved' })).status).toBe(200);
}

beforeAll(async () => {
  platform = await startTestPlatform();
  procuratorate = platform.api.procuratorateClerk;
}, 60_000);
afterAll(() => platform?.stop());

it('is not offered in review for prosecution, and refused with its document, where nobody switched it on', async () => {
  expect(await offered('540100')).not.toContain(GROUND);
  const { status, body } = await send('540100');
  expect([status, body.errors?.[0]?.path, body.errors?.[0]?.code]).toEqual([422, 'ground', 'defence_notice.full_coverage_not_in_force']);
  expect(body.errors?.[0]?.detail).toContain('49号');
});

it('takes 1 or 0 for a switch', async () => {
  const given = { kind: GROUND, division: '540100', value: 2, validFrom: '2026-01-01', source: '示例', sourceOn: '2022-10-12' };
  const { body } = await platform.api.administrator.post<ProblemBody>(VALUES, given);
  expect(body.errors?.[0]?.code).toBe('reference_value.not_a_switch');
});

it('holds where two people switched it on, for the prefecture before the region', async () => {
  await set('540000', 1);
  await set('540200', 0);
  await until(
    async () => [await offered('540100'), await offered('540200')],
    ([here, there]) => here!.includes(GROUND) && !there!.includes(GROUND),
    SLOWEST_MS,
  );
  expect((await send('540100')).status).toBe(201);
  expect((await send('540200')).body.code).toBe('defence_request.invalid');
});

it('holds at trial everywhere', async () => {
  const { body } = await platform.api.courtClerk.get<NoticeChoices>('/api/assignment/notice-choices');
  expect(body.grounds.find(({ code }) => code === 'full_coverage_trial')).toMatchObject({ force: 'mandatory' });
  const sent = await platform.api.courtClerk.post(REQUESTS, notice({ ground: 'full_coverage_trial', stage: 'second_instance' }));
  expect(sent.status).toBe(201);
});
